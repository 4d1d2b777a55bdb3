"""Chance that is the same every time: who draws again, or on another machine, draws the same."""

from hashlib import sha256


def drawn(*parts: object) -> float:
    """From 0 to 1, by chance, and always the same for the same parts."""
    digest = sha256("\0".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64
