"""Exchange: grids of offers that come from spreadsheets. No link is followed, no formula run, no file extracted."""
