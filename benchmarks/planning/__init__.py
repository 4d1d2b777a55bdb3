"""The fewest keys found that label an article as its gold does."""
