"""The page « Coûts »."""
