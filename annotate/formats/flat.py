"""The flat view of labels: at most one a token, for formats that know no more."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

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


class Placed(NamedTuple):
    """A span on its tokens, `last` inclusive; its edges are those of the tokens."""

    span: RecordSpan
    first: int
    last: int


FIRST = attrgetter("first")


def flatten(record: Record, words: Words, scheme: Scheme, losses: Losses) -> list[Placed]:
    """The spans that have all their tokens for themselves, in order.

    A label that comes earlier in the scheme goes first, of one label the longer span.
    """
    order = {label.name: n for n, label in enumerate(scheme.labels)}
    spans = sorted(
        record.spans or (), key=lambda s: (order.get(s.label, len(order)), s.start - s.end, s.start)
    )
    free, placed = Free(len(words)), []
    for span, (first, last) in zip(spans, words.touched(spans), strict=True):
        if first > last:
            losses.drop(record, span.id, BLANK)
        elif free.take(first, last):
            placed.append(_on_tokens(record, Placed(span, first, last), words, losses))
        else:
            losses.flatten(record, span.id, COVERED)
    return sorted(placed, key=FIRST)


def _on_tokens(record: Record, placed: Placed, words: Words, losses: Losses) -> Placed:
    """The same with the edges of the tokens; where these are others that is named."""
    span, first, last = placed
    start, end = words.starts[first], words.ends[last]
    if start == span.start and end == span.end:
        return placed
    losses.flatten(record, span.id, EDGES)
    text = (record.text or "")[start:end]
    return placed._replace(span=replace(span, start=start, end=end, text=text))


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
    ids = {p.span.id for p in placed}
    for what, remarks in (("note", record.notes), ("flag", record.flags)):
        for remark in remarks or ():
            if remark.span is not None and remark.span not in ids:
                losses.drop(record, f"{what} on {remark.span}", "the span is not there")
