"""Near-duplicates, groups of them, and splits."""
