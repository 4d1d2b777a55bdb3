"""The flat view of labels: at most one a token, for formats that know no more."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.record import Record, RecordSpan
from annotate.core.scheme import Scheme
from annotate.formats.losses import Losses
from annotate.formats.tokens import Words

BLANK = "it holds no token"
COVERED = "another label has some of its tokens"
EDGES = "its edges are moved to those of tokens"


Chunk = tuple[int, int, str]
"""What tags label: the first and the last (inclusive) of some tokens, and as what."""


class Free:
    """Which of some tokens nothing has yet."""

    def __init__(self, size: int) -> None:
        self.size, self._taken = size, bytearray(size)

    def take(self, first: int, last: int) -> bool:
        """Take those from the first to the last (inclusive), if all of them are free."""
        free = self._taken.find(1, first, last + 1) < 0
        if free:
            self._taken[first : last + 1] = b"\1" * (last + 1 - first)
        return free


Placed = tuple[RecordSpan, int, int]
"""A span on its tokens, the last inclusive; its edges are those of the tokens."""
FIRST = itemgetter(1)


def flatten(record: Record, words: Words, scheme: Scheme, losses: Losses) -> list[Placed]:
    """The spans that have all their tokens for themselves, in order.

    A label that comes earlier in the scheme goes first, of one label the longer span.
    """
    order = {label.name: n for n, label in enumerate(scheme.labels)}
    spans = sorted(
        record.spans or (), key=lambda s: (order.get(s.label, len(order)), s.start - s.end, s.start)
    )
    free, placed = Free(len(words)), list[Placed]()
    for span, (first, last) in zip(spans, words.touched(spans), strict=True):
        if first > last:
            losses.drop(record, span.id, BLANK)
        elif not free.take(first, last):
            losses.flatten(record, span.id, COVERED)
        elif (words.starts[first], words.ends[last]) == (span.start, span.end):
            placed.append((span, first, last))
        else:
            losses.flatten(record, span.id, EDGES)
            placed.append(
                (_moved(record, span, words.starts[first], words.ends[last]), first, last)
            )
    return sorted(placed, key=FIRST)


def _moved(record: Record, span: RecordSpan, start: int, end: int) -> RecordSpan:
    """The same with other edges."""
    return replace(span, start=start, end=end, text=(record.text or "")[start:end])


def touched(edges: Sequence[int], span: RecordSpan) -> Range:
    """The first and the last token (inclusive) that a span touches; the other way round if none.

    `edges` are where the tokens begin and end, in turn.
    """
    return bisect_right(edges, span.start) // 2, (bisect_left(edges, span.end) - 1) // 2


def chunks(tags: Iterable[str]) -> list[Chunk]:
    """What is labelled: IOB2, but also IOB1 and tags that say where a label ends are understood."""
    found: list[Any] = []
    going_on, n = "", 0
    for tag, run in groupby(tags):
        size = len(list(run))
        kind, label = tag[0], tag[2:]
        # of the same tag many times, only inside a label all are one step
        for first, last in [(n, n + size - 1)] if kind in "OI" else _each(n, size):
            if kind in "IEL" and label == going_on:
                found[-1][1] = last
            elif kind != "O":
                found.append([first, last, label])
            going_on = label if kind in "BI" else ""
        n += size
    return [(first, last, label) for first, last, label in found]


def _each(first: int, number: int) -> list[Range]:
    return [(n, n) for n in range(first, first + number)]


def drop_what_speaks_of(record: Record, placed: Sequence[Placed], losses: Losses) -> None:
    """Name the remarks on spans that were not placed."""
    ids = {span.id for span, _, _ in placed}
    for what, remarks in (("note", record.notes), ("flag", record.flags)):
        for remark in remarks or ():
            if remark.span is not None and remark.span not in ids:
                losses.drop(record, f"{what} on {remark.span}", "the span is not there")
