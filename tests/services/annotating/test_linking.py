"""The link keys: what they act on, take away and say; `r` is link(0), `R` link(1)."""

import pytest

from annotate.core.errors import GestureError
from annotate.core.operations import Relate
from annotate.core.scheme import Label, Scheme
from annotate.services.annotating import labelling, linking
from annotate.storage.store import Store
from tests.services.annotating.making import (
    ATTRIBUTION,
    BODY,
    QUOTE,
    labelled,
    links,
    opened,
    select,
    tag,
)


def test_r_says_where_the_link_leads_or_that_it_is_gone(store: Store) -> None:
    article = labelled(store, "“One,” said Ann.", ("“One,”", QUOTE), ("said Ann", ATTRIBUTION))
    assert linking.link(article) == "link removed: “One,”"
    assert linking.link(article) == "attributes · linked to “One,”"


def test_of_a_link_that_is_gone_it_says_the_end_that_one_is_not_at(store: Store) -> None:
    article = labelled(store, "“One,” said Ann.", ("said Ann", ATTRIBUTION), ("“One,”", QUOTE))
    assert linking.link(article) == "link removed: said Ann"


def test_what_is_gone_is_said_in_half_a_line_whatever_it_led_to(store: Store) -> None:
    text = f"It\trained,{' and so on' * 9}, said Ann."
    article = labelled(store, text, ("said Ann", ATTRIBUTION), (text, BODY))
    select(article, "said Ann")
    assert linking.link(article) == "link removed: body It rained, and so on and so on a…"


def test_r_keeps_acting_on_the_same_span(store: Store) -> None:
    parts = [("“One.”", QUOTE), ("“two,”", QUOTE), ("said Ann", ATTRIBUTION)]
    article = labelled(store, "“One.” Then “two,” said Ann.", *parts)
    before = article.cursor.selection, article.cursor.span
    linking.link(article)
    assert (article.cursor.selection, article.cursor.span) == before


def test_r_takes_the_attribution_before_the_cursor_where_the_cursor_is_on_none(
    store: Store,
) -> None:
    text = "“One.” It was Ann who said. It rained. Bob told me so."
    parts = [("“One.”", QUOTE), ("Ann who said", ATTRIBUTION), ("Bob told", ATTRIBUTION)]
    article = labelled(store, text, *parts)
    article.cursor.to(text.index("rained"))
    linking.link(article)
    assert links(article) == [("attributes", "Ann who said", "“One.”")]
    assert article.active == article.span_at((14, 26), "attribution"), "and the keys act on it"


def test_where_nothing_can_be_linked_that_is_said(store: Store) -> None:
    article = opened(store, "It rained.")
    with pytest.raises(GestureError, match="nothing here to link, label an attribution first"):
        linking.link(article)
    labelling.label(article, BODY)
    with pytest.raises(GestureError, match="nothing here to link"):
        linking.link(article)


def test_an_attribution_with_two_links_is_not_touched(store: Store) -> None:
    parts = [("“One,”", QUOTE), ("“two.”", QUOTE), ("said Ann", ATTRIBUTION)]
    article = labelled(store, "“One,” said Ann, “two.”", *parts)
    before = links(article)
    with pytest.raises(GestureError, match=r"2 links, {next-span} to the other end, then {link}"):
        linking.link(article)
    assert links(article) == before


def test_of_links_that_cross_the_farthest_goes_from_the_end_that_one_is_at(store: Store) -> None:
    text = "Bob noted “One,” said Ann, “two.”"
    parts = [("“One,”", QUOTE), ("“two.”", QUOTE), ("said Ann", ATTRIBUTION)]
    article = labelled(store, text, *parts, ("Bob noted", ATTRIBUTION))
    bob, one, _, two = (span.id for span in article.content.spans)
    article.commit([Relate("attributes", bob, quote) for quote in (one, two)])
    assert len(links(article)) == 4
    assert linking.link(article) == "link removed: “two.”"
    assert sorted(links(article)) == [
        ("attributes", "Bob noted", "“One,”"),
        ("attributes", "said Ann", "“One,”"),
        ("attributes", "said Ann", "“two.”"),
    ]
    assert linking.link(article) == "attributes · linked to “two.”", "it has but one now"


def test_of_two_parts_that_one_continues_the_farther_goes_as_it_cannot_say_so(
    store: Store,
) -> None:
    text = "“One.” “Two.” “Three.”"
    article = labelled(store, text, *((part, QUOTE) for part in text.split()))
    one, two, three = (span.id for span in article.content.spans)
    article.commit([Relate("continues", part, three) for part in (one, two)])
    select(article, "“Three.”")
    assert linking.link(article, 1) == "link removed: “One.”"
    assert links(article) == [("continues", "“Two.”", "“Three.”")]


def test_both_kinds_of_links_live_side_by_side(store: Store) -> None:
    parts = [("“One,”", QUOTE), ("said Ann", ATTRIBUTION), ("“two.”", QUOTE)]
    article = labelled(store, "“One,” said Ann, “two.”", *parts)
    linking.link(article, 1)
    assert links(article) == [
        ("attributes", "said Ann", "“One,”"),
        ("attributes", "said Ann", "“two.”"),
        ("continues", "“One,”", "“two.”"),
    ]


def test_a_scheme_without_relations_has_no_links(store: Store) -> None:
    article = opened(store, "Ann.", Scheme((Label("name", "n"),)))
    tag(article, "Ann", 0)
    with pytest.raises(GestureError, match="nothing here to link"):
        linking.link(article)
