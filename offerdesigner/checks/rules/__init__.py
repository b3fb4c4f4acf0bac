"""The rules, one module a family. They do not know one another; what they share is in the context."""
