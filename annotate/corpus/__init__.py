"""What only shows when many documents are looked at together: near-copies, and splits."""
