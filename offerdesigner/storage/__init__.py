"""Project files: their format, their reading and their writing, and the projects that come with the program."""
