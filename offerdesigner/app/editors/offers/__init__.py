"""The page « Offres »: the grid, its bar, its options, its ranges."""
