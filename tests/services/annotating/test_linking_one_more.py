"""`R`, which is link(1), on an attribution: one more link, beside those that it has."""

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.errors import GestureError
from annotate.core.operations import Relate
from annotate.services.annotating import labelling, linking
from annotate.services.annotating.article import Article
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, labelled, links, select

TEXT = "“One,” said Ann. “Two.” It rained, and it “hailed”.\n\n“Three.”"
PARTS = [("“One,”", QUOTE), ("said Ann", ATTRIBUTION)]
OTHERS = [("“Two.”", QUOTE), ("“hailed”", QUOTE), ("“Three.”", QUOTE)]


def children(article: Article, of: str = "said Ann") -> list[str]:
    """What somebody is linked to, in order; of more than fits here the beginning."""
    return [child[:8] for _, head, child in links(article) if head == of]


def tabbed(article: Article, words: str) -> None:
    """Let Tab reach these words; where it has, let it leave them and come back."""
    text = article.document.text
    if article.cursor.reached:
        article.tab(-1)
    while not (span := article.active) or text[slice(*span.range)] != words:
        article.tab(1)


def with_body(store: Store) -> Article:
    """An article in which somebody has a quotation, and stands in a body."""
    article = labelled(store, TEXT, *PARTS)
    article.cursor.go(0)
    labelling.label(article, BODY)
    select(article, "said Ann")
    return article


def test_an_attribution_of_a_quotation_gets_its_paragraph_too(store: Store) -> None:
    article = with_body(store)
    assert (
        linking.link(article, 1)
        == "attributes too · linked to body “One,” said Ann. “Two.” It raine…"
    )
    assert children(article) == ["“One,”", "“One,” s"]


def test_again_it_goes_on_to_the_next_and_at_last_to_none(store: Store) -> None:
    article = labelled(store, TEXT, *PARTS, *OTHERS)
    for link in [r for r in article.content.relations if r.child != article.content.spans[0].id]:
        article.commit([linking.unrelate(link)])
    select(article, "said Ann")
    seen = []
    for _ in range(5):
        linking.link(article, 1)
        seen.append(children(article))
    one = "“One,”"
    assert seen == [[one, "“Two.”"], [one, "“hailed”"], [one, "“Three.”"], [one], [one, "“Two.”"]]


@pytest.mark.parametrize("back", [select, tabbed])
def test_who_went_elsewhere_meanwhile_adds_another(
    store: Store, back: Callable[[Article, str], object]
) -> None:
    article = labelled(store, TEXT, *PARTS, *OTHERS)
    for link in article.content.relations[1:]:
        article.commit([linking.unrelate(link)])
    article.cursor.go(0)
    for _ in range(2):
        back(article, "said Ann")
        linking.link(article, 1)
    assert children(article) == ["“One,”", "“Two.”", "“hailed”"]


def test_it_leads_to_what_is_farther_off_once_nothing_near_is_left(store: Store) -> None:
    text = "“One,” said Ann.\n\nA.\n\nB.\n\n“Three.”\n\nC.\n\n“Five.”\n\n“Six.”"
    farther = [(f"“{number}.”", QUOTE) for number in ("Three", "Five", "Six")]
    article = labelled(store, text, *PARTS, *farther)
    seen = []
    select(article, "said Ann")
    for _ in range(3):
        linking.link(article, 1)
        seen.append(children(article))
    assert seen == [["“One,”", "“Three.”"], ["“One,”", "“Five.”"], ["“One,”"]]


def test_what_others_said_comes_after_the_paragraph_that_others_share(store: Store) -> None:
    text = "“One,” said Ann. “Two,” said Bob."
    article = labelled(
        store, text, *PARTS, ("“Two,”", QUOTE), ("said Bob", ATTRIBUTION), (text, BODY)
    )
    bob = next(s for s in article.content.spans if s.label == "attribution" and s.start > 16)
    body = next(s for s in article.content.spans if s.label == "body")
    article.commit([Relate("attributes", bob.id, body.id)])
    seen = []
    select(article, "said Ann")
    for _ in range(3):
        linking.link(article, 1)
        seen.append(children(article)[1:])
    assert seen == [["“One,” s"], ["“Two,”"], []]


def test_without_a_link_it_makes_the_first(store: Store) -> None:
    article = labelled(store, TEXT, *PARTS)
    article.commit([linking.unrelate(link) for link in article.content.relations])
    select(article, "said Ann")
    assert linking.link(article, 1) == "attributes · linked to “One,”"


def test_where_nothing_is_left_it_says_so(store: Store) -> None:
    article = labelled(store, "“One,” said Ann.", *PARTS)
    select(article, "said Ann")
    with pytest.raises(GestureError, match="nothing near to link it to"):
        linking.link(article, 1)
    assert children(article) == ["“One,”"]


def test_what_it_added_can_be_taken_away_again(store: Store) -> None:
    article = with_body(store)
    linking.link(article, 1)
    select(article, "said Ann")
    assert linking.link(article).startswith("link removed: body “One,” said Ann.")
    assert children(article) == ["“One,”"]


@given(presses=st.lists(st.sampled_from("rRl"), max_size=12))
def test_whatever_is_pressed_every_link_is_one_of_those_that_may_be(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, presses: list[str]
) -> None:
    with Store.open(Path(copy(empty, tmp_path_factory.mktemp("a")))) as store:
        article = labelled(store, TEXT, *PARTS, *OTHERS)
        for key in presses:
            before = set(article.content.relations)
            if key == "l":
                select(article, "said Ann")
                continue
            try:
                linking.link(article, "rR".index(key))
            except GestureError:
                assert set(article.content.relations) == before
            assert len(before ^ set(article.content.relations)) <= 2
            pairs = [(r.head, r.child) for r in article.content.relations]
            assert len(pairs) == len(set(pairs))
