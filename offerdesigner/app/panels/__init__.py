"""The panels around the editor: preview, problems, and why."""
