"""« Importer une grille… »: a sheet is read, what each of its parts is can be corrected, and it becomes one edit."""
