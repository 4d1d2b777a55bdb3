"""What is found of an attribution: where its cue and its source are, why, and how sure that is."""

from msgspec import Struct

LONE_PARTICIPLE = "participle alone"
"""The rule of one that names nobody: “old,” adding that it leaked."""


class Attribution(Struct, frozen=True):
    """A cue and its source, as half-open token indexes; why, and how sure that is."""

    start: int
    end: int
    origin: str
    score: float
