"""A paragraph as a stream of words, marks and whole quotations, each with its kind."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, repeat

from msgspec import Struct

from annotate.core.document import Range
from annotate.core.quotations import Quotation
from annotate.suggesters.languages import PHRASE, Language

QUOTE = "quote"
"""The kind of a whole quotation, which is one token."""


class Stream(Struct, frozen=True):
    """The tokens of a paragraph: words as written, kinds ("" for any word), code-point offsets.

    Kinds are those of the language file (say, that, determiner, …) and of its punctuation. A
    quotation is one token of the kind QUOTE, its word being its last two characters, and `ends`
    says where it ends. A full stop is a "stop" unless it abbreviates; then it and its word are of
    no kind. `telling` are the indices of what is one of TELLING, or looked so at first.
    """

    words: list[str]
    kinds: list[str]
    starts: list[int]
    ends: dict[int, int]
    telling: list[int]
    language: Language

    def at(self, offset: int) -> int:
        """The index of the first token that starts at `offset` or later."""
        return bisect_left(self.starts, offset)

    def end(self, index: int) -> int:
        """Where a token ends."""
        return self.ends.get(index) or self.starts[index] + len(self.words[index])

    def place(self, index: int) -> Range:
        """Where a token starts and ends."""
        return self.starts[index], self.end(index)

    @property
    def last_end(self) -> int:
        """Where the last token ends; 0 where there is none."""
        return self.end(len(self.words) - 1) if self.words else 0

    def kind(self, index: int) -> str:
        """A token's kind; "stop" beyond the ends."""
        kinds = self.kinds
        return kinds[index] if 0 <= index < len(kinds) else "stop"

    def is_name(self, index: int) -> bool:
        """Whether a token has a capital that its place does not explain."""
        return self.words[index][:1].isupper() and not self.begins_sentence(index)

    def follows_quotation(self, index: int) -> bool:
        """Whether a token stands right after a quotation, a comma between, in its sentence."""
        before = index - 2 if self.kind(index - 1) == "comma" else index - 1
        return self.kind(before) == QUOTE and "." not in self.words[before]

    def is_who(self, index: int) -> bool:
        """Whether a token is a pronoun that begins a relative clause about a person."""
        who = self.language.sets["who"]
        return self.kind(index) == "relative" and self.words[index].lower() in who

    def sentence_start(self, index: int) -> int:
        """Where a token's sentence starts, or the farthest token before it that is looked at."""
        farthest = max(0, index - FARTHEST)
        while index > farthest and not self.begins_sentence(index):
            index -= 1
        return index

    def begins_sentence(self, index: int) -> bool:
        """Whether nothing but an opening mark stands between a token and its sentence's start."""
        return self.kind(index - 1) in _SENTENCE_STARTS_AFTER


MARKS = frozenset(("comma", "stop", "dash", "open", "close", "colon", QUOTE))
"""The kinds that are no words."""
VERBS = frozenset(("say", "think", "call", "saying", "inverted", "auxiliary"))
"""The kinds that are verbs, alone or with others."""
VERBAL = frozenset(("auxiliary", "pronoun", "say", "think", "saying", "relative"))
"""What shows that a run of words is a clause."""
ALWAYS = frozenset(("pronoun", "relative", "that"))
"""The kinds that a capital does not make a name."""
TELLING = frozenset(
    ("say", "think", "call", "saying", "inverted", "noun", "colon", PHRASE, QUOTE, "dot", "pronoun")
)
"""The kinds that are looked at one by one: cues, and those of which only what is beside a word, or
its capitals, tell what it is."""
DETERMINERS = frozenset(("determiner", "quantifier"))
FARTHEST = 60
"""Tokens that a source may hold, and how far a sentence is looked through."""

_SENTENCE_STARTS_AFTER = frozenset(("stop", "colon", QUOTE))


def stream_of(
    text: str, start: int, end: int, quotations: Sequence[Quotation], language: Language
) -> Stream:
    """The tokens of text[start:end], given its quotations."""
    stream = Stream([], [], [], {}, [], language)
    at = start
    for quotation in quotations:
        if quotation.depth == 0:
            _add_words(stream, text, at, quotation.start)
            _add_quotation(stream, text, quotation)
            at = quotation.end
    _add_words(stream, text, at, end)
    _resolve(stream)
    return stream


def _add_quotation(stream: Stream, text: str, quotation: Quotation) -> None:
    stream.ends[len(stream.words)] = quotation.end
    stream.words.append(text[quotation.end - 2 : quotation.end])
    stream.kinds.append(QUOTE)
    stream.starts.append(quotation.start)


def _add_words(stream: Stream, text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    pieces = _token().findall(text, start, end)
    words = list(map(str.rstrip, pieces))
    edges = list(accumulate(map(len, pieces), initial=start))
    stream.words.extend(words)
    stream.kinds.extend(map(stream.language.kinds.get, words, repeat("")))
    edges.pop()
    stream.starts.extend(edges)


def _resolve(stream: Stream) -> None:
    """A full stop is a "stop"; one that abbreviates is of no kind, nor is an acronym (IT, US)."""
    words, kinds = stream.words, stream.kinds
    stream.telling.extend([index for index, kind in enumerate(kinds) if kind in TELLING])
    for index in stream.telling:
        kind = kinds[index]
        if kind == "pronoun":
            kinds[index] = "" if is_acronym(words[index]) else "pronoun"
        elif kind == "dot":
            if _abbreviates(stream, index):
                kinds[index - 1] = kinds[index] = ""
            else:
                kinds[index] = "stop"


def is_possessive(word: str) -> bool:
    """Whether a word ends as an owner does."""
    return word.endswith(("'s", "’s", "s'", "s’"))


def is_acronym(word: str) -> bool:
    """Whether a word is all capitals, and more than one."""
    return len(word) > 1 and word.isupper()


def _abbreviates(stream: Stream, index: int) -> bool:
    before = stream.words[index - 1] if index else ""
    if index == len(stream.words) - 1 or stream.end(index - 1) != stream.starts[index]:
        return False
    if stream.kinds[index + 1] == "comma" and stream.starts[index + 1] == stream.starts[index] + 1:
        return True
    short = len(before) == 1 or before[1:2] == "."
    return (short and before.isupper()) or before.lower() in stream.language.sets["titles"]


@cache
def _token() -> re.Pattern[str]:
    """A word (don’t, R-Texas, p.m), a mark or a space, with the space after it."""
    plain = r"[A-Za-z]++ (?=\S)"  # says no more than the next, but faster
    return re.compile(rf"{plain}|\w++(?:['’.&-]\w++)*+\s*+|[^\w\s]\s*+|\s++")
