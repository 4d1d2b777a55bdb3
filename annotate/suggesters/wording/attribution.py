"""What is found of an attribution: where its cue and its source are, why, and how sure that is."""

from typing import NamedTuple


class Attribution(NamedTuple):
    """A cue and its source, as half-open token indexes; why, and how sure that is."""

    start: int
    end: int
    origin: str
    score: float
