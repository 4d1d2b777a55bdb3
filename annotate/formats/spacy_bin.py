"""spaCy's DocBin as a file: the tokens of all docs end to end, as msgpack, compressed.

It is read and written here and not through spaCy, which makes a Doc of each (see
docs/decisions/0018); spaCy reads what is written and writes what is read, in the tests.
"""

import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, repeat, starmap
from struct import Struct as Packing
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import msgspec
from msgspec import Meta, Raw, Struct

from annotate.core.errors import InputError
from annotate.formats.extras import library
from annotate.formats.measured import MOST_TIMES, UNSUSPECTED
from annotate.formats.spacy_pieces import Lexicon

if TYPE_CHECKING:
    from isal import isal_zlib

    from annotate.formats.spacy_pieces import Numbers

ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE")
"""What is kept of a token."""
WIDTH = 8
"""Bytes that each takes."""
INSIDE, OUTSIDE, BEGINS = 1, 2, 3
"""What ENT_IOB says of a token."""
LARGEST = 1 << 29
"""Bytes that a file may hold."""
MOST = 1 << 20
"""Docs in a file, different words in it, and spans of a doc: of many more than files have, what is
read would be a hundred times the file.
"""
GROUPS = 1 << 10
"""Groups of spans that a doc may have, and names of one."""
STEP = 1 << 16
"""Bytes that are unpacked at once."""
LEVEL = 2
"""How hard isal or zlib tries: of zlib's levels 1 is hardly quicker, and the usual 6 takes nearly
three times the time for news that is a seventh smaller. Of isal's 3 writes other bytes where the
processor has AVX-512.
"""
NO_BIN, CUT_OFF = "not a DocBin that can be read", "is the file cut off?"
SPAN = Packing(">QQQllll")
NOTHING, NONE = Raw(b"\x80"), Raw(b"\x90")
"""A dictionary of nothing, and a list, packed."""
LONG, LONG_MARK = Packing(">BI"), 0xC6
"""What stands before bytes of which there may be many: that they are, and how many."""


T = TypeVar("T")
Few = Annotated[list[T], Meta(max_length=MOST)]


class Flags(Struct, gc=False):
    """What is said of a doc as a whole."""

    has_unknown_spaces: bool = False


class Bin(Struct, kw_only=True):
    """What is in a file; each token has a number of 64 bits for each of `attrs`."""

    version: str = "0.1"
    attrs: Few[int]
    spaces: memoryview
    lengths: memoryview
    strings: Few[str]
    cats: Raw = NONE
    flags: Few[Flags] = []
    span_groups: Few[bytes] = []
    user_data: Few[bytes | None] = []
    tokens: memoryview  # last, since Gathering puts them after all else


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
    spans: Few[Annotated[bytes, Meta(min_length=SPAN.size, max_length=SPAN.size)]]


_Names = Annotated[list[str], Meta(max_length=GROUPS)]
_Groups = (
    Annotated[dict[bytes, _Names], Meta(max_length=GROUPS)]
    | Annotated[list[bytes], Meta(max_length=GROUPS)]
)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Bin).decode
_decode_groups = msgspec.msgpack.Decoder(_Groups).decode
_decode_group = msgspec.msgpack.Decoder(Group).decode


@cache
def attributes() -> dict[str, int]:
    """The numbers that spaCy has for ATTRIBUTES."""
    known = library("spacy.attrs", "spacy").IDS
    return {name: known[name] for name in ATTRIBUTES}


def hashing() -> Callable[[str], int]:
    """What gives the number by which spaCy knows a string that is not empty."""
    symbols = library("spacy.symbols", "spacy").IDS
    number = library("spacy.strings", "spacy").hash_string

    def known(string: str) -> int:
        found: int = symbols.get(string) or number(string)
        return found

    return known


class Hashes(dict[str, int]):
    """What stands for names in spans and tokens; those that were asked for are kept."""

    def __init__(self) -> None:
        super().__init__({"": 0})
        self._hash = hashing()

    def __missing__(self, name: str) -> int:
        found = self[name] = self._hash(name)
        return found


def compressing() -> "zlib._Compress | isal_zlib.Compress":
    """What compresses a file: isal's, in a quarter of zlib's time, where that is installed."""
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib.compressobj(LEVEL)
    return isal_zlib.compressobj(LEVEL)


class Gathering:
    """Docs on their way into a file; `size` is how many tokens they have, `hashes` all names."""

    def __init__(self) -> None:
        self.size, self.hashes = 0, Hashes()
        self._met: dict[Lexicon, list[Numbers]] = defaultdict(list)
        self._rows = list[Callable[[], memoryview]]()
        self._spaces, self._lengths = list[bytes](), array("i")
        self._groups, self._said = list[bytes](), list[bytes | None]()

    def meet(self, lexicon: Lexicon, numbers: "Numbers") -> None:
        """Take in the words of a text, whose tokens have these numbers."""
        self._met[lexicon].append(numbers)

    def add(
        self, rows: Callable[[], memoryview], spaces: bytes, groups: bytes, said: object
    ) -> None:
        """One more doc; of its tokens `spaces` says after which there is one.

        `rows` makes them when they are written: all together they are long. `said` is what
        `doc.user_data` is to be.
        """
        self._rows.append(rows)
        self._spaces.append(spaces)
        self._lengths.append(len(spaces))
        self._groups.append(groups)
        self._said.append(_encode(said))
        self.size += len(spaces)

    def packed(self) -> Iterator[bytes]:
        """The file of them, in pieces: what is most of it is not put together first."""
        squeezing, size = compressing(), self.size * len(ATTRIBUTES) * WIDTH
        beginning = _encode(self._bin()).removesuffix(_encode(b""))
        yield squeezing.compress(beginning + LONG.pack(LONG_MARK, size))
        for rows in self._rows:
            yield squeezing.compress(rows())
        yield squeezing.flush()

    def _bin(self) -> Bin:
        """What is in the file, but for the tokens."""
        docs, words = len(self._lengths), starmap(Lexicon.words_of, self._met.items())
        return Bin(
            attrs=list(attributes().values()),
            spaces=memoryview(b"".join(self._spaces)),
            lengths=memoryview(self._lengths).cast("B"),
            strings=sorted(self.hashes.keys() - {""} | {*chain.from_iterable(words)}),
            cats=Raw(_encode([{}] * docs)),
            flags=[Flags()] * docs,
            span_groups=self._groups,
            user_data=self._said,
            tokens=memoryview(b""),
        )


def packed_group(name: str, spans: Iterable[tuple[int, ...]]) -> bytes:
    """The groups of a doc that has but that one; the spans are what a BinSpan is."""
    group = Group(name, NOTHING, [*starmap(SPAN.pack, spans)])
    return _encode({_encode(group): [name]})


def spans_of_groups(packed: bytes) -> Iterator[BinSpan]:
    """The spans of all groups of a doc; older versions of spaCy pack no names of groups.

    Raises InputError for more than any doc has.
    """
    groups = _decode_groups(packed) if packed else []
    named = groups.items() if isinstance(groups, dict) else ((group, "-") for group in groups)
    number = 0
    for group, names in named:
        spans = _decode_group(group).spans
        number += len(spans) * len(names)
        if number > MOST:
            raise InputError(f"more than {MOST:,} spans", hint="is it a bomb?")
        for span in chain(*repeat(spans, len(names))):
            yield BinSpan(*SPAN.unpack(span))


def opened(content: bytes) -> Bin:
    """What is in a file. Raises InputError for what is none, or too large to hold."""
    try:
        return _decode(_unpacked(content))
    except msgspec.ValidationError as error:
        if "length <=" in str(error):
            what = f"more than {MOST:,} docs, or different words, in it"
            raise InputError(what, hint="write it as several") from error
        raise InputError(NO_BIN, hint=CUT_OFF) from error
    except (zlib.error, msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InputError(NO_BIN, hint=CUT_OFF) from error


def _unpacked(content: bytes) -> bytearray:
    """What was compressed, if it is no more than may be."""
    unpacking, found = zlib.decompressobj(), bytearray()
    most = min(LARGEST, max(UNSUSPECTED, MOST_TIMES * len(content)))
    for start in range(0, len(content), STEP):
        piece = content[start : start + STEP]
        while piece and not unpacking.eof:
            found += unpacking.decompress(piece, STEP)
            piece = unpacking.unconsumed_tail
            if max(len(found), len(content)) > LARGEST:
                what = f"more than {LARGEST >> 20} MB when it is unpacked"
                raise InputError(what, hint="write it as several")
            if len(found) > most:
                what = f"it expands to more than {MOST_TIMES} times its size"
                raise InputError(what, hint="is it a bomb?")
    if not unpacking.eof:
        raise InputError(NO_BIN, hint=CUT_OFF)
    return found
