"""Other tools beside this one: what they take to start, to take articles in, to give them out."""
