"""The page « Prévisions »: clients, revenues, scenarios, and the threshold beside them."""
