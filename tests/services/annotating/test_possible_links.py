"""The candidates for a link, in the order in which the link keys go through them."""

import pytest

from annotate.core.errors import GestureError
from annotate.services.annotating import labelling, linking
from annotate.storage.store import Store
from tests.services.annotating.making import (
    ATTRIBUTION,
    BODY,
    QUOTE,
    labelled,
    links,
)

THREE = "“One.”\n\n“Two.” Then “three,” said Ann in the end.\n\n“Four.”"
QUOTES = [("“One.”", QUOTE), ("“Two.”", QUOTE), ("“three,”", QUOTE), ("“Four.”", QUOTE)]


def test_r_goes_from_the_nearest_to_the_next_and_at_last_to_none(store: Store) -> None:
    article = labelled(store, THREE, *QUOTES, ("Ann in", ATTRIBUTION))
    assert links(article) == [("attributes", "Ann in", "“three,”")]
    seen = []
    for _ in range(6):
        linking.link(article)
        seen.append([child for _, _, child in links(article)])
    assert seen == [["“Four.”"], ["“Two.”"], ["“One.”"], [], ["“three,”"], ["“Four.”"]]


def test_r_takes_its_own_paragraph_before_those_beside_it(store: Store) -> None:
    article = labelled(store, "It rained.\n\nHail, said Ann.", ("said Ann", ATTRIBUTION))
    for paragraph in (0, 1):
        article.cursor.go(paragraph)
        labelling.label(article, BODY)
    seen = [links(article)]
    for _ in range(2):
        linking.link(article)
        seen.append(links(article))
    assert [[child for *_, child in found] for found in seen] == [
        ["Hail, said Ann."],
        ["It rained."],
        [],
    ]


def test_r_takes_what_is_said_by_others_in_another_paragraph_last(store: Store) -> None:
    parts = [("“One,”", QUOTE), ("said Ann", ATTRIBUTION), ("said Bob", ATTRIBUTION)]
    article = labelled(store, "“One,” said Ann.\n\nHail, said Bob.", *parts)
    labelling.label(article, BODY)
    seen = []
    for _ in range(3):
        linking.link(article)
        seen.append([child for _, head, child in links(article) if head == "said Bob"])
    assert seen == [["“One,”"], [], ["Hail, said Bob."]]


def test_r_on_a_quotation_goes_through_those_who_may_have_said_it(store: Store) -> None:
    text = "Ann said. Bob told me so. And then: “One.”"
    parts = [("Ann said", ATTRIBUTION), ("Bob told", ATTRIBUTION), ("“One.”", QUOTE)]
    article = labelled(store, text, *parts)
    seen = []
    for _ in range(3):
        linking.link(article)
        seen.append([head for _, head, _ in links(article)])
    assert seen == [["Bob told"], ["Ann said"], []]


def test_farther_than_the_next_paragraph_nothing_is_a_candidate(store: Store) -> None:
    article = labelled(
        store, "“One.”\n\nBetween.\n\nAnn said.", ("“One.”", QUOTE), ("Ann said", ATTRIBUTION)
    )
    with pytest.raises(GestureError, match="nothing near to link it to"):
        linking.link(article)


def test_a_whole_paragraph_can_be_what_is_attributed_and_comes_last(store: Store) -> None:
    text = "“One.” It rained on, said Ann."
    parts = [("“One.”", QUOTE), (text, BODY), ("said Ann", ATTRIBUTION)]
    article = labelled(store, text, *parts)
    seen = []
    for _ in range(3):
        linking.link(article)
        seen.append([child for _, _, child in links(article)])
    assert seen == [["“One.”"], [text], []]


def test_the_part_of_a_quotation_continues_the_part_before(store: Store) -> None:
    parts = [("“One,”", QUOTE), ("“two.”", QUOTE), ("“Three.”", QUOTE)]
    article = labelled(store, "“One,” said Ann, “two.” She left. “Three.”", *parts)
    seen = []
    for _ in range(3):
        linking.link(article, 1)
        seen.append(links(article))
    assert seen == [
        [("continues", "“two.”", "“Three.”")],
        [("continues", "“One,”", "“Three.”")],
        [],
    ]


def test_the_first_part_continues_nothing(store: Store) -> None:
    article = labelled(store, "“One,” said Ann, “two.”", ("“two.”", QUOTE), ("“One,”", QUOTE))
    with pytest.raises(GestureError, match="nothing near to link it to"):
        linking.link(article, 1)
