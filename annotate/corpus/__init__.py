"""What only shows when many documents are looked at together: copies, groups of them, splits."""
