"""The page « Partage »: who delivers what, and who earns what."""
