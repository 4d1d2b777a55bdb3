"""What the keys do with the selection: move and extend it by words, adjust it, grow it, shrink it.

Extending works as after a double click: the word one starts from stays selected, in whichever
direction. The edge that moved last is the cursor, and the next extension moves it on; so `>`,
`<`, `}` or `{` hands the start to the extending keys, `.` or `,` the end.
"""

from collections.abc import Sequence
from itertools import islice
from sys import maxsize
from typing import Literal

from msgspec import Struct

from annotate.core.document import Range, paragraph_at
from annotate.core.graphemes import next_grapheme, previous_grapheme
from annotate.core.sentences import sentences
from annotate.core.units import read_around, units_around, units_within, words_back, words_from
from annotate.core.words import words_after, words_before

Direction = Literal["left", "right"]


class Selection(Struct, frozen=True):
    """A selected range, or a bare cursor where anchor and cursor are one.

    `cursor` is the edge that the extending keys move, `anchor` the other one: code-point offsets
    into the document. `grown_from` holds the (anchor, cursor) that growing came through.
    """

    anchor: int
    cursor: int
    grown_from: tuple[Range, ...] = ()

    @classmethod
    def at(cls, offset: int) -> "Selection":
        """A bare cursor."""
        return cls(offset, offset)

    @property
    def start(self) -> int:
        """Where the selected range starts."""
        return min(self.anchor, self.cursor)

    @property
    def end(self) -> int:
        """Where the selected range ends; half-open."""
        return max(self.anchor, self.cursor)

    @property
    def range(self) -> Range:
        """The selected range."""
        return self.start, self.end

    @property
    def is_empty(self) -> bool:
        """Whether this is a bare cursor."""
        return self.anchor == self.cursor


# --- by word -----------------------------------------------------------------------------------


def move_word(text: str, paragraph: Range, selection: Selection, direction: Direction) -> Selection:
    """A bare cursor at the start of the next or previous word; at the paragraph's ends it stays."""
    start, end = paragraph
    if direction == "left":
        word = next(words_before(text, start, end, selection.start), None)
    else:
        after = selection.end if selection.end > selection.start else selection.end + 1
        word = next((w for w in words_after(text, start, end, after) if w[0] >= after), None)
    return Selection.at(word[0]) if word else selection


def move_sentence(
    text: str, paragraph: Range, selection: Selection, direction: Direction
) -> Selection:
    """A bare cursor at the start of the next or previous sentence; after the last, at its end word.

    At the paragraph's ends it stays.
    """
    near = read_around(paragraph, selection.range)
    for read in dict.fromkeys((near, paragraph)):
        starts = _sentence_starts(text, paragraph, read)
        if direction == "left":
            found = max((at for at in starts if at < selection.start), default=None)
        else:
            found = min((at for at in starts if at > selection.end), default=None)
        if found is not None:
            return Selection.at(found)
    return selection


def _sentence_starts(text: str, paragraph: Range, read: Range) -> list[int]:
    """Where sentences start in what is read of a paragraph; and at its end, its last word."""
    first = read[0] if read[0] > paragraph[0] else -1  # what is cut starts elsewhere
    starts = [start for start, _ in sentences(text, *read) if start > first]
    if read[1] == paragraph[1]:
        starts += [start for start, _ in islice(words_before(text, *paragraph, paragraph[1]), 1)]
    return starts


def extend_word(
    text: str, paragraphs: Sequence[Range], selection: Selection, direction: Direction
) -> Selection:
    """Move the cursor's edge by a word, into the next or previous paragraph too.

    A bare cursor first selects the word it is at; one selected word extends both ways.
    """
    if selection.is_empty:
        return _select_word(text, paragraphs, selection, direction)
    if direction == "right":
        return _extend_right(text, paragraphs, selection)
    return _extend_left(text, paragraphs, selection)


def start_word(
    text: str, paragraphs: Sequence[Range], selection: Selection, direction: Direction
) -> Selection:
    """Move the start by a word, as `extend_word` moves the cursor's edge; the last word stays."""
    turned = Selection(selection.end, selection.start)
    moved = extend_word(text, paragraphs, turned, direction)
    return moved if selection.is_empty or moved.end == selection.end else turned


def _select_word(
    text: str, paragraphs: Sequence[Range], selection: Selection, direction: Direction
) -> Selection:
    """The word at the cursor, else the one in this direction, with its edge there as the cursor."""
    offset = selection.cursor
    if direction == "right":
        word = next(words_from(text, paragraphs, offset), None)
        return Selection(word[0], word[1]) if word else selection
    word = next(words_back(text, paragraphs, offset + 1), None)
    return Selection(word[1], word[0]) if word else selection


def _extend_right(text: str, paragraphs: Sequence[Range], selection: Selection) -> Selection:
    if selection.cursor < selection.anchor:
        starts = (w[0] for w in words_from(text, paragraphs, selection.cursor))
        start = next((start for start in starts if start > selection.cursor), selection.end)
        if start < selection.anchor:
            return Selection(selection.anchor, start)
    word = next(words_from(text, paragraphs, selection.end), None)
    return Selection(selection.start, word[1]) if word else selection


def _extend_left(text: str, paragraphs: Sequence[Range], selection: Selection) -> Selection:
    if selection.anchor < selection.cursor:
        ends = (w[1] for w in words_back(text, paragraphs, selection.cursor))
        end = next((end for end in ends if end < selection.cursor), selection.start)
        if end > selection.anchor:
            return Selection(selection.anchor, end)
    word = next(words_back(text, paragraphs, selection.start), None)
    return Selection(selection.end, word[0]) if word else selection


# --- by character ------------------------------------------------------------------------------


def move_end(
    text: str, paragraphs: Sequence[Range], selection: Selection, direction: Direction
) -> Selection:
    """Move the end by one grapheme: not before the start, nor out of the last paragraph.

    It passes over what stands between two paragraphs, where nobody would see it.
    """
    start, end = selection.range
    if direction == "left":
        end = previous_grapheme(text, end)
        between = _between(paragraphs, end - 1)
        end = between[0] if between else end
    elif paragraphs and end < paragraphs[-1][1]:
        between = _between(paragraphs, end)
        end = next_grapheme(text, between[1] if between else end)
    return Selection(start, max(start, end))


def move_start(
    text: str, paragraphs: Sequence[Range], selection: Selection, direction: Direction
) -> Selection:
    """Move the start by one grapheme: not past the end, nor out of the first paragraph.

    It too passes over what stands between two.
    """
    start, end = selection.range
    if direction == "right":
        start = next_grapheme(text, start)
        between = _between(paragraphs, start)
        start = between[1] if between else start
    elif paragraphs and start > paragraphs[0][0]:
        between = _between(paragraphs, start - 1)
        start = previous_grapheme(text, between[0] if between else start)
    return Selection(end, min(end, start))


def _between(paragraphs: Sequence[Range], offset: int) -> Range | None:
    """What stands between paragraphs, before or after all of them too, where that holds `offset`.

    None where a paragraph holds it.
    """
    index = paragraph_at(paragraphs, offset)
    if not paragraphs or paragraphs[index][0] <= offset < paragraphs[index][1]:
        return None
    if offset < paragraphs[index][0]:
        return 0, paragraphs[index][0]
    after = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else maxsize
    return paragraphs[index][1], after


# --- by unit -----------------------------------------------------------------------------------


def grow(text: str, paragraphs: Sequence[Range], selection: Selection) -> Selection:
    """Select the next unit that holds more than what is selected; `shrink` takes it back.

    Unchanged once every paragraph is selected.
    """
    chosen = selection.range
    unit = next((u for u in units_around(text, paragraphs, chosen) if u != chosen), None)
    if unit is None:
        return selection
    return Selection(*unit, (*selection.grown_from, (selection.anchor, selection.cursor)))


def shrink(text: str, paragraphs: Sequence[Range], selection: Selection) -> Selection:
    """What was selected before it grew; else the largest unit inside it at the cursor's edge.

    A bare cursor at the start, where there is no such unit.
    """
    if selection.grown_from:
        anchor, cursor = selection.grown_from[-1]
        return Selection(anchor, cursor, selection.grown_from[:-1])
    inside = _units_at_cursor(text, paragraphs, selection)
    if not inside:
        return Selection.at(selection.start)
    start, end = max(inside, key=lambda unit: unit[1] - unit[0])
    return Selection(end, start) if selection.cursor < selection.anchor else Selection(start, end)


def _units_at_cursor(text: str, paragraphs: Sequence[Range], selection: Selection) -> list[Range]:
    """The units of the word at the cursor that lie inside the selection and are not all of it."""
    start, end = selection.range
    at_start = selection.cursor == start
    words = words_from(text, paragraphs, start) if at_start else words_back(text, paragraphs, end)
    word = next(words, None)
    if word is None:
        return []
    index = paragraph_at(paragraphs, word[0])
    units = [*units_within(text, paragraphs, index, word), paragraphs[index]]
    return [u for u in units if start <= u[0] < u[1] <= end and u != (start, end)]
