"""The languages, one a TOML file: the words by which one tells who said what, and their kinds."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from msgspec import Struct


def languages_in(folder: Traversable) -> tuple[str, ...]:
    """The codes of a folder's files; English first, which a text is in that shows no language."""
    names = (file.name for file in folder.iterdir())
    codes = (name.removesuffix(".toml") for name in names if name.endswith(".toml"))
    return tuple(sorted(codes, key=lambda code: (code != "en", code)))


LANGUAGES = languages_in(files(__package__))
"""The files there are; a language is added by one more, without code."""

COMMAS = frozenset(",،，、")
PUNCTUATION = {
    **dict.fromkeys(COMMAS, "comma"),
    **dict.fromkeys(";!?…¿¡।。！？", "stop"),
    **dict.fromkeys("—–―-", "dash"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    ".": "dot",
    ":": "colon",
}
PHRASES = (
    "according",
    "postposed",
    "quoted",
    "complete",
    "tagged",
    "contributors",
    "provenance",
    "contribution",
)
"""The groups that hold phrases instead of words."""
SETS = (
    "no_adverbs",
    "titles",
    "tail",
    "passive",
    "work",
    "who",
    "infinitive",
    "indefinite",
    "possessive",
    "medium",
    "inverting",
    "agent",
    "place",
    "period",
    "naming",
    "leading",
    "leads",
    "about",
    "doing",
    "made",
    "so_called",
    "addressee",
    "own",
    "turns",
)
SETTINGS = (
    "common",
    "adverb_endings",
    "participle_endings",
    "auxiliary_endings",
    "verb_endings",
    "capital_nouns",
    *SETS,
)
"""The groups that are no kinds of words."""

GUESSED_BY = (1000, 3000)
"""Characters by which a language is guessed: by more where the first do not tell clearly."""
CLEARLY, SEVERAL = 4, 3
"""Times as many of the commonest words of one language as of any other, or as so many, tell that.
"""
PHRASE = "phrase"
"""The kind of a word by which a phrase is found."""


class Phrase(NamedTuple):
    """A phrase: its words in lower case, its kind, and the index of the word it is found by."""

    words: tuple[str, ...]
    kind: str
    key: int


class Language(Struct, frozen=True):
    """What a file says: each word's kind, the phrases by a word of theirs, and sets of words.

    `kinds` has a word in lower case, in capitals and with a capital first, as texts have it: so
    none need be put into lower case to be looked up.
    """

    code: str
    kinds: Mapping[str, str]
    phrases: Mapping[str, tuple[Phrase, ...]]
    adverb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    auxiliary_endings: tuple[str, ...]
    """Endings of verbs that say something only with an auxiliary: ha confirmado."""

    sets: Mapping[str, frozenset[str]]
    verb_endings: tuple[str, ...]
    """Endings that show a verb, which no file need know."""

    inverts: bool
    """Whether verbs hold their pronoun (dit-il): then cues stand within the marks too."""

    capital_nouns: bool
    """Whether nouns begin with a capital."""

    def is_adverb(self, word: str) -> bool:
        """Whether a word in lower case has an adverb's ending."""
        return (
            len(word) > 4
            and word.endswith(self.adverb_endings)
            and word not in self.sets["no_adverbs"]
        )


def language_of(text: str, language: str = "") -> Language:
    """The language of that code (also "en-GB", "en_gb"), or that which the text looks like."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return load(code if code in LANGUAGES else guess(text))


def guess(text: str) -> str:
    """The code of the language whose commonest words are most of the first few hundred."""
    for characters in GUESSED_BY:
        words = text[:characters].lower().split()
        often = {code: sum(map(_common(code).__contains__, words)) for code in LANGUAGES}
        first, second, *_ = sorted(often.values(), reverse=True)
        if first >= CLEARLY * max(second, SEVERAL):
            break
    return max(often, key=often.__getitem__)


@cache
def load(code: str) -> Language:
    """The language of that code, one of LANGUAGES."""
    raw = _raw(code)
    # where a file does not tell, any may stand before its subject
    raw = {"inverting": raw["say"]} | raw
    kinds = {w: kind for kind, words in raw.items() if kind not in SETTINGS for w in _each(words)}
    phrases = _phrases(raw, kinds)
    return Language(
        code,
        PUNCTUATION | _as_written(kinds | dict.fromkeys(phrases, PHRASE)),
        phrases,
        tuple(raw["adverb_endings"]),
        tuple(raw["participle_endings"]),
        tuple(raw["auxiliary_endings"]),
        {name: frozenset(raw[name].split()) for name in SETS},
        tuple(raw["verb_endings"]),
        "inverted" in raw,
        raw.get("capital_nouns", False),
    )


def _as_written(kinds: Mapping[str, str]) -> dict[str, str]:
    """The same, each word also in capitals, and with a capital first."""
    spellings = (str.upper, str.capitalize, str)
    return {spelled(word): kind for spelled in spellings for word, kind in kinds.items()}


def _each(words: str | list[str]) -> list[str]:
    return words.split() if isinstance(words, str) else []


def _phrases(raw: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, tuple[Phrase, ...]]:
    """The phrases by their first word that is of no kind, or a noun."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for kind in PHRASES:
        for phrase in raw.get(kind, []):
            words = tuple(phrase.split())
            key = next(i for i, w in enumerate(words) if kinds.get(w, "noun") == "noun")
            found[words[key]].append(Phrase(words, kind, key))
    return {word: tuple(phrases) for word, phrases in found.items()}


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(_raw(code)["common"].split())


@cache
def _raw(code: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{code}.toml").read_text("utf-8"))
