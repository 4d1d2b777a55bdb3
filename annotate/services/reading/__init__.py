"""Reading a project from Python, for those who want no file at all."""
