"""Offer Designer: design a service offer, check that it holds together, print it."""

__version__ = "0.1.0"
