"""What the names of layers tell: whose own each is, a second pass, gold, or of several together."""

import re

from annotate.core.errors import InputError
from annotate.core.soundness import NAME, is_name

GOLD, AGAIN = "gold/", "again/"
"""How the layers of adjudication begin, and those of second passes; a person's name follows."""
VOTES, MAJORITY = "votes/all", "majority/"
"""What layers are called that were made of several; how many had to agree follows."""
LAYER = re.compile(r"((gold|again)/)?[^/]*[^/\s][^/]*|majority/[1-9][0-9]*|votes/all")
SHOWN = 60
"""Characters of a name that is none which are shown."""
SLASHES = "a slash stands only in gold/NAME, again/NAME, majority/K and votes/all"


def check_layer(name: str) -> None:
    """Raise InputError for a name that comes with a record and can be no layer's.

    Names of other programs may have more in them than those that are given here.
    """
    if is_name(name) and LAYER.fullmatch(name):
        return
    shown = name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
    raise InputError(f"{shown!r} is no annotator's name", "$.annotator", _instead(name))


def _instead(name: str) -> str:
    """What to give in the place of a name that is none."""
    if len(name) > NAME:
        return f"give one of at most {NAME} characters"
    return SLASHES if "/" in name else "give one that can be printed, or leave it out"


def again(person: str) -> str:
    """The layer of a person's second pass."""
    return f"{AGAIN}{person}"


def is_again(layer: str) -> bool:
    """Whether a layer is somebody's second pass."""
    return layer.startswith(AGAIN)


def is_together(layer: str) -> bool:
    """Whether a layer is one that was made of several annotators' layers, and so is nobody's."""
    return layer == VOTES or layer.startswith(MAJORITY)


def is_own(layer: str) -> bool:
    """Whether a layer is an annotator's: not of adjudication, no second pass, not of several."""
    return not (layer.startswith(GOLD) or is_again(layer) or is_together(layer))


def owner(layer: str) -> str:
    """Who writes a layer: the person whose own it is, who labels again or reviews."""
    return layer.removeprefix(GOLD if layer.startswith(GOLD) else AGAIN)
