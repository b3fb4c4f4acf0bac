"""The grid of the offers: cells, headings, typing, clipboard, menus."""
