"""Accepting by the run: on over what wants no eyes, and over what surely is nothing."""

import pytest
from msgspec.structs import replace

from annotate.core.errors import GestureError
from annotate.services.annotating import accepting, labelling, marking
from annotate.services.annotating.article import Article
from annotate.storage.store import Store
from tests.services.annotating.making import AD, opened, select, spans
from tests.services.annotating.making import QUOTE as Q
from tests.services.annotating.offering import (
    BODIES,
    EVERYTHING,
    LAST,
    QUOTE,
    TEXT,
    Words,
    found,
    offered,
    statuses,
    undone,
)

# --- a run -------------------------------------------------------------------------------------


def test_space_accepts_and_goes_on_to_the_first_that_wants_eyes(store: Store) -> None:
    article = offered(store, TEXT, QUOTE, *BODIES)
    assert accepting.accept_run(article, LAST) == "3 paragraphs done"
    assert spans(article) == [QUOTE, BODIES[0], BODIES[1]]
    assert statuses(article) == ["done"] * 3 + ["unseen"] * 2
    assert article.cursor.paragraph == 3


def test_space_stops_at_the_last_one_in_sight(store: Store) -> None:
    article = offered(store, TEXT, *BODIES)
    accepting.accept_run(article, 1)
    assert statuses(article) == ["done"] * 2 + ["unseen"] * 3
    assert article.cursor.paragraph == 2


def test_space_does_at_least_what_enter_does(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    assert accepting.accept_run(article, 0) == ""
    assert statuses(article) == ["done"] + ["unseen"] * 4


def test_one_undo_takes_the_run_back_and_goes_to_its_start(store: Store) -> None:
    accepting.accept_run(offered(store, TEXT, *EVERYTHING), LAST)
    article = undone(store)
    assert (spans(article), article.content.status) == ([], "")
    assert article.cursor.paragraph == 0


def test_also_where_it_began_with_a_paragraph_that_has_no_label(store: Store) -> None:
    accepting.accept_run(offered(store, TEXT, *BODIES), LAST)
    article = undone(store)
    assert (spans(article), article.content.status) == ([], "")
    assert article.cursor.paragraph == 0


@pytest.mark.parametrize(
    ("score", "run"), [(accepting.CONFIDENT, 3), (accepting.CONFIDENT - 0.01, 1)]
)
def test_what_is_not_sure_wants_eyes(store: Store, score: float, run: int) -> None:
    article = opened(store, TEXT)
    article.offer(found(article.document, *BODIES, score=score))
    accepting.accept_run(article, LAST)
    assert article.cursor.paragraph == run


def test_a_paragraph_with_a_label_of_its_own_wants_eyes(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    select(article, "58")
    labelling.label(article, Q)
    article.cursor.go(0)
    accepting.accept_run(article, LAST)
    assert article.cursor.paragraph == 2


def test_a_paragraph_with_something_to_be_read_wants_eyes(store: Store) -> None:
    article = offered(store, TEXT, *BODIES, ("quote", "58"))
    accepting.accept_run(article, LAST)
    assert article.cursor.paragraph == 2


def test_a_paragraph_that_is_skipped_ends_the_run(store: Store) -> None:
    article = offered(store, TEXT, *BODIES)
    article.cursor.go(1)
    marking.skip(article)
    article.cursor.go(0)
    accepting.accept_run(article, LAST)
    assert article.cursor.paragraph == 1


def test_the_run_passes_over_what_is_done_and_does_not_count_it(store: Store) -> None:
    article = offered(store, TEXT, *BODIES)
    article.cursor.go(1)
    marking.done(article)
    article.cursor.go(0)
    assert accepting.accept_run(article, 1) == ""
    assert article.cursor.paragraph == 2
    article.cursor.go(0)
    assert accepting.accept_run(article, LAST) == ""
    assert article.content.status == "ddd"
    assert article.cursor.paragraph == 3


def test_at_the_end_it_says_how_the_article_stands(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    article.cursor.go(3)
    assert accepting.accept_run(article, LAST) == "2 paragraphs done · 3 paragraphs still open"
    article.cursor.go(0)
    accepting.accept_run(article, 2)
    article.cursor.go(4)
    assert accepting.accept_run(article, LAST) == "article done"


def test_a_run_before_the_end_that_leaves_nothing_open_says_so(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    article.cursor.go(3)
    accepting.accept_run(article, LAST)
    article.cursor.go(0)
    assert accepting.accept_run(article, 2) == "3 paragraphs done · article done"
    article.cursor.go(0)
    assert accepting.accept_run(article, 0) == ""


# --- nothing at all ----------------------------------------------------------------------------


def surely_nothing(store: Store, *words: Words) -> Article:
    """An article whose second paragraph surely has no label; these are suggested."""
    article = offered(store, TEXT, *words)
    place = article.document.paragraphs[1]
    article.offer(replace(article.offers.found, nothing={place: "left without a label before"}))
    return article


def test_a_run_goes_over_what_surely_is_nothing(store: Store) -> None:
    article = surely_nothing(store, ("caption", "Photo"))
    assert accepting.accept_run(article, LAST) == "2 paragraphs done"
    assert spans(article) == []
    assert article.cursor.paragraph == 2


def test_but_not_where_something_is_suggested_in_it_or_is_there(store: Store) -> None:
    article = surely_nothing(store, ("quote", "captain"))
    assert not accepting.is_quiet(article, 1)
    article = surely_nothing(store)
    assert accepting.is_quiet(article, 1)
    select(article, "captain")
    labelling.label(article, AD)
    assert not accepting.is_quiet(article, 1)


def test_why_nothing_is_suggested_is_told_where_that_is_known(store: Store) -> None:
    article = surely_nothing(store)
    with pytest.raises(GestureError, match="nothing is suggested here"):
        accepting.why(article)
    article.cursor.go(1)
    assert accepting.why(article) == "nothing here · left without a label before"
