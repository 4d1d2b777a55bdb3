"""Paragraphs drawn without a terminal: what is on each row, and in which style."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.style import Style
from textual.strip import Strip

from annotate.core.annotation_set import Span
from annotate.core.document import Document
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.ui.palette import Palette
from annotate.ui.themes import DARK
from annotate.ui.widgets.gutter import Head
from annotate.ui.widgets.paragraph import GUTTER, Painter, View
from tests.storage.making import document

PALETTE = Palette(DARK, DEFAULT_SCHEME)
PLAIN_HEAD = Head(number=0, status="unseen", flagged=False, noted=False, whole=(), offered=())


def painter(text: str | Document, width: int = 40, palette: Palette = PALETTE) -> Painter:
    """Draws a text in rows of that width, with room for them."""
    given = document(text) if isinstance(text, str) else text
    return Painter(given, palette, width, GUTTER + width + 1)


def spans(text: str, *labelled: tuple[str, str]) -> tuple[Span, ...]:
    """Spans over the first places where some words stand, by their labels, in order."""
    found = [
        Span(text.index(words), text.index(words) + len(words), label, f"{n}")
        for n, (words, label) in enumerate(labelled)
    ]
    return tuple(sorted(found, key=lambda s: (s.start, -s.end, s.label)))


def whole(drawn: Painter, view: View) -> list[Strip]:
    """All the lines of a paragraph."""
    return drawn.paint(view, range(drawn.lines(view.head.number)))


def seen(text: str, width: int = 40, **look: Any) -> list[str]:
    """The rows of a text of one paragraph, gutter and all, without blanks at their ends."""
    focused = look.pop("focused", True)
    here = look.pop("here", focused)
    view = View(look.pop("head", PLAIN_HEAD), focused=focused, here=here, **look)
    return [strip.text.rstrip() for strip in whole(painter(text, width), view)]


def cells(strip: Strip) -> Iterator[tuple[str, Style]]:
    """Each character of the text column of a row with its style; the margin before it first."""
    characters = ((c, s.style or Style.null()) for s in strip for c in s.text)
    return (cell for n, cell in enumerate(characters) if n >= GUTTER - 1)


def styled(text: str, style: Style, width: int = 40, **look: Any) -> str:
    """The characters of a text that are drawn in a style; margins are left out."""
    view = View(look.pop("head", PLAIN_HEAD), focused=look.pop("focused", True), **look)
    return marked(whole(painter(text, width), view), style)


def marked(strips: Sequence[Strip], style: Style) -> str:
    """The same of rows that were drawn."""
    rows = (list(cells(strip))[1:] for strip in strips)
    return "".join(c for row in rows for c, there in row if there == style)
