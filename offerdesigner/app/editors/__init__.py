"""Editors: the pages of the window, one a module."""
