"""What learning from labels needs: features, tags, the models of sequences, and their file."""
