"""Texts are cut into the tokens into which spaCy itself cuts them."""

from functools import cache
from typing import Any

import numpy
import pytest
import spacy as library
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.formats import spacy_pieces
from annotate.formats.spacy_pieces import Cutter
from tests.campaign import campaign

LANGUAGES = ("en", "es", "fr", "de", "xx", "zh")
# whitespace, and marks and words of which the rules of these languages are made
MARKS = [*" \n\t\u00a0\u2009:;.()'’-*=/°<>_8DOsaz", "  ", " ", " ", "é", "🚢", "(-:", ":')", "中文"]
WORDS = [
    "EE.",
    "UU.",
    "EE. UU.",
    "don't",
    "a.m.",
    "10",
    "o.O",
    "it's",
    "z.B.",
    "aujourd'hui",
    "a.org",
]
PARTS = st.sampled_from(MARKS + WORDS)
TEXTS = st.lists(PARTS, max_size=30).map("".join)


@cache
def cutter(language: str) -> Cutter:
    return Cutter(library.blank(language))


@cache
def pipeline(language: str) -> Any:
    return library.blank(language)


def found(cut: Cutter, text: str) -> list[tuple[str, bool]]:
    return [(cut.lexicon.words[token >> 1], bool(token & 1)) for token in cut.cut(text).tolist()]


def expected(language: str, text: str) -> list[tuple[str, bool]]:
    return [(token.text, bool(token.whitespace_)) for token in pipeline(language).tokenizer(text)]


@settings(max_examples=campaign(300, 5000))
@given(st.sampled_from(LANGUAGES), TEXTS)
def test_tokens_are_those_of_spacy(language: str, text: str) -> None:
    assert found(cutter(language), text) == expected(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Los EE. UU. y EE. Uu. de EE."),  # a rule that goes over a space
        ("en", "a : ') b :') c foo:') ')"),  # what one would meet, were the text one piece
        ("en", "two  spaces \n\n and\n lines \u00a0 end "),
        ("en", " "),
        ("en", ""),
        ("en", "' ' ' ' 's S"),
    ],
)
def test_rules_over_spaces_are_met_and_no_others(language: str, text: str) -> None:
    """Both where all is new, and where its pieces are known by themselves."""
    fresh = Cutter(library.blank(language))
    assert found(fresh, text) == found(fresh, text) == expected(language, text)
    known = Cutter(library.blank(language))
    for piece in text.split():
        found(known, f"{piece} .")
    assert found(known, text) == expected(language, text)


def test_pieces_are_forgotten_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_pieces, "REMEMBERED", 10)
    cut = Cutter(library.blank("en"))
    for text in ("One two three four five.", "Six don't seven.", "One two three six."):
        assert found(cut, text) == expected("en", text)
    assert len(cut._known) <= 5


def test_numbers_are_those_that_spacy_has_for_words() -> None:
    cut, text = cutter("en"), "Ann, ORG and 🚢"
    tokens = cut.cut(text) >> 1
    hashes = numpy.frombuffer(cut.lexicon.hashes, numpy.uint64)[tokens]
    assert hashes.tolist() == [token.orth for token in pipeline("en").tokenizer(text)]
