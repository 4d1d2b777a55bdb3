"""Blocks as bytes, to be kept: every column in the narrowest integers that hold it."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

import msgspec
import numpy as np

from annotate.agreement.adding import confusions
from annotate.agreement.blocks import Block
from annotate.agreement.counting.arrays import Ints
from annotate.agreement.counting.confusion import Cells
from annotate.agreement.counts import ALONE, Counts, Pairs, Readings

CHECKSUM = 4
"""Bytes in front."""
Column = tuple[str, list[int], bytes]
"""The kind of its numbers, its shape, and its content."""
Table = TypeVar("Table", Readings, Pairs, Cells)


class Kept(NamedTuple):
    """A block whose documents and annotators are numbers, and when each document was annotated."""

    block: Block
    documents: Ints
    times: Ints


class _Packed(msgspec.Struct, array_like=True, frozen=True):
    sets: list[bytes]
    documents: list[Column]
    tables: list[list[Column]]


_decode = msgspec.msgpack.Decoder(list[_Packed]).decode


def pack(parts: Sequence[Kept]) -> bytes:
    """Some blocks as bytes; of their counts all but the names."""
    content = msgspec.msgpack.encode([_packed(part) for part in parts])
    return crc32(content).to_bytes(CHECKSUM) + content


def _packed(part: Kept) -> _Packed:
    counts, matches, shared = part.block
    documents = part.documents, part.times, counts.lengths, counts.paragraphs
    tables: Sequence[Any] = (counts.readings, counts.pairs, matches, shared)
    return _Packed(
        list(counts.sets),
        [_column(values) for values in documents],
        [[_column(getattr(table, f.name)) for f in fields(table)] for table in tables],
    )


def _column(values: Ints) -> Column:
    """None of the numbers is below 0."""
    kind = np.min_scalar_type(int(values.max(initial=0)))
    return kind.str, list(values.shape), values.astype(kind).tobytes()


def unpack(content: bytes, labels: Sequence[str]) -> list[Kept] | None:
    """The same blocks, their annotators numbers and unnamed; None where the bytes are damaged."""
    if crc32(content[CHECKSUM:]).to_bytes(CHECKSUM) != content[:CHECKSUM]:
        return None
    return [_unpacked(part, labels) for part in _decode(content[CHECKSUM:])]


def _unpacked(part: _Packed, labels: Sequence[str]) -> Kept:
    documents, times, lengths, paragraphs = map(_values, part.documents)
    readings, pairs, matches, shared = part.tables
    counts = Counts(
        labels=tuple(labels),
        annotators=(),
        ids=("",) * len(documents),
        lengths=lengths,
        paragraphs=paragraphs,
        kin=np.full(len(documents), ALONE),
        sets=tuple(part.sets),
        readings=_table(Readings, readings),
        pairs=_table(Pairs, pairs),
        **confusions(len(labels)),
    )
    cells = _table(Cells, matches), _table(Cells, shared)
    return Kept(Block(counts, *cells), documents, times)


def _table(kind: type[Table], columns: Sequence[Column]) -> Table:
    return kind(*map(_values, columns))


def _values(column: Column) -> Ints:
    kind, shape, content = column
    return np.frombuffer(content, kind).reshape(shape).astype(np.int64)
