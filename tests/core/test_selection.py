"""Selection: what each key does with it."""

from collections.abc import Callable

import pytest

from annotate.core.document import Range
from annotate.core.paragraphs import find_paragraphs
from annotate.core.selection import (
    Selection,
    extend_word,
    grow,
    move_end,
    move_sentence,
    move_start,
    move_word,
    shrink,
    start_word,
)

TEXT = "One two, three.\n\n“Four five,” he said. Six.\n\nSeven."
PARAGRAPHS = find_paragraphs(TEXT)

Key = Callable[[Selection], Selection]
KEYS: dict[str, Key] = {
    "L": lambda s: extend_word(TEXT, PARAGRAPHS, s, "right"),
    "H": lambda s: extend_word(TEXT, PARAGRAPHS, s, "left"),
    ".": lambda s: move_end(TEXT, PARAGRAPHS, s, "right"),
    ",": lambda s: move_end(TEXT, PARAGRAPHS, s, "left"),
    ">": lambda s: move_start(TEXT, PARAGRAPHS, s, "right"),
    "<": lambda s: move_start(TEXT, PARAGRAPHS, s, "left"),
    "}": lambda s: start_word(TEXT, PARAGRAPHS, s, "right"),
    "{": lambda s: start_word(TEXT, PARAGRAPHS, s, "left"),
    "e": lambda s: grow(TEXT, PARAGRAPHS, s),
    "E": lambda s: shrink(TEXT, PARAGRAPHS, s),
}


def pressed(keys: str, selection: Selection) -> Selection:
    for key in keys:
        selection = KEYS[key](selection)
    return selection


def selected(keys: str, at: str) -> str:
    """What is selected after some keys from a bare cursor before the text `at`."""
    start, end = pressed(keys, Selection.at(TEXT.index(at))).range
    return TEXT[start:end]


def moved(at: int, *directions: str, paragraph: Range = PARAGRAPHS[0]) -> str:
    selection = Selection.at(at)
    for direction in directions:
        selection = move_word(
            TEXT, paragraph, selection, "left" if direction == "left" else "right"
        )
    assert selection.is_empty
    return TEXT[selection.cursor :].split(maxsplit=1)[0]


# --- by word -----------------------------------------------------------------------------------


def test_the_cursor_moves_from_word_to_word_of_a_paragraph() -> None:
    assert moved(0, "right") == "two,"
    assert moved(0, "right", "right") == "three."
    assert moved(0, "right", "right", "right") == "three."
    assert moved(0, "right", "right", "left") == "two,"
    assert moved(6, "left") == "two,"
    assert moved(6, "right") == "three."
    assert moved(0, "left") == "One"


def test_from_a_selection_the_cursor_moves_on_from_its_edges() -> None:
    two_three = Selection(4, 14)
    assert move_word(TEXT, (0, 15), two_three, "left") == Selection.at(0)
    assert move_word(TEXT, (0, 15), Selection(0, 3), "right") == Selection.at(4)
    assert move_word(TEXT, (0, 15), two_three, "right") == two_three


def test_the_cursor_moves_from_sentence_to_sentence_and_at_last_to_the_last_word() -> None:
    text = "It rained. He said “No. Not now.” and left it."
    paragraph, there = (0, len(text)), Selection.at(0)
    seen = []
    for direction in ("right", "right", "right", "right", "left", "left", "left"):
        there = move_sentence(text, paragraph, there, direction)
        seen.append(text[there.cursor :].split(maxsplit=1)[0])
    assert seen == ["He", "Not", "it.", "it.", "Not", "He", "It"]
    assert move_sentence(text, paragraph, Selection(3, 9), "left") == Selection.at(0)


@pytest.mark.parametrize("unit", ["Ann left. ", "Word " * 10_000 + "end. "])
def test_so_it_does_in_a_long_line_of_sentences_short_or_very_long(unit: str) -> None:
    text = (unit * (500_000 // len(unit))).strip()
    paragraph, there = (0, len(text)), Selection.at(2 * len(unit))
    seen = []
    for direction in ("right", "right", "left", "left", "left"):
        there = move_sentence(text, paragraph, there, direction)
        seen.append(there.cursor // len(unit))
        assert there.cursor % len(unit) == 0
    assert seen == [3, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("keys", "at", "expected"),
    [
        ("L", "two", "two"),
        ("L", "wo", "two"),
        ("L", ", three", "three"),
        ("H", ", three", "two"),
        ("H", "three", "three"),
        ("LL", "two", "two, three"),
        ("LH", "two", "One two"),
        ("LHL", "two", "two"),
        ("LHLL", "two", "two, three"),
        ("LLH", "two", "two"),
        ("LLHH", "two", "One two"),
        ("HH", "three", "two, three"),
        ("HHL", "three", "three"),
        ("LLL", "two", "two, three.\n\n“Four"),
        ("HHH", "Four", "two, three.\n\n“Four"),
        ("LLLLLLLLL", "Six", "Six.\n\nSeven"),
        ("HHHHHHH", "One", "One"),
    ],
)
def test_extending_goes_by_words_both_ways_and_over_paragraphs(
    keys: str, at: str, expected: str
) -> None:
    assert selected(keys, at) == expected


def test_the_first_word_has_its_cursor_where_one_extends_to() -> None:
    assert pressed("L", Selection.at(5)) == Selection(4, 7)
    assert pressed("H", Selection.at(5)) == Selection(7, 4)


# --- by character ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("L.", "two,"),
        ("L..", "two, "),
        ("L,", "tw"),
        ("L,,,,", ""),
        ("L<", " two"),
        ("L>", "wo"),
        ("L>>>>", ""),
        ("L<.", " two,"),
        ("L.L", "two, three"),
        ("L>>>.", ","),
        ("L<H", "One two"),
        ("L>L", "wo, three"),
    ],
)
def test_each_edge_moves_by_a_character(keys: str, expected: str) -> None:
    assert selected(keys, "two") == expected


def test_edges_stop_at_the_ends_of_the_text() -> None:
    assert pressed("<<", Selection(0, 3)).range == (0, 3)
    assert pressed("..", Selection(3, len(TEXT))).range == (3, len(TEXT))
    assert pressed("<", Selection.at(0)).range == (0, 0)


@pytest.mark.parametrize(
    ("keys", "words", "expected"),
    [
        (".", "three.", "three.\n\n“"),
        (".,", "three.", "three."),
        (".,,", "three.", "three"),
        ("<", "“Four", ".\n\n“Four"),
        ("<>", "“Four", "“Four"),
        ("<>>", "“Four", "Four"),
    ],
)
def test_edges_never_rest_between_two_paragraphs(keys: str, words: str, expected: str) -> None:
    start = TEXT.index(words)
    chosen = pressed(keys, Selection(start, start + len(words)))
    assert TEXT[chosen.start : chosen.end] == expected


def test_edges_stay_within_the_paragraphs() -> None:
    text = "\n\nOne.\n\n"
    assert move_end(text, [(2, 6)], Selection(2, 6), "right").range == (2, 6)
    assert move_start(text, [(2, 6)], Selection(2, 6), "left").range == (2, 6)
    assert move_end(text, [(2, 6)], Selection(0, 1), "left").range == (0, 0)
    assert move_start(text, [(2, 6)], Selection(6, 7), "right").range == (7, 7)


def test_edges_move_over_a_whole_grapheme() -> None:
    text = "a👩\u200d👩\u200d👧e\u0301b"
    assert move_end(text, [(0, len(text))], Selection(0, 1), "right").range == (0, 6)
    assert move_end(text, [(0, len(text))], Selection(0, 8), "left").range == (0, 6)
    assert move_start(text, [(0, len(text))], Selection(1, 8), "right").range == (6, 8)
    assert move_start(text, [(0, len(text))], Selection(6, 8), "left").range == (1, 8)


def test_the_start_moves_by_a_word_whichever_edge_moved_last() -> None:
    assert selected("LL{", "two") == "One two, three"
    assert selected("LL}", "two") == "three"
    assert selected("LL}}", "two") == "three", "the last word stays"
    assert selected("LL}{{", "two") == "One two, three"
    assert selected("LH}", "two") == "two", "the start moved last"
    assert selected("LL{L", "two") == "two, three", "and then extends"
    assert [selected(key, "two") for key in "{}"] == ["two", "two"]


def test_the_edge_that_moved_last_is_the_one_that_extends() -> None:
    assert pressed(">", Selection(4, 14)) == Selection(14, 5)
    assert pressed(".", Selection(14, 4)) == Selection(4, 15)
    assert selected("LL>H", "two") == "two, three"
    assert selected("LL>L", "two") == "three"


# --- by unit -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("e", "five"),
        ("ee", "“Four five,”"),
        ("eee", "“Four five,” he said."),
        ("eeee", "“Four five,” he said. Six."),
        ("eeeee", "“Four five,” he said. Six.\n\nSeven."),
        ("eeeeee", TEXT),
        ("eeeeeee", TEXT),
        ("eeeE", "“Four five,”"),
        ("eeeEE", "five"),
        ("eeeEEE", ""),
        ("eeeeeeEEEEE", "five"),
        ("eLe", "“Four five,” he said"),
    ],
)
def test_growing_goes_through_the_units_and_shrinking_takes_it_back(
    keys: str, expected: str
) -> None:
    assert selected(keys, "five") == expected


def test_shrinking_what_never_grew_takes_the_largest_unit_inside_at_the_cursor() -> None:
    start, end = PARAGRAPHS[1]
    for selection, units in (
        (Selection(end, start), ["“Four five,” he said.", "“Four five,”", "Four", ""]),
        (Selection(start, end), ["Six.", "Six", ""]),
        (Selection(0, end), ["“Four five,” he said. Six.", "Six.", "Six", ""]),
        (Selection(0, 7), ["two", ""]),
        (Selection(7, 0), ["One", ""]),
        (Selection(1, 7), ["two", ""]),
        (Selection(7, 1), [""]),
    ):
        shrunk = [pressed("E" * times, selection) for times in range(1, len(units) + 1)]
        assert [TEXT[s.start : s.end] for s in shrunk] == units


def test_shrinking_ends_at_a_bare_cursor_at_the_start() -> None:
    assert pressed("E", Selection(4, 7)) == Selection.at(4)
    assert pressed("E", Selection.at(4)) == Selection.at(4)
    assert shrink(" ", (), Selection(0, 1)) == Selection.at(0)


def test_any_other_key_forgets_what_was_grown_from() -> None:
    assert pressed("ee", Selection.at(TEXT.index("five"))).grown_from
    for key in "LH.,<>":
        assert not pressed(f"ee{key}", Selection.at(TEXT.index("five"))).grown_from
