"""spaCy's DocBin as a file: the tokens of all docs end to end, as msgpack, compressed.

It is read and written here and not through spaCy, which makes a Doc of each (see
docs/decisions/0018); spaCy reads what is written and writes what is read, in the tests.
"""

import zlib
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from struct import Struct as Packing
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw, Struct

from annotate.core.errors import InputError
from annotate.formats.extras import library

ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE")
"""What is kept of a token."""
INSIDE, OUTSIDE, BEGINS = 1, 2, 3
"""What ENT_IOB says of a token."""
LARGEST = 1 << 29
"""Bytes that a file may hold."""
LEVEL = 3
"""How hard zlib tries: at its usual 6 files are less than a tenth smaller, in twice the time."""
NO_BIN, CUT_OFF = "not a DocBin that can be read", "is the file cut off?"
SPAN = Packing(">QQQllll")
NOTHING = Raw(b"\x80")
"""A dictionary of nothing, packed."""


class Bin(Struct, kw_only=True):
    """What is in a file; each token has a number of 64 bits for each of `attrs`."""

    version: str = "0.1"
    attrs: list[int]
    tokens: bytes
    spaces: bytes
    lengths: bytes
    strings: list[str]
    cats: list[Any] = []
    flags: list[dict[str, Any]] = []
    span_groups: list[bytes] = []
    user_data: list[bytes | None] = []


class BinSpan(NamedTuple):
    """A span, its ends exclusive; id, entry (in a base of knowledge) and label are hashes."""

    id: int
    entry: int
    label: int
    start: int
    end: int
    start_char: int
    end_char: int


class Group(Struct):
    """Some spans of a doc, packed; `attrs` may hold anything that others say of them."""

    name: str
    attrs: Raw
    spans: list[bytes]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Bin).decode
_decode_groups = msgspec.msgpack.Decoder(dict[bytes, list[str]] | list[bytes]).decode
_decode_group = msgspec.msgpack.Decoder(Group).decode


@cache
def attributes() -> dict[str, int]:
    """The numbers that spaCy has for ATTRIBUTES."""
    known = library("spacy.attrs", "spacy").IDS
    return {name: known[name] for name in ATTRIBUTES}


class Gathering:
    """Docs on their way into a file; `size` is how many tokens they have, `strings` their words."""

    def __init__(self) -> None:
        self.size, self.strings = 0, set[str]()
        self._store = library("spacy.strings", "spacy").StringStore()
        self._tokens, self._spaces, self._lengths = list[bytes](), list[bytes](), array("i")
        self._groups, self._said = list[bytes](), list[bytes | None]()

    def hash(self, name: str) -> int:
        """What stands for a name in spans and tokens."""
        if not name:
            return 0
        self.strings.add(name)
        number: int = self._store.add(name)
        return number

    def add(self, tokens: bytes, spaces: bytes, groups: bytes, said: object) -> None:
        """One more doc; of its tokens `spaces` says after which there is one.

        `said` is what `doc.user_data` is to be.
        """
        self._tokens.append(tokens)
        self._spaces.append(spaces)
        self._lengths.append(len(spaces))
        self._groups.append(groups)
        self._said.append(_encode(said))
        self.size += len(spaces)

    def packed(self) -> bytes:
        """The file of them."""
        docs = len(self._lengths)
        content = Bin(
            attrs=list(attributes().values()),
            tokens=b"".join(self._tokens),
            spaces=b"".join(self._spaces),
            lengths=self._lengths.tobytes(),
            strings=sorted(self.strings),
            cats=[{}] * docs,
            flags=[{"has_unknown_spaces": False}] * docs,
            span_groups=self._groups,
            user_data=self._said,
        )
        return zlib.compress(_encode(content), LEVEL)


def packed_group(name: str, spans: Iterable[BinSpan]) -> bytes:
    """The groups of a doc that has but that one."""
    group = Group(name, NOTHING, [SPAN.pack(*span) for span in spans])
    return _encode({_encode(group): [name]})


def spans_of_groups(packed: bytes) -> Iterator[BinSpan]:
    """The spans of all groups of a doc; older versions of spaCy pack no names of groups."""
    groups = _decode_groups(packed) if packed else []
    named = groups.items() if isinstance(groups, dict) else ((group, "-") for group in groups)
    for group, names in named:
        for _ in names:
            yield from (BinSpan(*SPAN.unpack(span)) for span in _decode_group(group).spans)


def opened(content: bytes) -> Bin:
    """What is in a file. Raises InputError for what is none, or too large to hold."""
    try:
        unpacking = zlib.decompressobj()
        found = unpacking.decompress(content, LARGEST + 1)
        if max(len(found), len(content)) > LARGEST:
            what = f"more than {LARGEST >> 20} MB when it is unpacked"
            raise InputError(what, hint="write it as several")
        if not unpacking.eof:
            raise InputError(NO_BIN, hint=CUT_OFF)
        return _decode(found)
    except (zlib.error, msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InputError(NO_BIN, hint=CUT_OFF) from error
