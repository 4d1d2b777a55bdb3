"""What only English has: verbs as they stand after more than one."""

import pytest

from tests.suggesters.documents import attributed, linked

BEFORE = "The harbour opened again.\n\nThe ferry came in at six.\n\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Prosecutors allege he planned it for weeks.", "Prosecutors allege"),
        ("Campaigners complain that the pier is too narrow.", "Campaigners complain"),
        ("Two pilots confirm that the pier will close.", "Two pilots confirm"),
        ("Engineers estimate that it will take a year.", "Engineers estimate"),
    ],
)
def test_what_several_say_today_is_reported_speech(sentence: str, expected: str) -> None:
    assert attributed(BEFORE + sentence) == [expected]


def test_so_is_what_they_call_somebody_in_marks() -> None:
    assert linked(f"{BEFORE}Critics accuse the yard of “bullying”.") == [
        ("Critics accuse", "“bullying”")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The pilots describe a storm.",
        "The officers deny the charge.",
        "To accuse a man of that is easy.",
        "Please note that the pier is shut.",
    ],
)
def test_without_what_they_say_such_verbs_attribute_nothing(sentence: str) -> None:
    assert attributed(BEFORE + sentence) == []


@pytest.mark.parametrize("verb", ["pledged", "claims", "maintains", "admitted"])
def test_what_wants_words_said_has_them_in_a_quotation_before_it(verb: str) -> None:
    assert linked(f"{BEFORE}“We will rebuild it,” {verb} Marta Quill.") == [
        (f"{verb} Marta Quill", "“We will rebuild it,”")
    ]


@pytest.mark.parametrize("number", ["12,000", "1,200,000", "12.5"])
def test_a_number_is_one_word(number: str) -> None:
    found = attributed(f"{BEFORE}The repairs took longer: {number} visitors said “never again.”")
    assert found == [f"{number} visitors said"]
