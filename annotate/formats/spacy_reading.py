"""The docs of a DocBin, read one by one: where one is bad, it does the others no harm."""

import gc
from itertools import accumulate, chain
from operator import add
from typing import Any, cast

import msgspec
from msgspec import Raw, Struct, field

from annotate.core.errors import InputError
from annotate.formats.extras import library
from annotate.formats.spacy_bin import (
    BEGINS,
    CUT_OFF,
    INSIDE,
    NO_BIN,
    NONE,
    attributes,
    hashing,
    opened,
    spans_of_groups,
)
from annotate.formats.spacy_docs import LINKS, RECORD
from annotate.formats.spacy_tokens import TextTokens

MOST_TOKENS, LONGEST = 1 << 22, 1 << 26
"""Tokens of a doc, and characters."""
LARGEST_OF_OTHERS = 1 << 22
"""Bytes of user data that are read whatever they are."""
Labelled = tuple[int, int, str]
"""The first and the last (inclusive) token of a span, and its label."""


class Said(Struct):
    """What is read of the user data of a doc: what was written along, and the links, as packed.

    Whatever else is there is passed over.
    """

    record: Raw = field(default=NONE, name=RECORD)
    links: Raw = field(default=NONE, name=LINKS)


_decode_said = msgspec.msgpack.Decoder(Said).decode


class Docs:
    """What a file holds; a doc that is bad raises whatever it may."""

    def __init__(self, content: bytes) -> None:
        """Raises InputError for what is no DocBin."""
        self._names = _Names(library("spacy.strings", "spacy").StringStore())
        self._bin = bin = opened(content)
        number = hashing()
        self._names.update((number(string), string) for string in bin.strings if string)
        try:
            self._tokens = memoryview(bin.tokens).cast("Q")
            lengths = memoryview(bin.lengths).cast("i").tolist()
        except TypeError as error:
            raise InputError(NO_BIN, hint=CUT_OFF) from error
        self._ends = list(accumulate(lengths, initial=0))
        size, has = self._ends[-1], (len(self._tokens), len(bin.spaces))
        if min(lengths, default=0) < 0 or has != (size * len(bin.attrs), size):
            raise InputError(NO_BIN, hint=CUT_OFF)
        self._known, self._words = (b"", b""), TextTokens("", [])

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ends) - 1

    def words(self, number: int) -> TextTokens:
        """The text of a doc, and its tokens; those of one text, which follow one another, once."""
        first, last = self._ends[number : number + 2]
        if last - first > MOST_TOKENS:
            raise InputError(f"more than {MOST_TOKENS:,} tokens", hint="is it one article?")
        tokens, spaces = self._column(number, "ORTH").tobytes(), bytes(self._bin.spaces[first:last])
        if self._bin.flags and self._bin.flags[number].has_unknown_spaces:
            spaces = b"\1" * len(spaces)
        if (tokens, spaces) != self._known:
            self._known, self._words = (tokens, spaces), self._cut(tokens, spaces)
        return self._words

    def _cut(self, tokens: bytes, spaces: bytes) -> TextTokens:
        words = [self._names[word] for word in memoryview(tokens).cast("Q")]
        lengths = list(map(len, words))
        starts = list(accumulate(map(add, lengths, map(bool, spaces)), initial=0))
        if starts[-1] > LONGEST:
            raise InputError(f"a text of more than {LONGEST:,} characters", hint="is it a bomb?")
        ends = map(add, starts, lengths)
        text = "".join([w + " " if space else w for w, space in zip(words, spaces, strict=True)])
        return TextTokens(text, list(chain.from_iterable(zip(starts, ends, strict=False))))

    def labelled(self, number: int) -> list[Labelled]:
        """The spans of all groups, else the entities."""
        size = self._ends[number + 1] - self._ends[number]
        found = []
        groups = self._bin.span_groups[number] if self._bin.span_groups else b""
        for span in spans_of_groups(groups):
            if not 0 <= span.start <= span.end <= size:
                raise IndexError(span.end)
            if span.start == span.end:
                what = f"a span that holds no token, before token {span.start}"
                raise InputError(what, hint="remove it")
            found.append((span.start, span.end - 1, self._names[span.label]))
        return found or self._entities(number)

    def _entities(self, number: int) -> list[Labelled]:
        """The flat labels. Raises ValueError where one goes on that has not begun."""
        found = list[Labelled]()
        columns = self._column(number, "ENT_IOB"), self._column(number, "ENT_TYPE")
        going_on = False
        for token, (place, name) in enumerate(zip(*columns, strict=False)):
            if place == INSIDE and not going_on:
                raise ValueError(token)
            if place == INSIDE:
                found[-1] = found[-1][0], token, found[-1][2]
            elif going_on := bool(place == BEGINS and name):
                found.append((token, token, self._names[name]))
        return found

    def _column(self, number: int, name: str) -> memoryview:
        """An attribute of the tokens of a doc; of none where the file does not have it."""
        attribute, width = attributes()[name], len(self._bin.attrs)
        if attribute not in self._bin.attrs:
            return self._tokens[:0]
        first, last = self._ends[number : number + 2]
        column = self._bin.attrs.index(attribute)
        return self._tokens[first * width + column : last * width : width]

    def said(self, number: int) -> Said:
        """What `doc.user_data` is. Where extensions of others are in it, their keys are no text."""
        packed = self._bin.user_data[number] if self._bin.user_data else None
        if not packed:
            return Said()
        try:
            return _decode_said(packed)
        except (msgspec.DecodeError, UnicodeError):
            return _said_beside_others(packed)


def _said_beside_others(packed: bytes) -> Said:
    """The same where any keys may be; all of it must be looked at, whatever it is."""
    if len(packed) > LARGEST_OF_OTHERS:
        what = f"more than {LARGEST_OF_OTHERS >> 20} MB of user data with keys that are no text"
        raise InputError(what, hint="remove those")
    load = library("srsly", "spacy").msgpack_loads
    try:
        found = cast(dict[Any, Any], load(packed, use_list=False))
    finally:
        gc.enable()  # which srsly leaves off where it fails
    ours = {key: found[key] for key in Said.__struct_encode_fields__ if key in found}
    return _decode_said(msgspec.msgpack.encode(ours))


class _Names(dict[int, str]):
    """Strings by what spaCy hashes them to. Raises KeyError for one that was not learnt."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        """A string that spaCy knows by its number without being told, such as "" by 0."""
        return cast(str, self._store[key])
