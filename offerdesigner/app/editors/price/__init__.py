"""The panel of a price, beside the grid."""
