"""Words: in several languages by hand, and in anything at all."""

import pytest
from hypothesis import example, given, settings

from annotate.core.paragraphs import find_paragraphs
from annotate.core.words import words, words_after, words_before
from tests.campaign import campaign
from tests.core.texts import HOSTILE
from tests.steps import steps


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“No,” she said.", ["No", "she", "said"]),
        ("Don’t, won't, O’Neill!", ["Don’t", "won't", "O’Neill"]),
        ("a well-known man", ["a", "well", "known", "man"]),
        ("$1,000.50 or 3.5 %", ["$", "1,000.50", "or", "3.5"]),
        ("U.S. troops", ["U.S", "troops"]),
        ("über Straßen, Ärger", ["über", "Straßen", "Ärger"]),
        ("¿Qué pasó, señor?", ["Qué", "pasó", "señor"]),
        ("l’heure d'été", ["l’heure", "d'été"]),
        ("cafe\u0301 au lait", ["cafe\u0301", "au", "lait"]),
        ("nice 👍🏽 day 🇩🇪🇫🇷", ["nice", "👍🏽", "day", "🇩🇪", "🇫🇷"]),
        ("10\u00a0000\u00a0Menschen", ["10", "000", "Menschen"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("мир и_слово", ["мир", "и_слово"]),
        ("... — “” ", []),
        ("", []),
    ],
)
def test_words_hold_a_letter_a_digit_or_a_symbol(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in words(text, 0, len(text))] == found


@settings(max_examples=campaign(200, 5_000))
@given(HOSTILE)
@example("can't")
def test_words_are_the_same_from_wherever_one_looks(text: str) -> None:
    for start, end in find_paragraphs(text):
        found = words(text, start, end)
        for at in range(start - 1, end + 2):
            assert list(words_after(text, start, end, at)) == [w for w in found if w[1] > at]
            assert list(words_before(text, start, end, at)) == [w for w in found[::-1] if w[0] < at]


@pytest.mark.parametrize("marks", ["“ ” ", "— ", "\u0301. "])
def test_many_marks_between_words_are_gone_over(marks: str) -> None:
    text = f"Ann{marks * 500}e\u0301t{marks * 500}Bob{marks * 500}"
    found = words(text, 0, len(text))
    assert [text[a:b].strip("\u0301.") for a, b in found] == ["Ann", "e\u0301t", "Bob"]
    assert list(words_before(text, 0, len(text), len(text))) == found[::-1]
    for at in (1, len(text) // 4, len(text) // 2, len(text) - 5):
        assert list(words_after(text, 0, len(text), at)) == [w for w in found if w[1] > at]
        assert list(words_before(text, 0, len(text), at)) == [w for w in found[::-1] if w[0] < at]


@pytest.mark.parametrize("marks", ["“ ” ", "— ", "\u0301. "])
def test_where_there_are_only_marks_there_is_no_word(marks: str) -> None:
    text = marks * 500
    assert list(words_after(text, 0, len(text), 0)) == []
    assert list(words_before(text, 0, len(text), len(text))) == []


def test_going_over_them_takes_no_longer_the_more_there_are() -> None:
    counts = []
    for size in (1_000, 10_000):
        text = f"Ann {'“ ' * size} Bob"
        with steps() as ran:
            assert len([*words_after(text, 0, len(text), 4)]) == 1
            assert len([*words_before(text, 0, len(text), len(text) - 4)]) == 1
        counts.append(ran.number)
    assert counts[1] < counts[0] * 1.1


@given(HOSTILE)
def test_a_paragraphs_words_are_those_it_has_alone(text: str) -> None:
    for start, end in find_paragraphs(text):
        alone = words(text[start:end], 0, end - start)
        assert words(text, start, end) == [(start + a, start + b) for a, b in alone]
