"""The page « Sur mesure »: prices that follow what a client uses, and their map."""
