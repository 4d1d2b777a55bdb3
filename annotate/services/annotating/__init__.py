"""Annotating one article after the other: from a key's meaning to a committed gesture."""
