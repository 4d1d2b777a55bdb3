"""Where the keys lead: over words, paragraphs and spans, never out of the paragraph they are in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.document import Document
from annotate.core.errors import GestureError
from annotate.services.annotating.cursor import Cursor
from annotate.storage.store import Store
from tests.core.texts import HOSTILE
from tests.services.annotating.making import BODY, QUOTE, at, opened, selected, spans, tag
from tests.storage.making import document

TEXT = "One two three.\n\nFour five.\n\nSix."


def test_words_are_gone_over_to_the_paragraphs_ends_and_no_further(store: Store) -> None:
    article = opened(store, TEXT)
    seen = [at(article)]
    for _ in range(4):
        article.cursor.word("right")
        seen.append(at(article))
    assert seen == ["One two ", "two thre", "three.\n\n", "three.\n\n", "three.\n\n"]
    for _ in range(4):
        article.cursor.word("left")
    assert at(article) == "One two "


def test_going_on_from_a_selection_leaves_it(store: Store) -> None:
    article = opened(store, TEXT)
    article.cursor.select(0, 13)
    article.cursor.word("right")
    assert article.cursor.selection.is_empty


def test_paragraphs_are_gone_over_to_the_articles_ends_and_no_further(store: Store) -> None:
    cursor = opened(store, TEXT).cursor
    seen = []
    for step in (1, 1, 1, -1, -1, -1):
        cursor.step(step)
        seen.append(cursor.paragraph)
    assert seen == [1, 2, 2, 1, 0, 0]
    cursor.go(99)
    assert cursor.paragraph == 2


def test_a_place_between_paragraphs_is_the_end_of_the_one_before(store: Store) -> None:
    article = opened(store, TEXT)
    article.cursor.to(len("One two three.\n"))
    assert (article.cursor.paragraph, article.cursor.selection.cursor) == (0, 14)


def test_a_selection_made_backwards_is_where_it_starts(store: Store) -> None:
    article = opened(store, TEXT)
    article.cursor.select(20, 4)
    assert article.cursor.paragraph == 0
    assert selected(article) == TEXT[4:20]


def test_a_remembered_place_that_no_longer_fits_gives_way_to_the_paragraphs_start() -> None:
    cursor = Cursor(document(TEXT), 1, 3)
    assert (cursor.paragraph, cursor.selection.cursor) == (1, TEXT.index("Four"))


def test_tab_goes_from_span_to_span_over_paragraphs_and_back(store: Store) -> None:
    article = opened(store, TEXT)
    for words in ("One", "two", "Four", "Six"):
        tag(article, words, QUOTE)
    article.cursor.go(0)
    seen = []
    for step in (1, 1, 1, 1, -1, -1):
        article.tab(step)
        seen.append(at(article)[:3])
    assert seen == ["One", "two", "Fou", "Six", "Fou", "two"]


def test_tab_says_where_there_is_none(store: Store) -> None:
    article = opened(store, TEXT)
    with pytest.raises(GestureError, match="no further span"):
        article.tab(1)
    tag(article, "One", QUOTE)
    article.cursor.go(0)
    article.tab(1)
    for step in (1, -1):
        with pytest.raises(GestureError, match="no further span"):
            article.tab(step)
    assert article.active


def test_tab_stops_at_the_enclosing_span_first_and_at_each_of_one_place(store: Store) -> None:
    article = opened(store, TEXT)
    for words, label in (("One", QUOTE), ("One two", BODY), ("One two", QUOTE)):
        tag(article, words, label)
    article.cursor.go(0)
    seen = []
    for _ in range(3):
        article.tab(1)
        seen.append(article.active and article.active.label)
    assert seen == ["body", "quote", "quote"]


def test_after_a_label_tab_goes_on_behind_it_and_shift_tab_back_to_it(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "three", QUOTE)
    tag(article, "One", QUOTE)
    article.tab(1)
    assert at(article) == "three.\n\n"
    tag(article, "two", QUOTE)
    article.tab(-1)
    assert at(article) == "two thre"


def test_a_span_that_began_in_the_paragraph_before_is_reached_where_it_begins(
    store: Store,
) -> None:
    article = opened(store, TEXT)
    tag(article, "three.\n\nFour", QUOTE)
    article.cursor.go(1)
    article.tab(-1)
    assert article.cursor.paragraph == 0
    assert at(article) == "three.\n\n"
    assert spans(article) == [("quote", "three.\n\nFour")]


moves = st.one_of(
    st.tuples(st.just("word"), st.sampled_from(["left", "right"])),
    st.tuples(st.just("step"), st.integers(-3, 3)),
    st.tuples(st.sampled_from(["go", "to", "put_near"]), st.integers(-2, 60)),
)


@given(HOSTILE.filter(str.strip).map(document), st.lists(moves, max_size=30))
def test_wherever_one_goes_the_bare_cursor_is_in_the_paragraph(
    article: Document, ways: list[tuple[str, object]]
) -> None:
    cursor = Cursor(article)
    for name, value in ways:
        getattr(cursor, name)(value)
        start, end = article.paragraphs[cursor.paragraph]
        assert cursor.selection.is_empty
        assert start <= cursor.selection.cursor <= end
