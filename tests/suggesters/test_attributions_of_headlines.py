"""Attributions of headlines, which have none, and of the sentences around them."""

import pytest

from tests.suggesters.documents import attributed

HEADLINE = "Quay to close for a year, mayor says"
SENTENCE = "The board met on Monday, Quill said."


@pytest.mark.parametrize(
    "above",
    [
        (HEADLINE,),
        ("Harbour Gazette | News", HEADLINE),
        ("Harbour Gazette", "4 November 2025", HEADLINE, "By Ida Quill, who says it all"),
    ],
)
def test_a_headline_has_no_attribution(above: tuple[str, ...]) -> None:
    assert attributed("\n\n".join((*above, SENTENCE))) == ["Quill said"]


def test_a_first_sentence_has_one_and_so_has_a_line_without_a_stop_below_it() -> None:
    assert attributed(f"{SENTENCE}\n\n{HEADLINE}\n\n{SENTENCE}") == [
        "Quill said",
        "mayor says",
        "Quill said",
    ]


def test_of_lines_none_of_which_ends_as_a_sentence_only_the_first_is_a_headline() -> None:
    assert attributed("\n\n".join([HEADLINE] * 12)) == ["mayor says"] * 11
