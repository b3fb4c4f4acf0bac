"""Models: what the tables of the window show, computed from the project; the Qt side only carries it."""
