"""Links that are plain: they come by themselves, with the label."""

import pytest

from annotate.services.annotating import labelling
from annotate.storage import log
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, labelled, links


@pytest.mark.parametrize("first", [QUOTE, ATTRIBUTION])
def test_a_quotation_and_who_said_it_are_linked_whichever_is_labelled_first(
    store: Store, first: int
) -> None:
    parts = [("“One,”", QUOTE), ("said Ann", ATTRIBUTION)]
    if first == ATTRIBUTION:
        parts.reverse()
    article = labelled(store, "“One,” said Ann.", *parts)
    assert links(article) == [("attributes", "said Ann", "“One,”")]


def test_the_link_is_of_the_same_gesture_as_the_label(store: Store) -> None:
    article = labelled(store, "“One,” said Ann.", ("“One,”", QUOTE), ("said Ann", ATTRIBUTION))
    add, relate = [o for _, o in log.of(store, article.key, "ana")][1:]
    assert (add.kind, relate.kind) == ("add", "relate")
    assert add.gesture == relate.gesture


def test_labelling_says_what_it_linked_to(store: Store) -> None:
    article = labelled(store, "“One and\ttwo,” said Ann.", ("“One and\ttwo,”", QUOTE))
    assert labelling.label(article, ATTRIBUTION) == "attribution · linked to “One and two,”"


def test_a_long_text_is_quoted_with_its_beginning(store: Store) -> None:
    quote = "“" + "and so on " * 9 + "again,”"
    article = labelled(store, f"{quote} said Ann.", (quote, QUOTE))
    said = labelling.label(article, ATTRIBUTION)
    assert said == "attribution · linked to “and so on and so on and so on a…"


def test_one_attribution_in_the_middle_has_both_parts(store: Store) -> None:
    parts = [("“One,”", QUOTE), ("“two.”", QUOTE), ("said Ann", ATTRIBUTION)]
    article = labelled(store, "“One,” said Ann, “two.”", *parts)
    assert links(article) == [
        ("attributes", "said Ann", "“One,”"),
        ("attributes", "said Ann", "“two.”"),
    ]


def test_a_quotation_between_two_speakers_gets_the_nearer_one_only(store: Store) -> None:
    parts = [("According to Ann", ATTRIBUTION), ("said Bob", ATTRIBUTION), ("“one,”", QUOTE)]
    article = labelled(store, "According to Ann, “one,” said Bob.", *parts)
    assert links(article) == [("attributes", "said Bob", "“one,”")]


def test_what_is_linked_already_is_left_alone(store: Store) -> None:
    parts = [("“One,”", QUOTE), ("said Ann", ATTRIBUTION), ("noted", ATTRIBUTION)]
    article = labelled(store, "Bob noted “One,” said Ann.", *parts)
    assert links(article) == [("attributes", "said Ann", "“One,”")]


@pytest.mark.parametrize(
    "text",
    [
        "“One,” it went on. And then said Ann.",
        "“One,”\n\nsaid Ann.",
        "“One,” " + "and on it went " * 12 + "said Ann.",
        "“One,” and then it was “two” for said Ann.",
    ],
    ids=["a sentence between", "another paragraph", "too far", "another quotation between"],
)
def test_what_is_not_plain_is_not_linked(store: Store, text: str) -> None:
    parts = [("“two”", QUOTE)] if "“two”" in text else []
    article = labelled(store, text, *parts, ("“One,”", QUOTE), ("said Ann", ATTRIBUTION))
    assert ("attributes", "said Ann", "“One,”") not in links(article)


@pytest.mark.parametrize("said", ["Ann said", "Ann said:"])
@pytest.mark.parametrize("first", [QUOTE, ATTRIBUTION])
def test_a_colon_leads_on_to_what_the_next_paragraph_begins_with(
    store: Store, first: int, said: str
) -> None:
    parts = [("“One.”", QUOTE), (said, ATTRIBUTION)]
    if first == ATTRIBUTION:
        parts.reverse()
    article = labelled(store, "It rained. Ann said:\n\n“One.”\n\n“Two.”", *parts, ("“Two.”", QUOTE))
    assert links(article) == [("attributes", said, "“One.”")]


@pytest.mark.parametrize("first", [QUOTE, ATTRIBUTION])
@pytest.mark.parametrize(
    ("rest", "leads"),
    [
        (" the board:", True),
        (" the board.", False),
        (" so. It has one rule:", False),
        (" the board: no.", False),
        (" and" * 60 + ":", False),
    ],
)
def test_a_colon_leads_on_in_the_sentence_of_who_said_it(
    store: Store, first: int, rest: str, leads: bool
) -> None:
    parts = [("“One.”", QUOTE), ("Ann told", ATTRIBUTION)]
    if first == ATTRIBUTION:
        parts.reverse()
    article = labelled(store, f"Ann told{rest}\n\n“One.”", *parts)
    assert links(article) == [("attributes", "Ann told", "“One.”")] * leads


def test_a_colon_after_a_quotation_does_not_lead_on_to_the_next_who_says_something(
    store: Store,
) -> None:
    parts = [("“dead”", QUOTE), ("Ann said", ATTRIBUTION)]
    assert links(labelled(store, "It was “dead”:\n\nAnn said no.", *parts)) == []


def test_a_colon_does_not_lead_on_to_a_paragraph_as_a_whole(store: Store) -> None:
    article = labelled(store, "Ann said:\n\nIt rained.", ("Ann said", ATTRIBUTION))
    article.cursor.go(1)
    labelling.label(article, BODY)
    assert links(article) == []


def test_a_quotation_within_a_quotation_is_not_linked_to_who_said_the_outer_one(
    store: Store,
) -> None:
    parts = [("“She cried ‘never’,”", QUOTE), ("‘never’", QUOTE), ("said Ann", ATTRIBUTION)]
    article = labelled(store, "“She cried ‘never’,” said Ann.", *parts)
    assert links(article) == [("attributes", "said Ann", "“She cried ‘never’,”")]


@pytest.mark.parametrize("first", [BODY, ATTRIBUTION])
def test_where_nothing_is_quoted_the_whole_paragraph_is_what_somebody_said(
    store: Store, first: int
) -> None:
    text = "It rained, said Ann."
    parts = [(text, BODY), ("said Ann", ATTRIBUTION)]
    if first == ATTRIBUTION:
        parts.reverse()
    assert links(labelled(store, text, *parts)) == [("attributes", "said Ann", text)]


@pytest.mark.parametrize("first", [BODY, ATTRIBUTION])
@pytest.mark.parametrize(
    ("text", "said", "quotes"),
    [
        ("It rained, said Ann. And then it went on. “Two.”", "said Ann", [("“Two.”", QUOTE)]),
        ("It rained, said Ann. And then it went on. “Two.”", "said Ann", []),
        ("It rained. Ann said:\n\n“Two.”", "Ann said", []),
        ("Ann told the board:\n\n“Two.”", "Ann told", []),
    ],
    ids=["a quotation in it", "one that nobody labelled yet", "a colon", "words, a colon"],
)
def test_but_not_where_something_is_quoted_in_it_or_below(
    store: Store, first: int, text: str, said: str, quotes: list[tuple[str, int]]
) -> None:
    paragraph, *_ = text.partition("\n")
    parts = [(paragraph, BODY), (said, ATTRIBUTION)]
    if first == ATTRIBUTION:
        parts.reverse()
    assert links(labelled(store, text, *quotes, *parts)) == []
