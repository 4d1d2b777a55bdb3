"""Right after a paragraph is done the link keys put right what was linked in it."""

from collections.abc import Callable
from functools import partial

import pytest

from annotate.core.errors import GestureError
from annotate.services.annotating import accepting, labelling, linking, marking
from annotate.services.annotating.article import Article
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, labelled, links, tag

TEXT = "“One,” said Ann. It rained, Bob said.\n\nIt hailed, “Two,” said Eve.\n\nIt snowed."
PARTS = [("“One,”", QUOTE), ("said Ann", ATTRIBUTION), ("Bob said", ATTRIBUTION)]
RUN = partial(accepting.accept_run, last=1)


def with_parts(store: Store) -> Article:
    """An article whose first paragraph is labelled, and the cursor in it."""
    article = labelled(store, TEXT, *PARTS)
    article.cursor.go(0)
    labelling.label(article, BODY)
    return article


@pytest.mark.parametrize("done", [marking.done, RUN])
def test_they_act_on_the_last_that_links_and_stay_where_one_is(
    store: Store, done: Callable[[Article], str]
) -> None:
    article = with_parts(store)
    before = links(article)
    done(article)
    assert linking.link(article) == "¶ 1: attributes · linked to “One,”"
    assert [child for _, head, child in links(article) if head == "Bob said"] == ["“One,”"]
    assert (article.cursor.paragraph, article.cursor.span) == (1, None)
    assert linking.link(article, 1).startswith(
        "¶ 1: attributes too · linked to body “One,” said Ann."
    )
    assert linking.link(article, 1).startswith("¶ 1: link removed: body “One,” said Ann.")
    assert linking.link(article).startswith("¶ 1: attributes · linked to body “One,” said Ann.")
    assert linking.link(article).startswith("¶ 1: link removed: body “One,” said Ann.")
    assert links(article) == [link for link in before if link[1] == "said Ann"]


@pytest.mark.parametrize("done", [marking.done, RUN])
def test_not_where_nothing_was_done(store: Store, done: Callable[[Article], str]) -> None:
    article = with_parts(store)
    done(article)
    article.cursor.go(0)
    done(article)
    with pytest.raises(GestureError, match="nothing here to link"):
        linking.link(article)


@pytest.mark.parametrize("moving", [lambda a: a.cursor.word("right"), lambda a: a.tab(1)])
def test_not_once_one_has_moved(store: Store, moving: Callable[[Article], None]) -> None:
    article = with_parts(store)
    article.cursor.go(2)
    labelling.label(article, BODY)
    article.cursor.go(0)
    marking.done(article)
    moving(article)
    with pytest.raises(GestureError, match="nothing here to link"):
        linking.link(article)


def test_what_links_in_the_paragraph_where_one_is_comes_first(store: Store) -> None:
    article = with_parts(store)
    for words, label in (("“Two,”", QUOTE), ("said Eve", ATTRIBUTION)):
        tag(article, words, label)
    before = [link for link in links(article) if link[2] != "“Two,”"]
    article.cursor.go(0)
    marking.done(article)
    assert "¶" not in linking.link(article)
    assert [link for link in links(article) if link[2] != "“Two,”"] == before


def test_what_cannot_be_is_said_of_its_paragraph(store: Store) -> None:
    article = labelled(store, TEXT, PARTS[0])
    article.cursor.go(0)
    marking.done(article)
    with pytest.raises(GestureError, match=r"^¶ 1: nothing near to link it to$"):
        linking.link(article, 1)
