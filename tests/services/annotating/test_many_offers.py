"""What a change leaves open of the suggestions near it, and what it costs among thousands."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.core.errors import GestureError
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.services.annotating import adjusting, labelling
from annotate.services.annotating.article import Article
from annotate.services.annotating.offers import STRETCH, Offers
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, opened
from tests.services.annotating.making import QUOTE as Q
from tests.services.annotating.offering import EVERYTHING, TEXT, offered, open_now
from tests.steps import steps


def with_thousands(store: Store, number: int) -> Article:
    """Each of the words of a paragraph is suggested to be a quotation, and all of it body."""
    article = opened(store, "word " * number + "end")
    words = tuple(Suggestion(5 * n, 5 * n + 4, "quote", "", 0.9, "rules") for n in range(number))
    whole = Suggestion(0, 5 * number + 3, "body", "", 0.9, "rules")
    article.offer(Suggestions((whole, *words)))
    return article


def test_what_is_open_of_thousands_is_what_would_be_had_one_just_come(store: Store) -> None:
    number = 3 * STRETCH
    article = with_thousands(store, number)
    for word in (0, STRETCH - 2, STRETCH - 1, STRETCH, number - 1):
        for key in (partial(labelling.label, number=Q), labelling.remove):
            article.cursor.to(5 * word)
            before = len(open_now(article))
            key(article)
            after = open_now(article)
            assert len(after) == before - (key is not labelling.remove)
            article.offer(article.offers.found)
            assert after == open_now(article)
    assert len(open_now(article)) == number + 1 - 5


def of_a_word(article: Article) -> None:
    """Label a word: it may be the end of what is suggested, cut otherwise."""
    adjusting.grow(article)
    labelling.label(article, ATTRIBUTION)


GESTURES = (
    of_a_word,
    *(partial(labelling.label, number=number) for number in (Q, ATTRIBUTION, BODY)),
    *(
        labelling.remove,
        labelling.clear,
        partial(adjusting.move_edge, edge="end", direction="left"),
    ),
)


@example([(TEXT.index("Ruiz"), of_a_word)])
@given(
    pressed=st.lists(
        st.tuples(st.integers(0, len(TEXT) - 1), st.sampled_from(GESTURES)), max_size=15
    )
)
def test_what_is_open_after_any_gestures_is_what_would_be_had_one_just_come(
    empty: Path,
    tmp_path_factory: pytest.TempPathFactory,
    pressed: list[tuple[int, Callable[[Article], object]]],
) -> None:
    with Store.open(Path(copy(empty, tmp_path_factory.mktemp("a")))) as store:
        article = offered(store, TEXT, *EVERYTHING, ("body", TEXT.partition("\n")[0]))
        paragraphs = range(len(article.document.paragraphs))
        for offset, gesture in [(0, Article.follow), *pressed]:
            article.cursor.to(offset)
            with suppress(GestureError):
                gesture(article)
            anew = Offers(article.document, article.scheme, article.offers.found)
            expected = [anew.open_in(p, article.index) for p in paragraphs]
            assert [article.open_offers(p) for p in paragraphs] == expected


def test_of_thousands_only_those_near_a_change_are_looked_at_again(store: Store) -> None:
    article = with_thousands(store, 20 * STRETCH)
    with steps() as at_first:
        article.open_offers(0)
    article.cursor.to(50 * STRETCH)
    labelling.label(article, Q)
    with steps() as then:
        found = article.open_offers(0)
    assert len(found) == 20 * STRETCH
    assert then.number < at_first.number / 4


def test_what_is_said_of_the_whole_paragraph_leaves_thousands_as_they_are(store: Store) -> None:
    article = with_thousands(store, 20 * STRETCH)
    with steps() as at_first:
        article.open_offers(0)
    keys = (partial(labelling.label, number=BODY), labelling.remove, labelling.remove)
    for key in keys:
        with steps() as then:
            key(article)
            found = article.open_offers(0)
        assert then.number < at_first.number / 4
        article.offer(article.offers.found)
        assert found == article.open_offers(0)
    assert len(found) == 20 * STRETCH - 1


def test_tab_looks_at_no_more_of_thousands_than_at_the_next_one(store: Store) -> None:
    article = with_thousands(store, 20 * STRETCH)
    with steps() as at_first:
        article.open_offers(0)
    reached = []
    for step in (1, 1, 1, -1):
        with steps() as then:
            article.tab(step)
        assert then.number < at_first.number / 40
        reached.append(article.cursor.shape.range)
    assert reached == [(0, 20 * STRETCH * 5 + 3), (0, 4), (5, 9), (0, 4)]
