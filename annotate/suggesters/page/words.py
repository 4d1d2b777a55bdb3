"""The words of pages around articles, from the data file beside this, and finding them fast."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct

GROUPS = (
    *("calls", "credits", "agencies", "pictured", "shows", "acts", "tells", "furniture"),
    "closings",
)
"""The groups that are looked for anywhere in a paragraph."""
SEPARATORS = tuple(".,:()[]@/?!")
"""What parts words, besides spaces."""
NOTHING: Mapping[str, int] = {}


class Words(Struct, frozen=True):
    """The file: phrases by a word of theirs, as (group, phrase), and what is looked up whole.

    A phrase that is one word is (group, ""): the word itself is all there is to find.
    """

    phrases: Mapping[str, tuple[tuple[str, str], ...]]
    keys: frozenset[str]
    notices: frozenset[str]
    credits: frozenset[str]
    agencies: frozenset[str]
    abbreviations: frozenset[str]
    frames: tuple[str, ...]
    leads: tuple[str, ...]
    asides: tuple[str, ...]
    orders: tuple[str, ...]
    acts: frozenset[str]
    classes: Mapping[str, str]


@cache
def words() -> Words:
    """The words, read once."""
    raw = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    phrases = _by_key({group: raw[group] for group in GROUPS})
    return Words(
        phrases,
        frozenset(phrases),
        frozenset(raw["notices"]),
        frozenset(raw["credits"]),
        frozenset(raw["agencies"]),
        frozenset(raw["abbreviations"]),
        tuple(raw["frames"]),
        tuple(raw["leads"]),
        tuple(raw["asides"]),
        tuple(raw["orders"]),
        frozenset(raw["acts"]),
        {word: sign for sign, group in raw["classes"].items() for word in group},
    )


def found(lower: str) -> Mapping[str, int]:
    """How many phrases of each group a text in lower case holds; groups with none are left out.

    One pass over its words: only where a word is the key of phrases are those looked for.
    """
    known = words()
    here = known.keys.intersection(parted(lower).split())
    if not here:
        return NOTHING
    counts: dict[str, int] = defaultdict(int)
    for key in here:
        for group, phrase in known.phrases[key]:
            counts[group] += phrase in lower  # "" is in any text
    return counts


def parted(text: str) -> str:
    """A text with spaces for the marks between its words."""
    for mark in SEPARATORS:
        text = text.replace(mark, " ")
    return text


def class_words(classes: str) -> list[str]:
    """The parts of class names: "adCaption story__body" is ad, caption, story, body."""
    return [word.lower() for word in _class_word().findall(classes)]


def _by_key(groups: Mapping[str, list[str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The phrases by their longest word, which is the rarest as a rule."""
    keyed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for group, phrases in groups.items():
        for phrase in phrases:
            key = max(parted(phrase).split(), key=len)
            keyed[key].append((group, "" if key == phrase else phrase))
    return {key: tuple(phrases) for key, phrases in keyed.items()}


@cache
def _class_word() -> re.Pattern[str]:
    return re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
