"""Which of a text's quotations is meant: the one at an offset, the parts of one that runs on."""

from collections.abc import Iterable, Iterator, Sequence

from annotate.core.document import Range
from annotate.core.quotations import Quotation, quotations_of


def quotation_at(quotations: Iterable[Quotation], offset: int) -> Quotation | None:
    """The innermost of a paragraph's quotations that holds `offset`, or else touches it."""
    touching = [q for q in quotations if q.start <= offset <= q.end]
    return min(touching, key=lambda q: (q.end == offset, q.end - q.start), default=None)


def nearest_quotation(quotations: Sequence[Quotation], offset: int) -> Quotation | None:
    """The quotation at `offset`, else the next one after it, else the last one before it."""
    at = quotation_at(quotations, offset)
    outermost = [q for q in quotations if q.depth == 0]
    after = next((q for q in outermost if q.start > offset), None)
    return at or after or next(reversed(outermost), None)


def find_running(text: str, paragraphs: Sequence[Range], index: int) -> Iterator[Quotation]:
    """The parts, a paragraph each, of the quotation that paragraph `index` leaves open.

    The last part is the closed one, unless its mark was forgotten; nothing where none is open.
    """
    part = next((q for q in quotations_of(text, paragraphs, index) if not q.closed), None)
    if part:
        yield from running_on(text, paragraphs, index, part)


def running_on(
    text: str,
    paragraphs: Sequence[Range],
    index: int,
    first: Quotation,
    most: int | None = None,
) -> Iterator[Quotation]:
    """The same, its `first` part known; of each other paragraph `most` characters are read."""
    part: Quotation | None = first
    while part:
        yield part
        if part.closed:
            return
        index += 1
        start, end = paragraphs[index]
        read = start, min(end, start + most) if most else end
        following = quotations_of(text, paragraphs, index, read)
        part = next((q for q in following if q.start == start), None)
