"""What the names of layers tell: an annotator's own, their second pass, a reviewer's gold."""

GOLD, AGAIN = "gold/", "again/"
"""How the layers of adjudication begin, and those of second passes; a person's name follows."""


def again(person: str) -> str:
    """The layer of a person's second pass."""
    return f"{AGAIN}{person}"


def is_again(layer: str) -> bool:
    """Whether a layer is somebody's second pass."""
    return layer.startswith(AGAIN)


def owner(layer: str) -> str:
    """Who writes a layer: the person whose own it is, who labels again or reviews."""
    return layer.removeprefix(GOLD if layer.startswith(GOLD) else AGAIN)
