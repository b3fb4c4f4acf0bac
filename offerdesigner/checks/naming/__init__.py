"""How a name is said, typed, searched and abbreviated; what it may be taken for; and families of names."""
