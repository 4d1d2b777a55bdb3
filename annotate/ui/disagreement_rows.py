"""The disagreements behind a figure as rows: under each article who has what on which words."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from annotate.core.display import display
from annotate.services.measuring.disagreements import Disagreement
from annotate.ui import layout
from annotate.ui.header import cut
from annotate.ui.naming import Naming
from annotate.ui.widgets.bars import Piece
from annotate.ui.widgets.panel_text import both_ends
from annotate.ui.widgets.rows import LazyRows, Row, padded

MARGIN, KIND = 3, 10
"""Cells at both edges of a row, and of what it says differs."""
ONE_PLACE = {"missing", "label", "paragraph"}
"""Kinds of which the words are the same for both, or only one has any."""
NOTHING = "No disagreement lies behind this figure."


class Listed(LazyRows):
    """Each article, and a row for each of its disagreements: kind, who has which label, words."""

    def __init__(self, found: Sequence[Disagreement], name: Naming, width: int) -> None:
        """In so many cells."""
        super().__init__()
        self._name, self._width = name, width
        self._rows = [*_with_headings(found)]
        whole = max((layout.cells(display(_who(each, name))) for each in found), default=0)
        self._who = min(whole + 2, (width - MARGIN - KIND) // 2)

    def __len__(self) -> int:
        return len(self._rows)

    def _row(self, at: int) -> Row:
        each = self._rows[at]
        if isinstance(each, str):
            return Row([(cut(display(each), self._width - MARGIN), "dim")])
        who = cut(display(_who(each, self._name)), self._who - 1)
        pieces: list[Piece] = [
            (padded(each.kind, KIND), "dim"),
            (padded(who, self._who), "accent"),
            (_words(each, self._name, self._width - MARGIN - KIND - self._who), "text"),
        ]
        return Row(pieces, each)


def _with_headings(found: Sequence[Disagreement]) -> Iterator[Disagreement | str]:
    """The title of each article before its disagreements."""
    if not found:
        yield NOTHING
    for _, those in groupby(found, key=lambda each: each.key):
        first, *more = those
        yield first.title or first.document
        yield from (first, *more)


def _who(each: Disagreement, name: Naming) -> str:
    """`P1 quote · P2 –`; what both have is said once."""
    has = {each.a: each.first, each.b: each.second}
    sides = [(name(who), place[2] if (place := has[who]) else "–") for who in name.ordered(has)]
    (one, first), (other, second) = sides
    return f"{one} · {other} {first}" if first == second else f"{one} {first} · {other} {second}"


def _words(each: Disagreement, name: Naming, room: int) -> str:
    """The words, or those of both where their ends differ; of a link those at both its ends."""
    if each.kind == "link":
        return _beside((each.first_text or each.second_text).split(" → ", 1), " → ", room)
    if each.kind in ONE_PLACE:
        return _shown(each.first_text or each.second_text, room)
    said = {each.a: each.first_text, each.b: each.second_text}
    return _beside([said[who] for who in name.ordered(said)], " │ ", room)


def _beside(texts: Sequence[str], between: str, room: int) -> str:
    """Two texts, of which each has what the other leaves, half of the room at least."""
    rest, half = room - layout.cells(between), (room - layout.cells(between)) // 2
    sizes = [layout.cells(_shown(text, rest)) for text in texts]
    rooms = [max(half, rest - other) for other in reversed(sizes)]
    return between.join(_shown(t, r) for t, r in zip(texts, rooms, strict=True))


def _shown(text: str, room: int) -> str:
    return display(both_ends(text, 0, len(text), max(1, room)))
