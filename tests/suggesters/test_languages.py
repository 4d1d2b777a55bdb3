"""The language files: sound in themselves, and chosen by code or by a guess."""

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from annotate.core.errors import InputError
from annotate.suggesters import languages
from annotate.suggesters.languages import (
    KINDS,
    LANGUAGES,
    PHRASES,
    SETTINGS,
    guess,
    language_of,
    languages_in,
    load,
)

FOLDER = files("annotate.suggesters.languages")


def test_one_more_file_is_one_more_language(tmp_path: Path) -> None:
    for name in ("nl.toml", "de.toml", "en.toml", "__init__.py"):
        (tmp_path / name).touch()

    assert languages_in(tmp_path) == ("en", "de", "nl")
    assert LANGUAGES == ("en", "de", "es", "fr", "it")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_stands_in_one_group_only(code: str) -> None:
    raw = tomllib.loads(FOLDER.joinpath(f"{code}.toml").read_text("utf-8"))
    groups = [words for group, words in raw.items() if group not in SETTINGS]
    words = Counter(w for group in groups if isinstance(group, str) for w in group.split())

    assert [word for word, times in words.items() if times > 1] == []


def test_a_phrase_of_words_that_all_have_a_kind_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = {"common": "the", "say": "said chimed", "joining": "in", "quoted": ["chimed in"]}
    monkeypatch.setattr(languages, "_raw", lambda code: raw)

    with pytest.raises(InputError, match="each word of the phrase 'chimed in' has a kind"):
        load.__wrapped__("xx")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_file_says_nothing_that_no_rule_asks_for(code: str) -> None:
    raw = tomllib.loads(FOLDER.joinpath(f"{code}.toml").read_text("utf-8"))

    assert raw.keys() - {*KINDS, *PHRASES, *SETTINGS} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_has_one_kind_in_lower_case_in_capitals_and_with_a_capital_first(code: str) -> None:
    kinds = load(code).kinds
    lower = [word for word in kinds if word == word.lower()]
    spellings = [(word.upper(), word.capitalize()) for word in lower]

    assert [
        w
        for w, (up, first) in zip(lower, spellings, strict=True)
        if not kinds[w] == kinds[up] == kinds[first]
    ] == []
    assert kinds.keys() - set(lower) <= {spelled for pair in spellings for spelled in pair}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry came in at six and it was late for the third time.", "en"),
        ("El barco llegó a las seis y la gente no lo esperaba en el muelle.", "es"),
        ("Die Fähre kam um sechs und war nicht zum ersten Mal zu spät.", "de"),
        ("Le bateau est arrivé à six heures et les gens ne l'attendaient pas.", "fr"),
        ("Il battello è arrivato alle sei e la gente non lo aspettava più.", "it"),
        ("", "en"),
        ("العبارة وصلت في السادسة", "en"),
        ("12 345 — 67", "en"),
        ("News Sport Meer " * 80 + "Die Fähre kam um sechs und war nicht zu spät.", "de"),
    ],
)
def test_the_language_is_guessed_from_its_commonest_words(text: str, code: str) -> None:
    assert guess(text) == code


def test_a_document_s_own_language_comes_first_and_an_unknown_one_is_guessed() -> None:
    german = "Die Fähre kam um sechs und war nicht zum ersten Mal zu spät."

    assert [language_of(german, code).code for code in ("en-GB", "DE", "xx", "")] == [
        "en",
        "de",
        "de",
        "de",
    ]


@pytest.mark.parametrize("code", ["est", "Esperanto", "fry", "english"])
def test_a_code_that_only_begins_like_a_known_one_is_unknown(code: str) -> None:
    assert language_of("Die Fähre kam nicht und das war der Anfang.", code).code == "de"


@pytest.mark.parametrize("group", [*KINDS, *PHRASES, *SETTINGS])
def test_the_docs_say_what_a_group_is_for(group: str) -> None:
    docs = Path(__file__).parents[2] / "docs" / "languages.md"
    named = f"[{group}]" if group == "particles" else group

    assert f"`{named}`" in docs.read_text("utf-8")
