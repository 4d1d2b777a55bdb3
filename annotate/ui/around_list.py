"""What stands above and below the list of articles: which it shows, and about the chosen one."""

from collections.abc import Iterable

from annotate.core.display import display
from annotate.core.plural import plural
from annotate.storage.progress import LayerProgress
from annotate.storage.queue import Entry, Filter
from annotate.ui import layout
from annotate.ui.header import NAMES, ORDERED, cut
from annotate.ui.widgets.bars import EDGES, Piece

LONGEST = 24
"""Cells of the chosen article's source, at most."""


def shown(number: int, every: int, listed: Filter, again: int, again_key: str) -> list[Piece]:
    """How many of all articles are listed, which, in what order; how many to be labelled again."""
    state, words = NAMES[listed.state], f"“{listed.text}”" if listed.text else ""
    whose, which = "yours" if listed.own else "", state if listed.state or not words else ""
    those = ", ".join(filter(None, (whose, which)))
    about = " · ".join(filter(None, (those, ORDERED[listed.order], words)))
    some = f"{number:,} of " if words or listed.state else ""
    pieces: list[Piece] = [(f"{some}{plural(every, 'article')}", "text"), (f"  {about}", "dim")]
    if again:
        pieces.append((f"  {again} to label again: {again_key}", "accent"))
    return pieces


def layers(entry: Entry, found: Iterable[LayerProgress]) -> list[Piece]:
    """How far each annotator is with the chosen article."""
    pieces = [piece for layer in found for piece in _layer(entry, layer)]
    return pieces or [(" no labels yet", "faint")]


def _layer(entry: Entry, layer: LayerProgress) -> tuple[Piece, Piece]:
    far = "✓" if layer.state == "done" else f"{layer.done + layer.skipped}/{entry.paragraphs}"
    return (f" {layer.layer} ", "dim"), (f"{far} ", "ok")


def whence(entry: Entry, beside: Iterable[Piece], width: int) -> str:
    """From where and when the chosen article is, if there is room in so many cells.

    How far everybody is comes first, so that a narrow list leaves it out.
    """
    parts = [cut(display(entry.source), LONGEST), entry.published[:10]]
    said = " · ".join(part for part in parts if part)
    needed = sum(layout.cells(display(text)) for text in (said, *(text for text, _ in beside)))
    return said if needed + EDGES <= width else ""
