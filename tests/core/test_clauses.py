"""Clauses: in three languages by hand; and what holds of all that a text divides into."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.clauses import clauses
from annotate.core.graphemes import splits_grapheme
from annotate.core.paragraphs import find_paragraphs
from annotate.core.sentences import sentences
from annotate.core.words import words
from tests.campaign import campaign
from tests.core.texts import HOSTILE, Divide, parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "It rained, and the match went on; nobody left.",
            ["It rained", "and the match went on", "nobody left"],
        ),
        (
            "“I came, I saw,” he said, “and I won.” Then he left.",
            ["“I came, I saw,”", "he said", "“and I won.”", "Then he left"],
        ),
        ("“I came. I saw, then,” he said.", ["“I came", "I saw, then,”", "he said"]),
        (
            "At 9:30 he left – at last – with 1,000 well-known others.",
            ["At 9:30 he left", "at last", "with 1,000 well-known others"],
        ),
        ("The U.S., which won, left the U.S.", ["The U.S.", "which won", "left the U.S."]),
        ("One--two—three - four", ["One", "two", "three", "four"]),
        ("Why? Because.", ["Why?", "Because"]),
        (
            "Der Mann, der kam, sagte: „Nein, nie.“",
            ["Der Mann", "der kam", "sagte", "„Nein, nie.“"],
        ),
        ("El hombre dijo: «No, nunca». Se fue.", ["El hombre dijo", "«No, nunca»", "Se fue"]),
        ("—No sé —dijo Ana—. Ya.", ["No sé", "dijo Ana", "Ya"]),
        (", ; — .", []),
    ],
)
def test_clauses_part_at_commas_colons_and_dashes_but_not_in_quotations(
    text: str, found: list[str]
) -> None:
    assert parts(clauses, text) == found


@settings(max_examples=campaign(200, 10_000))
@given(HOSTILE, st.sampled_from([words, sentences, clauses]))
def test_the_parts_ascend_lie_within_and_split_no_character(text: str, divide: Divide) -> None:
    for start, end in find_paragraphs(text):
        found = divide(text, start, end)
        edges = [start, *(edge for part in found for edge in part), end]
        assert edges == sorted(edges)
        assert all(a < b for a, b in found)
        assert not any(splits_grapheme(text, edge) for edge in edges)
