"""Blocks as bytes, to be kept: every column in the narrowest integers that hold it."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

import msgspec
import numpy as np

from annotate.agreement.blocks import Block, ByPair
from annotate.agreement.counting.arrays import Ints, narrowest
from annotate.agreement.counting.confusion import Cells
from annotate.agreement.counts import ALONE, Counts
from annotate.agreement.rows import WHOSE, Pairs, Readings

CHECKSUM = 4
"""Bytes in front."""
Column = tuple[str, list[int], bytes]
"""The kind of its numbers, its shape, and its content."""
Table = TypeVar("Table", Readings, Pairs)


class Kept(NamedTuple):
    """A block whose documents and annotators are numbers, and when each document was annotated."""

    block: Block
    documents: Ints
    times: Ints


class _Packed(msgspec.Struct, array_like=True, frozen=True):
    sets: list[bytes]
    documents: list[Column]
    confusions: list[Column]
    tables: list[list[Column]]
    cells: msgspec.Raw


_decode = msgspec.msgpack.Decoder(list[_Packed]).decode
_decode_tables = msgspec.msgpack.Decoder(list[list[Column]]).decode


def pack(parts: Sequence[Kept]) -> bytes:
    """Some blocks as bytes; of their counts all but the names."""
    content = msgspec.msgpack.encode([_packed(part) for part in parts])
    return crc32(content).to_bytes(CHECKSUM) + content


def _packed(part: Kept) -> _Packed:
    counts, cells = part.block.counts, part.block.cells()
    documents = part.documents, part.times, counts.lengths, counts.paragraphs
    return _Packed(
        list(counts.sets),
        _columns(documents),
        _columns((counts.span_confusion, counts.character_confusion)),
        _tables((counts.readings, counts.pairs)),
        msgspec.Raw(msgspec.msgpack.encode(_tables(cells))),
    )


def _tables(tables: Sequence[Any]) -> list[list[Column]]:
    return [_columns([getattr(table, f.name) for f in fields(table)]) for table in tables]


def _columns(columns: Iterable[Ints]) -> list[Column]:
    return [*map(_column, columns)]


def _column(values: Ints) -> Column:
    narrow = narrowest(values)
    return narrow.dtype.str, list(narrow.shape), narrow.tobytes()


def unpack(content: bytes, labels: Sequence[str]) -> list[Kept] | None:
    """The same blocks, their annotators numbers and unnamed; None where the bytes are damaged."""
    if crc32(content[CHECKSUM:]).to_bytes(CHECKSUM) != content[:CHECKSUM]:
        return None
    return [_unpacked(part, labels) for part in _decode(content[CHECKSUM:])]


def _unpacked(part: _Packed, labels: Sequence[str]) -> Kept:
    documents, times, lengths, paragraphs = map(_wide, part.documents)
    spans, characters = map(_wide, part.confusions)
    readings, pairs = part.tables
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
        span_confusion=spans,
        character_confusion=characters,
    )
    return Kept(Block(counts, lambda: _cells(part.cells)), documents, times)


def _cells(packed: msgspec.Raw) -> ByPair:
    return ByPair(*(Cells(*map(_wide, columns)) for columns in _decode_tables(packed)))


def _table(kind: type[Table], columns: Sequence[Column]) -> Table:
    """What is counted stays as narrow as it was, and as it is kept."""
    named = zip(fields(kind), columns, strict=True)
    return kind(*((_wide if f.name in WHOSE else _narrow)(column) for f, column in named))


def _wide(column: Column) -> Ints:
    wide: Ints = _narrow(column).astype(np.int64)
    return wide


def _narrow(column: Column) -> Any:
    kind, shape, content = column
    return np.frombuffer(content, kind).reshape(shape)
