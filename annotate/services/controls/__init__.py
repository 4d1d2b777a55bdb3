"""Controls: annotators against known gold, and against themselves."""
