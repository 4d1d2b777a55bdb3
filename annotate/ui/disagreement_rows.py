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
from annotate.ui.widgets.rows import Row, padded

MARGIN, KIND = 2, 10
"""Cells before a row, and of what it says differs."""
ONE_PLACE = {"missing", "label"}
"""Kinds of which the words are the same for both, or only one has any."""
NOTHING = "No disagreement lies behind this figure."


def listed(found: Sequence[Disagreement], name: Naming, width: int) -> Iterator[Row]:
    """Each article, and a row for each of its disagreements: kind, who has which label, words."""
    if not found:
        yield Row([(NOTHING, "text")])
    room = width - MARGIN - KIND
    whole = max((layout.cells(display(_who(each, name))) for each in found), default=0)
    who = min(whole + 2, room // 2)
    for _, those in groupby(found, key=lambda each: each.key):
        here = [*those]
        title = display(here[0].title or here[0].document)
        yield Row([(cut(title, width - MARGIN), "dim")])
        for each in here:
            words = _words(each, name, room - who)
            pieces: list[Piece] = [
                (padded(each.kind, KIND), "dim"),
                (padded(cut(display(_who(each, name)), who - 1), who), "accent"),
                (words, "text"),
            ]
            yield Row(pieces, each)


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
