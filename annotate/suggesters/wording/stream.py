"""A paragraph as a stream of words, marks and whole quotations, each with its kind."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import compress, count, repeat

from msgspec import Struct

from annotate.core.document import Range
from annotate.core.quotations import Quotation
from annotate.suggesters.languages import COMMAS, PHRASE, Language

QUOTE = "quote"
"""The kind of a whole quotation, which is one token."""
_BEYOND = ["stop"] * 4
"""The kinds beyond both ends: more than anything looks on beside a word."""


class Stream(Struct, frozen=True):
    """The tokens of a paragraph: words as written, and kinds ("" for any word).

    Kinds are those of the language file (say, that, determiner, …) and of its punctuation. A
    quotation is one token of the kind QUOTE, its word being its last two characters, and `quoted`
    says where it stands. A full stop is a "stop" unless it abbreviates; then it and its word are of
    no kind. After the last word `kinds` goes on with some "stop", which an index below 0 meets too:
    what looks to both sides of a word need not ask whether it is at an edge. `telling` are the
    indices of what is one of TELLING, or looked so at first.
    """

    text: str
    first: int
    words: list[str]
    kinds: list[str]
    quoted: dict[int, Range]
    telling: list[int]
    language: Language
    starts: list[int]
    """Where tokens start, up to the last of which that was asked: many a paragraph never is."""

    def start(self, index: int) -> int:
        """Where a token starts, as a code-point offset."""
        known = len(self.starts)
        if index >= known:
            # not appended one by one: another thread may be at it too
            self.starts[known : index + 1] = _starts(self, known, index)
        return self.starts[index]

    def at(self, offset: int) -> int:
        """The index of the first token that starts at `offset` or later."""
        return bisect_left(range(len(self.words)), offset, key=self.start)

    def end(self, index: int) -> int:
        """Where a token ends."""
        quoted = self.quoted.get(index)
        return quoted[1] if quoted else self.start(index) + len(self.words[index])

    def place(self, index: int) -> Range:
        """Where a token starts and ends."""
        quoted = self.quoted.get(index)
        if quoted:
            return quoted
        start = self.start(index)
        return start, start + len(self.words[index])

    @property
    def last_end(self) -> int:
        """Where the last token ends; 0 where there is none."""
        return self.end(len(self.words) - 1) if self.words else 0

    def is_name(self, index: int) -> bool:
        """Whether a token has a capital that its place does not explain."""
        return self.words[index][:1].isupper() and not self.begins_sentence(index)

    def follows_quotation(self, index: int) -> bool:
        """Whether a token stands right after a quotation, a comma between, in its sentence."""
        before = index - 2 if self.kinds[index - 1] == "comma" else index - 1
        return self.kinds[before] == QUOTE and "." not in self.words[before]

    def is_who(self, index: int) -> bool:
        """Whether a token is a pronoun that begins a relative clause about a person."""
        who = self.language.sets["who"]
        return self.kinds[index] == "relative" and self.words[index].lower() in who

    def sentence_start(self, index: int) -> int:
        """Where a token's sentence starts, or the farthest token before it that is looked at."""
        farthest = max(0, index - FARTHEST)
        while index > farthest and not self.begins_sentence(index):
            index -= 1
        return index

    def begins_sentence(self, index: int) -> bool:
        """Whether nothing but an opening mark stands between a token and its sentence's start."""
        return self.kinds[index - 1] in _SENTENCE_STARTS_AFTER


MARKS = frozenset(("comma", "stop", "dash", "open", "close", "colon", QUOTE))
"""The kinds that are no words."""
FINITE = frozenset(("say", "think", "call"))
"""The kinds of verbs of saying that have a subject of their own."""
VERBS = FINITE | {"saying", "inverted", "auxiliary"}
"""The kinds that are verbs, alone or with others."""
VERBAL = frozenset(("auxiliary", "pronoun", "say", "think", "saying", "relative"))
"""What shows that a run of words is a clause."""
ALWAYS = frozenset(("pronoun", "relative", "that"))
"""The kinds that a capital does not make a name."""
TELLING = frozenset(
    (
        *(*FINITE, "saying", "inverted", "noun", "colon", PHRASE, QUOTE),
        *("dot", "pronoun", "stop"),
    )
)
"""The kinds that are looked at one by one: cues, those of which only what is beside a word, or its
capitals, tell what it is, and what ends a sentence."""
DETERMINERS = frozenset(("determiner", "quantifier"))
FARTHEST = 60
"""Tokens that a source may hold, and how far a sentence is looked through."""

_SENTENCE_STARTS_AFTER = frozenset(("stop", "colon", QUOTE))


def stream_of(
    text: str, start: int, end: int, quotations: Sequence[Quotation], language: Language
) -> Stream:
    """The tokens of text[start:end], given its quotations."""
    words, quoted, at = list[str](), dict[int, Range](), start
    for quotation in quotations:
        if quotation.depth == 0:
            words += cut(text[at : quotation.start])
            quoted[len(words)] = quotation.start, quotation.end
            words.append(text[quotation.end - 2 : quotation.end])
            at = quotation.end
    words += cut(text[at:end])
    kinds = list(map(language.kinds.get, words, repeat("")))
    for index in quoted:
        kinds[index] = QUOTE
    telling = list(compress(count(), map(TELLING.__contains__, kinds)))
    kinds += _BEYOND
    stream = Stream(text, start, words, kinds, quoted, telling, language, [])
    _resolve(stream)
    return stream


def cut(text: str) -> list[str]:
    """The words (don’t, R-Texas, p.m) and the marks of a text, in order."""
    return " ".join(_mark().split(text)).split()


def _resolve(stream: Stream) -> None:
    """A full stop is a "stop"; one that abbreviates is of no kind, nor is an acronym (IT, US)."""
    words, kinds = stream.words, stream.kinds
    for index in stream.telling:
        kind = kinds[index]
        if kind == "pronoun" and is_acronym(words[index]):
            kinds[index] = ""
        elif kind == "dot":
            if _abbreviates(stream, index):
                kinds[index - 1] = kinds[index] = ""
            else:
                kinds[index] = "stop"


def _starts(stream: Stream, first: int, last: int) -> list[int]:
    """Where some tokens start: nothing but spaces stands between them, as a rule one."""
    text, quoted = stream.text, stream.quoted
    at, starts = stream.end(first - 1) if first else stream.first, list[int]()
    for index, word in enumerate(stream.words[first : last + 1], first):
        if index in quoted:
            start, at = quoted[index]
        else:
            if text[at] == " ":
                at += 1
            start = at if text[at] == word[0] else text.index(word, at)
            at = start + len(word)
        starts.append(start)
    return starts


def is_possessive(word: str) -> bool:
    """Whether a word ends as an owner does."""
    return word.endswith(("'s", "’s", "s'", "s’"))


def is_acronym(word: str) -> bool:
    """Whether a word is all capitals, and more than one."""
    return len(word) > 1 and word.isupper()


def _abbreviates(stream: Stream, index: int) -> bool:
    """Whether a full stop belongs to the word before it (Mr., U.S.), or to what a comma follows."""
    if index == 0 or index == len(stream.words) - 1:
        return False
    word, after = stream.words[index - 1], stream.words[index + 1]
    short = len(word) == 1 or word[1:2] == "."
    named = (short and word.isupper()) or word.lower() in stream.language.sets["titles"]
    if not named and after not in COMMAS:
        return False
    dot = stream.start(index)
    return dot == stream.end(index - 1) and (named or dot + 1 == stream.start(index + 1))


@cache
def _mark() -> re.Pattern[str]:
    """A mark, but for one that joins two words or numbers (don’t, R-Texas, p.m, 40,000)."""
    plain = r"a-zA-Z0-9 "  # all of it is in the sets after it, but seen faster
    return re.compile(rf"([^{plain}\w\s](?:(?!\w)|(?<!\w.)|(?<!['’.&-])(?<!\d,)|(?<=,)(?!\d)))")
