"""The words of pages: what the file says, and that they are found as words."""

import pytest

from annotate.suggesters.page.words import GROUPS, class_words, found, words


@pytest.mark.parametrize("language", ["anzeige", "publicidad", "publicité", "advertisement"])
def test_notices_of_advertising_are_known_in_four_languages(language: str) -> None:
    assert language in words().notices


def test_a_phrase_is_found_by_its_words_whatever_stands_around_them() -> None:
    assert found("please (sign up for our) letter!")["calls"] == 1
    assert found("we sign, up for our pains")["calls"] == 0


def test_one_word_is_found_as_a_word_alone() -> None:
    assert found("a cookie, please")["furniture"] == 1
    assert not found("cookiecutter")


def test_every_phrase_is_in_lower_case_and_finds_itself() -> None:
    for key, phrases in words().phrases.items():
        for group, phrase in phrases:
            assert group in GROUPS
            assert (phrase or key) == (phrase or key).lower()
            assert found(f"x {phrase or key} x")[group] >= 1


def test_class_names_come_apart_at_capitals_and_marks() -> None:
    assert class_words("GoogleDfpAd-adCaption story__body") == [
        *("google", "dfp", "ad", "ad", "caption", "story", "body")
    ]
