"""What stands above an article: its title first, then as much about it as there is room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.display import display
from annotate.storage.queue import Filter
from annotate.ui import layout
from annotate.ui.header import AROUND, cut, header, place
from tests.storage.making import document

KNOWN = {"title": "Evening ferry strikes the breakwater in fog", "published": "2025-11-04"}
FERRY = document("Text.", "a/1", source="harbour-gazette", **KNOWN)


@pytest.mark.parametrize(
    ("width", "details"),
    [
        (100, "harbour-gazette · 2025-11-04 · article 3 of 12 · ana"),
        (85, "2025-11-04 · article 3 of 12 · ana"),
        (70, "article 3 of 12 · ana"),
    ],
)
def test_the_source_and_the_date_go_before_the_title_is_cut(width: int, details: str) -> None:
    assert header(FERRY, "article 3 of 12", "ana", width) == (FERRY.title, details)


def test_only_then_is_the_title_cut() -> None:
    found = header(FERRY, "article 3 of 12", "ana", 60)
    assert found == ("Evening ferry strikes the breakwat…", "article 3 of 12 · ana")


def test_an_article_without_a_title_goes_by_its_id() -> None:
    assert header(document("Text.", "a/1"), "", "ana", 80) == ("a/1", "ana")


@given(st.text(min_size=1), st.integers(40, 120))
def test_what_is_shown_fits_whatever_the_title(title: str, width: int) -> None:
    one = document("Text.", "a/1", source="gazette", title=title)
    shown, details = header(one, "article 1 of 1", "ana", width)
    assert layout.cells(shown) + layout.cells(details) + AROUND <= width


@given(st.text().map(display), st.integers(1, 30))
def test_cutting_keeps_what_fits_and_says_where_it_does_not(shown: str, width: int) -> None:
    kept = cut(shown, width)
    assert layout.cells(kept) <= width
    assert kept == shown or (kept.endswith("…") and shown.startswith(kept[:-1]))


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (Filter(), "article 2 of 9"),
        (Filter(order="title"), "article 2 of 9 by title"),
        (Filter(state="skipped"), "article 2 of 9 · only set aside"),
        (Filter(text="gazette", order="title"), "article 2 of 9 by title · only “gazette”"),
        (
            Filter(text="harbour-gazette\n", state="done"),
            "article 2 of 9 · only done “harbour-gazet…”",
        ),
    ],
)
def test_the_number_says_what_it_counts_by_and_what_is_gone_through(
    listed: Filter, expected: str
) -> None:
    assert place(2, 9, listed) == expected
