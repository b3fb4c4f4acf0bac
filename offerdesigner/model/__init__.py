"""The frozen data of a project, and the only ways to read and change it."""
