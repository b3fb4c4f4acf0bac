"""The page « Marché »: competitors, and the tabs of surveys and needs."""
