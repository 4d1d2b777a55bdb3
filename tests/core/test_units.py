"""The units that a selection grows through, from the inside out."""

from hypothesis import given

from annotate.core.document import Range
from annotate.core.graphemes import splits_grapheme
from annotate.core.paragraphs import find_paragraphs
from annotate.core.selection import Selection, grow
from annotate.core.units import (
    NEAR,
    read_around,
    units_around,
    units_within,
    words_back,
    words_from,
)
from tests.core.texts import HOSTILE
from tests.steps import steps

TEXT = "First one.\n\nThen, “She said ‘no way’ twice, I think,” he said. So.\n\nLast one."
PARAGRAPHS = find_paragraphs(TEXT)
WHOLE = TEXT.split("\n\n")


def around(chosen: Range) -> list[str]:
    """The distinct units around a range, in the order of growing."""
    found = [TEXT[start:end] for start, end in units_around(TEXT, PARAGRAPHS, chosen)]
    return list(dict.fromkeys(found))


def within(chosen: Range) -> list[str]:
    return [TEXT[a:b] for a, b in units_within(TEXT, PARAGRAPHS, 1, chosen)]


def place(text: str) -> Range:
    return TEXT.index(text), TEXT.index(text) + len(text)


def test_units_are_word_quotations_clause_sentence_paragraph_and_more_paragraphs() -> None:
    assert around((TEXT.index("way"),) * 2) == [
        "way",
        "‘no way’",
        "“She said ‘no way’ twice, I think,”",
        "Then, “She said ‘no way’ twice, I think,” he said.",
        WHOLE[1],
        f"{WHOLE[1]}\n\n{WHOLE[2]}",
        TEXT,
    ]


def test_a_part_of_a_word_grows_to_all_of_it_and_a_part_of_two_to_both() -> None:
    assert around(place("ay"))[0] == "way"
    assert around(place("o wa"))[0] == "no way"


def test_a_bare_cursor_takes_the_word_at_it_or_after_it_or_the_last() -> None:
    assert within((TEXT.index("way"),) * 2)[0] == "way"
    assert within((TEXT.index("way") - 1,) * 2)[0] == "way"
    assert within((TEXT.index("\n\nLast"),) * 2)[0] == "So"


def test_whitespace_alone_touches_no_word() -> None:
    space = TEXT.index(" way")
    assert within((space, space + 1))[0] == "‘no way’"


def test_a_quotation_counts_only_if_it_holds_all_that_is_chosen() -> None:
    for part in (
        "said ‘no",
        "“She said ‘no",
        "twice, I think,”",
        "“She said ‘no way’ twice, I think,”",
    ):
        assert "“She said ‘no way’ twice, I think,”" in within(place(part))[1:2]
    assert within(place("way’"))[:2] == ["way", "‘no way’"]
    assert within(place("think,” he"))[:2] == [
        "think,” he",
        "“She said ‘no way’ twice, I think,” he said",
    ]


def test_units_of_a_range_over_paragraphs_are_paragraphs() -> None:
    start, end = place("one.\n\nThen")
    assert around((start, end)) == [f"{WHOLE[0]}\n\n{WHOLE[1]}", TEXT]


def test_a_range_up_to_the_next_paragraph_does_not_touch_it() -> None:
    assert around((0, PARAGRAPHS[1][0])) == ["First one.\n\n", f"{WHOLE[0]}\n\n{WHOLE[1]}", TEXT]


def test_a_range_that_has_one_character_of_the_next_paragraph_touches_it() -> None:
    assert around((2, PARAGRAPHS[1][0] + 1))[0] == f"{WHOLE[0]}\n\n{WHOLE[1]}"


def test_a_cursor_touches_the_clause_that_it_ends_and_a_range_only_what_it_holds() -> None:
    end = TEXT.index(", “She")
    clause, sentence = (
        "“She said ‘no way’ twice, I think,”",
        "Then, “She said ‘no way’ twice, I think,” he said.",
    )
    assert within((end, end)) == ["She", "Then", sentence]
    assert within(place("think,” ")) == ["think", clause, sentence]


def test_a_cursor_touches_what_begins_there_and_a_range_not_what_ends_there() -> None:
    text = "One, two three."
    found = [text[a:b] for a, b in units_around(text, [(0, 15)], (5, 5))]
    assert found == ["two", "two three", text, text]
    found = [text[a:b] for a, b in units_around(text, [(0, 15)], (3, 8))]
    assert found == [", two", ", two three", text, text]


def test_the_paragraphs_before_are_added_one_by_one() -> None:
    paragraphs = [(0, 2), (3, 5), (6, 8), (9, 11)]
    *_, third, second, first = units_around("ab cd ef gh", paragraphs, (9, 11))
    assert (third, second, first) == ((6, 11), (3, 11), (0, 11))


def test_what_lies_between_paragraphs_belongs_to_the_one_before() -> None:
    gap = TEXT.index("\n\n") + 1
    assert around((gap, gap))[-2:] == [f"{WHOLE[0]}\n\n{WHOLE[1]}", TEXT]


def test_a_text_without_paragraphs_has_no_units() -> None:
    assert list(units_around(" ", (), (0, 1))) == []
    assert list(words_back(" ", (), 1)) == list(words_from(" ", (), 0)) == []


def test_words_go_on_through_the_paragraphs_both_ways() -> None:
    offset = TEXT.index("So")
    assert [TEXT[a:b] for a, b in words_from(TEXT, PARAGRAPHS, offset)] == ["So", "Last", "one"]
    offset = TEXT.index(", “She")
    assert [TEXT[a:b] for a, b in words_back(TEXT, PARAGRAPHS, offset)] == ["Then", "one", "First"]


@given(HOSTILE)
def test_units_hold_what_is_chosen_and_split_no_character(text: str) -> None:
    paragraphs = find_paragraphs(text)
    for start, end in paragraphs:
        for chosen in ((start, start), (start, end), (end, end), (0, len(text))):
            for unit in units_around(text, paragraphs, chosen):
                assert unit[0] <= chosen[0] <= chosen[1] <= unit[1]
                assert not splits_grapheme(text, unit[0])
                assert not splits_grapheme(text, unit[1])


# --- in a line that never ends -----------------------------------------------------------------

SAID = "The mayor said “we will widen it” and left, according to Quill. "


def grown(line: str, offset: int) -> list[str]:
    """What is selected there in turn, as far as it grows."""
    selection, found = Selection.at(offset), []
    while (larger := grow(line, [(0, len(line))], selection)) != selection:
        selection = larger
        found.append(line[selection.start : selection.end])
    return found


def test_in_a_long_line_units_are_what_they_are_in_a_short_one() -> None:
    line, offset = (SAID * 1_000).strip(), 500 * len(SAID) + SAID.index("widen")

    *units, whole = grown(line, offset)

    assert units == grown(SAID.strip(), SAID.index("widen"))
    assert len(units) == 3
    assert whole == line


def test_of_a_sentence_that_reaches_too_far_only_the_paragraph_is_left() -> None:
    line = "word " * 20_000 + "word"

    for offset in (1, len(line) // 2, len(line) - 2):
        assert grown(line, offset) == ["word", line]


def test_how_far_one_reaches_is_counted_from_both_ends_of_what_is_chosen() -> None:
    line = f"{'a' * (NEAR - 10)} {'b' * 100} {'c' * (NEAR - 10)}"
    chosen = line.index("b"), line.rindex("b") + 1
    assert (0, len(line)) in units_within(line, [(0, len(line))], 0, chosen)


def test_what_is_read_reaches_twice_as_far_as_a_unit_and_holds_what_is_chosen() -> None:
    far = 2 * NEAR
    assert read_around((3, 9 * far), (2 * far, 7 * far)) == (far, 8 * far)
    assert read_around((3, 9 * far), (far, 8 * far + 1)) == (3, 9 * far)


def test_what_is_read_does_not_grow_with_the_line() -> None:
    counts = []
    for size in (1_000, 4_000):
        line = (SAID * size).strip()
        with steps() as ran:
            grown(line, size // 2 * len(SAID) + SAID.index("widen"))
        counts.append(ran.number)

    assert counts[1] == counts[0]
