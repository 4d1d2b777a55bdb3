"""The words of pages around articles, from the data file beside this."""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Words(Struct, frozen=True):
    """The groups of the file, each as a set of lower-case words and phrases."""

    advertisement: frozenset[str]
    calls: frozenset[str]
    frames: frozenset[str]
    credits: frozenset[str]
    agencies: frozenset[str]
    pictured: frozenset[str]
    shows: frozenset[str]
    acts: frozenset[str]
    furniture: frozenset[str]


@cache
def words() -> Words:
    """The words, read once."""
    source = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return Words(**{name: frozenset(group) for name, group in tomllib.loads(source).items()})
