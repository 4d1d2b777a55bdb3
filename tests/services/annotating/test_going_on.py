"""A quotation that nobody stands beside is whose the one before it is, until somebody does."""

from annotate.services.annotating import marking
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, labelled, links, tag
from tests.services.annotating.offering import found, offered, undone

SAID = ("said Ann", ATTRIBUTION)


def test_it_goes_on_through_a_list_of_quotations(store: Store) -> None:
    parts = [("“A,”", QUOTE), SAID, ("“B,”", QUOTE), ("“C.”", QUOTE)]
    article = labelled(store, "“A,” said Ann. It was “B,” and that was it. Or “C.”", *parts)
    assert links(article) == [("attributes", "said Ann", q) for q in ("“A,”", "“B,”", "“C.”")]


def test_not_where_somebody_else_is_named_since(store: Store) -> None:
    parts = [("“A,”", QUOTE), SAID, ("Bob was told", ATTRIBUTION), ("“B.”", QUOTE)]
    article = labelled(store, "“A,” said Ann. Bob was told. He left. “B.”", *parts)
    assert links(article) == [("attributes", "said Ann", "“A,”")]


def test_not_for_a_quotation_within_a_quotation(store: Store) -> None:
    parts = [("“A,”", QUOTE), SAID, ("“It was ‘B’ then.”", QUOTE), ("‘B’", QUOTE)]
    article = labelled(store, "“A,” said Ann. “It was ‘B’ then.”", *parts)
    assert [child for *_, child in links(article)] == ["“A,”", "“It was ‘B’ then.”"]


def test_not_from_the_paragraph_before_nor_from_one_that_nobody_said(store: Store) -> None:
    parts = [("“A,”", QUOTE), SAID, ("“B.”", QUOTE), ("“C.”", QUOTE)]
    article = labelled(store, "“A,” said Ann.\n\n“B.” It rained. “C.”", *parts)
    assert links(article) == [("attributes", "said Ann", "“A,”")]


def test_who_stands_in_its_sentence_has_it_from_who_ends_the_one_before(store: Store) -> None:
    parts = [("“A,”", QUOTE), SAID, ("“B,”", QUOTE), ("said Bob", ATTRIBUTION)]
    article = labelled(store, "“A,” said Ann. “B,” said Bob.", *parts)
    assert links(article) == [
        ("attributes", "said Ann", "“A,”"),
        ("attributes", "said Bob", "“B,”"),
    ]
    before = [("attributes", "said Ann", quote) for quote in ("“A,”", "“B,”")]
    assert links(undone(store)) == before, "one key brings back what it took"


def test_who_ends_the_sentence_before_leaves_it_alone(store: Store) -> None:
    parts = [("“B,”", QUOTE), ("said Bob", ATTRIBUTION), ("said Ann", ATTRIBUTION)]
    article = labelled(store, "“A,” said Ann. “B,” said Bob.", *parts)
    assert links(article) == [("attributes", "said Bob", "“B,”")]


def test_who_stands_beside_it_on_the_other_side_leaves_a_plain_link_alone(store: Store) -> None:
    parts = [("“A,”", QUOTE), SAID, ("noted", ATTRIBUTION)]
    article = labelled(store, "Bob noted “A,” said Ann.", *parts)
    assert links(article) == [("attributes", "said Ann", "“A,”")]


def test_a_suggested_attribution_that_no_suggestion_links_takes_it_too(store: Store) -> None:
    article = offered(store, "“A,” said Ann. “B,” said Bob.", ("attribution", "said Bob"))
    for words, label in (("“A,”", QUOTE), SAID, ("“B,”", QUOTE)):
        tag(article, words, label)
    assert ("attributes", "said Ann", "“B,”") in links(article)
    marking.done(article)
    assert links(article) == [
        ("attributes", "said Ann", "“A,”"),
        ("attributes", "said Bob", "“B,”"),
    ]


def test_a_suggested_link_stands_where_its_end_is_nearer_or_nothing_is_beside(
    store: Store,
) -> None:
    text = "Bob noted that “A,” said Ann. “B.”"
    ends = [(("attribution", "said Ann"), ("quote", q)) for q in ("“A,”", "“B.”")]
    article = offered(store, text)
    article.offer(found(article.document, ends[0][0], *(q for _, q in ends), links=ends))
    tag(article, "Bob noted", ATTRIBUTION)
    tag(article, text, BODY)
    article.cursor.go(0)
    marking.done(article)
    assert [link for link in links(article) if link[1] == "said Ann"] == [
        ("attributes", "said Ann", q) for q in ("“A,”", "“B.”")
    ]
