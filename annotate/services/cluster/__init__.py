"""Work on a corpus beyond one machine: a Ray cluster does it file by file, each once."""
