"""Finding words in one article."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.services.annotating import finding
from annotate.services.annotating.finding import _bare, find, find_each
from tests.core.texts import HOSTILE


def words_at(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in find(text, words)]


def test_case_is_no_matter() -> None:
    assert words_at("The Minister told the minister.", "MINISTER") == ["Minister", "minister"]


def test_any_white_space_may_lie_between_words() -> None:
    assert words_at("the prime\nminister, the prime\u00a0 minister", "prime minister") == [
        "prime\nminister",
        "prime\u00a0 minister",
    ]


@pytest.mark.parametrize("words", ["", " ", "\n\t "])
def test_no_words_are_nowhere(words: str) -> None:
    assert find("anything at all", words) == ()


@pytest.mark.parametrize("words", [".*", "(", "[a-z]", "\\w", "a|b", "$", "(?i)x", "{1,9}"])
def test_what_was_typed_is_no_pattern(words: str) -> None:
    assert find("nothing of it", words) == ()
    assert words_at(f"here: {words}!", words) == [words]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tres bien", "Très bien"),
        ("trés", "Très"),
        ("cafe\u0301", "café"),
        ("naïve", "nai\u0308ve"),
        ("we don't", "We don’t"),
        ('"we', "“We"),
        ("’t", "’t"),
        ("한국", "한국"),
    ],
)
def test_accents_and_the_shape_of_marks_are_no_matter(words: str, found: str) -> None:
    text = "“We don’t,” said a nai\u0308ve waiter. Très bien: a café in 한국, not 하군."
    assert words_at(text, words) == [found]


def test_matches_do_not_overlap() -> None:
    assert find("aaaaa", "aa") == ((0, 2), (2, 4))


def test_a_search_that_finds_everything_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    assert find("aaaaa", "a") == ((0, 1), (1, 2), (2, 3))


@given(HOSTILE, st.data())
def test_a_piece_of_the_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    found = find(text, piece)
    assert bool(found) == bool(piece.split())
    for first, last in found:
        same = re.sub(r"\s+", " ", _bare(text[first:last])), " ".join(map(_bare, piece.split()))
        assert re.fullmatch(re.escape(same[1]), same[0], re.IGNORECASE)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("café ferry", ["Ferry", "Cafe", "ferry", "CAFÉ"]),
        ("harbour fer", ["Ferry", "ferry", "harbour"]),
        ("at the café", ["at the CAFÉ"]),
        ("o'neil ferr", ["Ferry", "O", "Neil", "ferry"]),
        ("zebra", []),
        ("…", []),
        ("", []),
    ],
)
def test_of_words_that_stand_apart_each_is_found(words: str, found: list[str]) -> None:
    text = "Ferry. Cafe Ruiz, O’Neil: the ferry (harbour); a cafeteria at the CAFÉ."
    assert [text[start:end] for start, end in find_each(text, words)] == found


@given(HOSTILE, HOSTILE)
def test_whatever_was_typed_each_place_lies_in_the_text(text: str, words: str) -> None:
    found = find_each(text, words)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert list(found) == sorted(found)
