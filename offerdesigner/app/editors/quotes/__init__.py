"""The page « Devis »."""
