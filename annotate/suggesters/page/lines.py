"""The paragraphs of a page as the block rules read them: once for all of them."""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from annotate.core.document import Document, Range
from annotate.suggesters.page.markup import Markup, read_markup
from annotate.suggesters.page.words import NOTHING, found, words

SHORT = 240
"""Characters up to which the words of the page are always looked for."""
MIDDLE = 450
"""Characters up to which they are where something else says that it may be no prose."""
PROSE = 80
"""Characters from which a paragraph that ends as a sentence is prose, when places are weighed."""
ENDS = tuple(".!?…。！？।؟")
EDGES = " -–—:*[]().0123456789"
"""What may stand around a notice of advertising."""
CLOSING = "”“\"’‘'»«›‹」』) \u00a0\u202f"
"""What may stand after a sentence's last mark: what closes in some language, and spaces."""


class Line(Struct, frozen=True):
    """A paragraph: its words, whether it ends as a sentence does, and what it was on the page.

    `found` says how many phrases of each group it holds (see words.toml).
    """

    text: str
    lower: str
    ends: bool
    found: Mapping[str, int]
    markup: Markup | None


def lines(document: Document) -> tuple[Line, ...]:
    """How the paragraphs read; the members of the family that ask in turn share the answer."""
    return _lines(document.text, document.paragraphs, document.hints)


@lru_cache(maxsize=2)
def _lines(
    text: str, paragraphs: tuple[Range, ...], hints: tuple[str | None, ...]
) -> tuple[Line, ...]:
    read = [_line(text[start:end]) for start, end in paragraphs]
    if not hints:
        return tuple(read)
    prose = [line.ends and len(line.text) >= PROSE for line in read]
    markup = read_markup(hints, [len(line.text) for line in read], prose)
    return tuple(replace(line, markup=m) for line, m in zip(read, markup, strict=True))


def _line(text: str) -> Line:
    ends = text.rstrip(CLOSING).endswith(ENDS)
    if len(text) > MIDDLE:
        return Line(text, "", ends, NOTHING, None)
    lower = text.lower()
    looked = len(text) <= SHORT or not ends or text[-1] == ")" or _dated(text)
    return Line(text, lower, ends, found(lower) if looked else NOTHING, None)


def _dated(text: str) -> bool:
    """Whether it may hold a year: captions of some length do."""
    return "20" in text or "19" in text


def is_notice(line: Line) -> bool:
    """Whether a line says that advertising is here, and no more."""
    return line.lower in words().notices or line.lower.strip(EDGES) in words().notices
