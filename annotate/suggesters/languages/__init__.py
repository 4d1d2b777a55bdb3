"""The languages, one a TOML file: the words by which one tells who said what, and their kinds."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from msgspec import Struct

from annotate.core.errors import InputError


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
    "unnamed",
    "to",
    "adverbial",
    "perfect",
    "having",
    "impersonal",
    "reflexive",
    "clitics",
    "stated",
    "own",
    "turns",
)
ENDINGS = ("adverb_endings", "participle_endings", "auxiliary_endings", "verb_endings")
AS_SAID = ("capital_nouns", "drops_subjects", "speech_dashes")
SETTINGS = (
    "common",
    *AS_SAID,
    "pronouns_after",
    "particles",
    *ENDINGS,
    *SETS,
)
"""The groups that are no kinds of words."""
KINDS = (
    *("say", "saying", "think", "call", "inverted", "noun", "evidence"),
    *("auxiliary", "adverb", "determiner", "quantifier", "pronoun", "relative", "that"),
    *("joining", "conjunction", "boundary", "time"),
)
"""The groups that are."""

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

    particles: Mapping[str, frozenset[str]]
    """The words at the end of a clause that belong to a verb of saying: teilte … mit."""

    parted: frozenset[str]
    """The verbs that say something with such a word only."""

    capital_nouns: bool = False
    """Whether nouns begin with a capital."""

    drops_subjects: bool = False
    """Whether a verb alone says that he or she did: Aseguró que vendría."""

    speech_dashes: str = ""
    """The dashes after which somebody speaks: —No —dijo ella."""

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
        words = [*filter(_any_common().__contains__, text[:characters].lower().split())]
        often = {code: sum(map(_common(code).__contains__, words)) for code in LANGUAGES}
        first, second, *_ = sorted(often.values(), reverse=True)
        if first >= CLEARLY * max(second, SEVERAL):
            break
    return max(often, key=often.__getitem__)


@cache
def load(code: str) -> Language:
    """The language of that code, one of LANGUAGES; what its file leaves out it has none of."""
    raw = _raw(code)
    kinds = {w: kind for kind in KINDS for w in raw.get(kind, "").split()}
    particles = _particles(raw)
    parted = particles.keys() - kinds.keys()
    kinds |= dict.fromkeys((*parted, *raw.get("perfect", "").split()), "say")
    kinds |= dict.fromkeys(_with_pronouns(raw), "inverted")
    # where a file does not tell, any may stand before its subject
    any_verb = " ".join((raw["say"], raw.get("think", ""), raw.get("call", ""), *parted))
    raw = {"inverting": any_verb} | raw
    phrases = _phrases(raw, kinds)
    return Language(
        code=code,
        kinds=PUNCTUATION | _as_written(kinds | dict.fromkeys(phrases, PHRASE)),
        phrases=phrases,
        sets={name: frozenset(raw.get(name, "").split()) for name in SETS},
        inverts="inverted" in raw,
        particles=particles,
        parted=frozenset(parted),
        **_settings(raw),
    )


def _settings(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What is as a file says it, endings as a tuple."""
    endings = {name: tuple(raw.get(name, ())) for name in ENDINGS}
    return endings | {name: raw[name] for name in AS_SAID if name in raw}


def _particles(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The particles by their verb; the file has the verbs by their particle."""
    by_verb: dict[str, set[str]] = defaultdict(set)
    for particle, verbs in raw.get("particles", {}).items():
        for verb in verbs.split():
            by_verb[verb].add(particle)
    return {verb: frozenset(particles) for verb, particles in by_verb.items()}


def _with_pronouns(raw: Mapping[str, Any]) -> Iterator[str]:
    """Verbs with the pronouns after them: répond-il, ajoute-t-elle."""
    pronouns = raw.get("pronouns_after", "").split()
    for verb in (raw["say"] + raw["think"]).split() if pronouns else ():
        link = "-t-" if verb.endswith(("a", "e")) else "-"
        yield from (f"{verb}{link}{pronoun}" for pronoun in pronouns)


def _as_written(kinds: Mapping[str, str]) -> dict[str, str]:
    """The same, each word also in capitals, and with a capital first."""
    spellings = (str.upper, str.capitalize, str)
    return {spelled(word): kind for spelled in spellings for word, kind in kinds.items()}


def _phrases(raw: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, tuple[Phrase, ...]]:
    """The phrases by the word that each is found by."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for kind in PHRASES:
        for phrase in raw.get(kind, []):
            words = tuple(phrase.split())
            key = _key(words, kinds)
            found[words[key]].append(Phrase(words, kind, key))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _key(words: tuple[str, ...], kinds: Mapping[str, str]) -> int:
    """The first word of a phrase that is of no kind, or a noun: it can be no other word then."""
    for index, word in enumerate(words):
        if kinds.get(word, "noun") == "noun":
            return index
    phrase, hint = " ".join(words), "a phrase is found by such a word, see docs/languages.md"
    raise InputError(f"each word of the phrase '{phrase}' has a kind of its own", hint=hint)


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(_raw(code)["common"].split())


@cache
def _any_common() -> frozenset[str]:
    """The commonest words of all languages: few words of a text need be looked up in each."""
    return frozenset().union(*map(_common, LANGUAGES))


@cache
def _raw(code: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{code}.toml").read_text("utf-8"))
