"""Attributions by participles: whose they are, and what they lead to."""

import pytest

from tests.suggesters.documents import attributed, linked

BEFORE = "The harbour opened again.\n\nThe ferry came in at six.\n\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fares will rise, the council said, adding that rents will.", "the council said, adding"),
        (
            "Fares will rise, Marta Quill told the Gazette on Monday, adding that rents will.",
            "Marta Quill told the Gazette on Monday, adding",
        ),
        (
            "Fares will rise, Quill, the pilot, said in a statement, noting that rents will.",
            "Quill, the pilot, said in a statement, noting",
        ),
    ],
)
def test_who_is_put_in_after_what_was_said_speaks_on(sentence: str, expected: str) -> None:
    assert expected in attributed(BEFORE + sentence)
    assert not [a for a in attributed(BEFORE + sentence) if a.startswith("Fares")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Fares, the council said on Monday, will rise, adding that rents will.",
            ["Fares, the council said on Monday, will rise, adding", "the council said"],
        ),
        ("On Monday, Quill said that fares rose, adding that rents will.", ["Quill said"]),
    ],
)
def test_who_said_something_else_between_does_not(sentence: str, expected: list[str]) -> None:
    assert attributed(BEFORE + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Quill called the pier “old and unsafe”, adding that it leaked.",
            [("Quill called", "“old and unsafe”")],
        ),
        (
            "Quill said it was “old and unsafe,” adding: “It leaks.”",
            [("Quill said", "“old and unsafe,”"), ("adding", "“It leaks.”")],
        ),
        ("“Old and unsafe,” adding that it leaked.", [("adding", "“Old and unsafe,”")]),
    ],
)
def test_a_lone_participle_leads_to_what_follows_where_somebody_said_it_before(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(BEFORE + sentence) == expected


@pytest.mark.parametrize("dateline", ["LONDON", "PORT AVERIL, May 3 (RTV)"])
def test_a_dateline_is_no_part_of_who_speaks(dateline: str) -> None:
    sentence = f"{dateline} — The mayor resigned on Monday, saying he was tired."
    assert attributed(BEFORE + sentence) == ["The mayor resigned on Monday, saying"]
