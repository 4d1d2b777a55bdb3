"""Counting documents: from spans as columns to integers that add up over documents."""
