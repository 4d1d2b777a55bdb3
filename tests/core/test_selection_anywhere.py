"""Selection: no sequence of keys, in any text, leads astray or loses the way back."""

from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate.core.document import Range
from annotate.core.graphemes import splits_grapheme
from annotate.core.paragraphs import find_paragraphs
from annotate.core.selection import (
    Selection,
    extend_word,
    grow,
    move_end,
    move_start,
    move_word,
    shrink,
    start_word,
)
from tests.campaign import campaign
from tests.core.texts import HOSTILE

Key = Callable[[Selection], Selection]
moves = st.lists(st.sampled_from("hlHL.,<>{}eE"), max_size=40)


def press(key: str, text: str, paragraphs: tuple[Range, ...], selection: Selection) -> Selection:
    index = max(0, sum(start <= selection.cursor for start, _ in paragraphs) - 1)
    keys: dict[str, Key] = {
        "h": lambda s: move_word(text, paragraphs[index], s, "left") if paragraphs else s,
        "l": lambda s: move_word(text, paragraphs[index], s, "right") if paragraphs else s,
        "H": lambda s: extend_word(text, paragraphs, s, "left"),
        "L": lambda s: extend_word(text, paragraphs, s, "right"),
        ".": lambda s: move_end(text, paragraphs, s, "right"),
        ",": lambda s: move_end(text, paragraphs, s, "left"),
        ">": lambda s: move_start(text, paragraphs, s, "right"),
        "<": lambda s: move_start(text, paragraphs, s, "left"),
        "}": lambda s: start_word(text, paragraphs, s, "right"),
        "{": lambda s: start_word(text, paragraphs, s, "left"),
        "e": lambda s: grow(text, paragraphs, s),
        "E": lambda s: shrink(text, paragraphs, s),
    }
    return keys[key](selection)


@settings(max_examples=campaign(200, 5_000))
@given(HOSTILE, moves)
@example("a\u0301 \u0301b “c” \n\n 🇩🇪🇫", list("LLL,,,>>>eeeeEEEE"))
def test_no_sequence_of_keys_leaves_the_text_or_splits_a_character(
    text: str, keys: list[str]
) -> None:
    paragraphs = find_paragraphs(text)
    selection = Selection.at(paragraphs[0][0] if paragraphs else 0)
    for key in keys:
        selection = press(key, text, paragraphs, selection)
        assert 0 <= selection.start <= selection.end <= len(text)
        assert not splits_grapheme(text, selection.start)
        assert not splits_grapheme(text, selection.end)


@settings(max_examples=campaign(100, 2_000))
@given(HOSTILE, moves)
def test_growing_reaches_the_whole_text_and_shrinking_leads_back(
    text: str, keys: list[str]
) -> None:
    paragraphs = find_paragraphs(text)
    selection = Selection.at(paragraphs[0][0] if paragraphs else 0)
    for key in keys:
        selection = press(key, text, paragraphs, selection)
    before, steps = selection, [selection]
    while (larger := grow(text, paragraphs, selection)) != selection:
        assert larger.start <= selection.start <= selection.end <= larger.end
        assert larger.range != selection.range
        selection = larger
        steps.append(selection)
    if paragraphs:
        assert selection.start <= paragraphs[0][0]
        assert selection.end >= paragraphs[-1][1]
    for step in steps[-2::-1]:
        selection = shrink(text, paragraphs, selection)
        assert selection == step
    assert selection == before


@given(HOSTILE)
def test_words_lead_from_one_end_to_the_other(text: str) -> None:
    paragraphs = find_paragraphs(text)
    there, back = Selection.at(0), Selection.at(len(text))
    for _ in text:
        there = extend_word(text, paragraphs, there, "right")
        back = extend_word(text, paragraphs, back, "left")
    assert there.range == back.range or there.is_empty
