"""The units that a selection grows through: word, quotation, clause, sentence, paragraph, more.

A unit around a range is the hull of the units of its kind that the range touches, so that it
holds the range however that was chosen. None splits a grapheme. However long a paragraph is, no
more of it is read than what is near: of a unit that reaches farther only the paragraph is left.
"""

from collections.abc import Iterator, Sequence

from annotate.core.clauses import clauses
from annotate.core.document import Range, paragraph_at
from annotate.core.quotations import quotations_of
from annotate.core.sentences import sentences
from annotate.core.words import words_after, words_before

NEAR = 10_000
"""Characters on either side of what is chosen that a unit may reach; twice as many are read."""


def units_around(text: str, paragraphs: Sequence[Range], chosen: Range) -> Iterator[Range]:
    """The units that hold `chosen`, in the order in which it grows through them; found lazily.

    Any may equal `chosen`. The last ones are several paragraphs: the following ones are added
    one by one, then, at the text's end, those before.
    """
    if not paragraphs:
        return
    first = paragraph_at(paragraphs, chosen[0])
    last = max(first, paragraph_at(paragraphs, max(chosen[0], chosen[1] - 1)))
    if first == last:
        for unit in units_within(text, paragraphs, first, chosen):
            yield _hull([chosen, unit])
    for index in range(last, len(paragraphs)):
        yield _hull([chosen, paragraphs[first], paragraphs[index]])
    for index in range(first - 1, -1, -1):
        yield _hull([chosen, paragraphs[index], paragraphs[-1]])


def units_within(
    text: str, paragraphs: Sequence[Range], index: int, chosen: Range
) -> Iterator[Range]:
    """The units of one paragraph around `chosen`: word, quotations inside out, clause, sentence."""
    start, end = paragraphs[index]
    yield from _words_around(text, start, end, chosen)
    if _length(chosen) <= NEAR:
        read = read_around(paragraphs[index], chosen)
        yield from (
            u for u in _units_of(text, paragraphs, index, read, chosen) if _is_near(u, chosen)
        )


def _units_of(
    text: str, paragraphs: Sequence[Range], index: int, read: Range, chosen: Range
) -> Iterator[Range]:
    """The quotations, the clause and the sentence around `chosen`, as what is read tells."""
    quotations = [(q.start, q.end) for q in quotations_of(text, paragraphs, index, read)]
    around = [q for q in quotations if q[0] <= chosen[0] and chosen[1] <= q[1]]
    yield from sorted(around, key=_length)
    for parts in (clauses, sentences):
        touched = [unit for unit in parts(text, *read) if _touch(unit, chosen)]
        if touched:
            yield _hull(touched)


def read_around(paragraph: Range, chosen: Range) -> Range:
    """What is read of a paragraph: all of it, unless it is long."""
    return max(paragraph[0], chosen[0] - 2 * NEAR), min(paragraph[1], chosen[1] + 2 * NEAR)


def _is_near(unit: Range, chosen: Range) -> bool:
    return unit[0] >= chosen[0] - NEAR and unit[1] <= chosen[1] + NEAR


def _words_around(text: str, start: int, end: int, chosen: Range) -> Iterator[Range]:
    """The hull of the words that `chosen` touches; for a bare cursor the word at or after it."""
    first, last = chosen
    opening = next(words_after(text, start, end, first), None)
    closing = next(words_before(text, start, end, last), None)
    if first == last:
        word = opening or closing
        yield from [word] if word else []
    elif opening and closing and opening[0] < last and first < closing[1]:
        yield _hull([opening, closing])


def _touch(unit: Range, chosen: Range) -> bool:
    """Whether two ranges overlap; a bare cursor also touches what it stands at the edge of."""
    if chosen[0] == chosen[1]:
        return unit[0] <= chosen[0] <= unit[1]
    return unit[0] < chosen[1] and chosen[0] < unit[1]


def _hull(ranges: Sequence[Range]) -> Range:
    return min(start for start, _ in ranges), max(end for _, end in ranges)


def _length(unit: Range) -> int:
    return unit[1] - unit[0]


def words_from(text: str, paragraphs: Sequence[Range], offset: int) -> Iterator[Range]:
    """The words that end after `offset`, in order, through all the paragraphs."""
    for index in range(paragraph_at(paragraphs, offset), len(paragraphs)):
        yield from words_after(text, *paragraphs[index], offset)


def words_back(text: str, paragraphs: Sequence[Range], offset: int) -> Iterator[Range]:
    """The words that start before `offset`, the last first, through all the paragraphs."""
    if paragraphs:
        for index in range(paragraph_at(paragraphs, offset), -1, -1):
            yield from words_before(text, *paragraphs[index], offset)
