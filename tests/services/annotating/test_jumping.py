"""Going to a word, and reaching to one, by its first letter."""

import pytest

from annotate.core.errors import GestureError
from annotate.core.units import NEAR
from annotate.services.annotating import jumping, labelling
from annotate.storage.store import Store
from tests.services.annotating.making import QUOTE, at, opened, selected, spans, tag

TEXT = "The mayor, Élodie Marsh, said “no” to more. 9 of them emailed."


def test_a_letter_leads_from_word_to_word_and_round(store: Store) -> None:
    article = opened(store, f"|{TEXT}\n\nMore emails.")
    seen = []
    for letter in "mmmmEee9":
        jumping.to_word(article, letter)
        seen.append(at(article).split(maxsplit=1)[0])
    assert seen == ["mayor,", "Marsh,", "more.", "mayor,", "Élodie", "emailed.", "Élodie", "9"]


def test_a_letter_that_no_word_begins_with_is_said(store: Store) -> None:
    article = opened(store, TEXT)
    with pytest.raises(GestureError, match="no word begins with x"):
        jumping.to_word(article, "x")
    with pytest.raises(GestureError, match="no word begins with “"):
        jumping.to_word(article, "“")


def test_a_letter_selects_up_to_the_end_of_such_a_word_and_then_further(store: Store) -> None:
    article = opened(store, "The |mayor, Élodie Marsh, said “no” to more.")
    for letter, expected in (
        ("m", "mayor"),
        ("e", "mayor, Élodie"),
        ("S", "mayor, Élodie Marsh, said"),
    ):
        jumping.reach_word(article, letter)
        assert selected(article) == expected
    with pytest.raises(GestureError, match="no word from here on begins with e"):
        jumping.reach_word(article, "e")


def test_in_a_very_long_line_only_what_is_near_counts(store: Store) -> None:
    line = "It rained on. " * (4 * NEAR // 14)
    article = opened(store, f"Quill left. {line}Nine of |them left. {line}Quill left.")
    with pytest.raises(GestureError, match="no word begins with q"):
        jumping.to_word(article, "q")
    with pytest.raises(GestureError, match="no word from here on begins with q"):
        jumping.reach_word(article, "q")
    jumping.to_word(article, "n")
    assert at(article).startswith("Nine")
    jumping.reach_word(article, "l")
    assert selected(article) == "Nine of them left"


def test_the_span_at_hand_is_given_that_end(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "mayor", QUOTE)
    jumping.reach_word(article, "m")
    assert spans(article) == [("quote", "mayor, Élodie Marsh")]
    labelling.remove(article)
    assert spans(article) == []
