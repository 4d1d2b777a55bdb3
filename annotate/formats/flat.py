"""The flat view of labels: at most one a token, for formats that know no more."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from annotate.core.document import Range
from annotate.core.paragraphs import find_paragraphs
from annotate.core.record import Record, RecordSpan
from annotate.core.scheme import Scheme
from annotate.core.tokens import sentence_edges
from annotate.formats.losses import Losses
from annotate.formats.tokens import cut, places

BLANK = "it holds no token"
COVERED = "another label has some of its tokens"
EDGES = "its edges are moved to those of tokens"


class Words(NamedTuple):
    """The tokens of a text that are not whitespace: where, and what they are.

    `sentences` are the first tokens of all sentences but the first.
    """

    text: str
    places: list[Range]
    starts: list[int]
    sentences: list[int]
    tokens: list[str]


def words_of(text: str, paragraphs: Sequence[Range] | None) -> Words:
    """The tokens and sentences of a text."""
    starts, cuts = cut(text)
    found = paragraphs or find_paragraphs(text)
    edges = (edge for paragraph in found for edge in sentence_edges(text, *paragraph))
    firsts = {bisect_left(starts, edge) for edge in edges}
    return Words(text, places(starts, cuts), starts, sorted(firsts - {0, len(starts)}), cuts)


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


def flatten(record: Record, words: Words, scheme: Scheme, losses: Losses) -> list[Placed]:
    """The spans that have all their tokens for themselves, in order.

    A label that comes earlier in the scheme goes first, of one label the longer span.
    """
    order = {label.name: n for n, label in enumerate(scheme.labels)}
    spans = sorted(
        record.spans or (), key=lambda s: (order.get(s.label, len(order)), s.start - s.end, s.start)
    )
    free = Free(len(words.places))
    placed = [p for span in spans if (p := _placed(record, span, words, free, losses))]
    return sorted(placed, key=lambda p: p.first)


def _placed(
    record: Record, span: RecordSpan, words: Words, free: Free, losses: Losses
) -> Placed | None:
    first, last = touched(words, span)
    if first > last:
        losses.drop(record, span.id, BLANK)
        return None
    if not free.take(first, last):
        losses.flatten(record, span.id, COVERED)
        return None
    start, end = words.places[first][0], words.places[last][1]
    if (start, end) != (span.start, span.end):
        losses.flatten(record, span.id, EDGES)
    return Placed(_moved(span, start, end, words.text), first, last)


def touched(words: Words, span: RecordSpan) -> tuple[int, int]:
    """The first and the last token (inclusive) that a span touches; the other way round if none."""
    first = bisect_right(words.starts, span.start) - 1
    if first < 0 or words.places[first][1] <= span.start:
        first += 1
    return first, bisect_left(words.starts, span.end) - 1


def _moved(span: RecordSpan, start: int, end: int, text: str) -> RecordSpan:
    return RecordSpan(
        id=span.id,
        start=start,
        end=end,
        label=span.label,
        text=text[start:end],
        origin=span.origin,
        score=span.score,
    )


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
