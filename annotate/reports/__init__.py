"""Pages to be read in a browser: whole in one file, with nothing from elsewhere."""
