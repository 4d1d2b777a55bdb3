"""The disagreements behind a figure as rows: under each article who has what on which words."""

from collections.abc import Callable, Iterator, Sequence
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
SETTLED = "  ✓ settled"
NOTHING = "No disagreement lies behind this figure."


class Listed(LazyRows):
    """Each article, and a row for each of its disagreements: kind, who has which label, words."""

    def __init__(
        self,
        found: Sequence[Disagreement],
        name: Naming,
        width: int,
        settled: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """In so many cells; `settled` tells of an article, by its key, that it has been."""
        super().__init__()
        self._name, self._width, self._settled = name, width, settled
        self._rows = [*_with_headings(found)]
        whole = max((layout.cells(display(_who(each, name))) for each in found), default=0)
        self._who = min(whole + 2, (width - MARGIN - KIND) // 2)

    def __len__(self) -> int:
        return len(self._rows)

    def _row(self, at: int) -> Row:
        each = self._rows[at]
        if not isinstance(each, Disagreement):
            return self._heading(*each)
        who = cut(display(_who(each, self._name)), self._who - 1)
        pieces: list[Piece] = [
            (padded(each.kind, KIND), "dim"),
            (padded(who, self._who), "accent"),
            (_words(each, self._name, self._width - MARGIN - KIND - self._who), "text"),
        ]
        return Row(pieces, each)

    def _heading(self, title: str, key: int) -> Row:
        """An article's title, with a mark where nothing is left to be settled in it."""
        mark = SETTLED if key and self._settled(key) else ""
        shown = cut(display(title), self._width - MARGIN - len(mark))
        return Row([(shown, "dim"), (mark, "ok")])


def _with_headings(found: Sequence[Disagreement]) -> Iterator[Disagreement | tuple[str, int]]:
    """The title and key of each article before its disagreements."""
    if not found:
        yield NOTHING, 0
    for key, those in groupby(found, key=lambda each: each.key):
        first, *more = those
        yield first.title or first.document, key
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
