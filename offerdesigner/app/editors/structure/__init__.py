"""The page « Structure »: who one is, what is counted and delivered."""
