"""The exit codes; wrong usage is 2, which click says itself."""

DONE = 0
FAILED = 1
"""Something went wrong, and a line on standard error says what."""
STRICT = 3
"""A check asked for with `--strict` did not hold."""
INTERRUPTED = 130
"""Ctrl-C, as shells have it: 128 and the number of the signal."""
