"""The links that come with what is accepted: suggested, or plain where no suggestion says."""

from annotate.core.operations import Relate
from annotate.services.annotating import adjusting, labelling, linking, marking
from annotate.services.annotating.article import Article
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, QUOTE, links, tag
from tests.services.annotating.offering import found, offered

ANN = "attribution", "said Ann"


def accepted(article: Article) -> list[tuple[str, str, str]]:
    """The links that there are once the paragraph is accepted as a whole, sorted."""
    article.cursor.go(0)
    marking.done(article)
    return sorted(links(article))


def test_what_was_labelled_by_hand_is_linked_when_who_said_it_is_accepted(store: Store) -> None:
    first = ("quote", "“A,”")
    article = offered(store, "“A,” said Ann. “B.” It is so, and “C.”")
    article.offer(found(article.document, first, ANN, links=[(ANN, first)]))
    for words in ("“B.”", "“C.”"):
        tag(article, words, QUOTE)
    assert accepted(article) == [("attributes", "said Ann", q) for q in ("“A,”", "“B.”", "“C.”")]


def test_what_is_accepted_unlinked_is_whose_the_quotation_before_it_is(store: Store) -> None:
    text = "“A,” said Ann, in a letter. She wrote it in May. “B.” And “C.”"
    article = offered(store, text, *(("quote", words) for words in ("“A,”", "“B.”", "“C.”")))
    tag(article, "said Ann", ATTRIBUTION)
    assert accepted(article) == [("attributes", "said Ann", q) for q in ("“A,”", "“B.”", "“C.”")]


def test_what_is_suggested_together_is_linked_as_far_as_is_suggested(store: Store) -> None:
    first, second = ("quote", "“A,”"), ("quote", "“B!”")
    article = offered(store, "“A,” said Ann. There was a shout of “B!”")
    article.offer(found(article.document, first, ANN, second, links=[(ANN, first)]))
    assert accepted(article) == [("attributes", "said Ann", "“A,”")]


def test_what_was_left_without_a_link_by_hand_stays_so(store: Store) -> None:
    article = offered(store, "“A,” said Ann. “B.”", ("quote", "“B.”"))
    tag(article, "“A,”", QUOTE)
    tag(article, "said Ann", ATTRIBUTION)
    linking.link(article)
    assert links(article) == []
    assert accepted(article) == [("attributes", "said Ann", "“B.”")], "what is new is linked"


def test_of_two_who_are_accepted_beside_a_quotation_the_nearer_has_it(store: Store) -> None:
    text = "Ann said it was “A,” Bob wrote, and Cy said “B.”"
    parts = [("attribution", words) for words in ("Ann said", "Bob wrote", "Cy said")]
    article = offered(store, text, *parts)
    tag(article, "“A,”", QUOTE)
    tag(article, "“B.”", QUOTE)
    assert accepted(article) == [
        ("attributes", "Bob wrote", "“A,”"),
        ("attributes", "Cy said", "“B.”"),
    ]


def test_what_somebody_else_was_said_to_have_said_stays_theirs(store: Store) -> None:
    first = "quote", "“A,”"
    article = offered(store, "“A,” said Ann. “B.” It rained, wrote Bob.")
    article.offer(found(article.document, first, ANN, links=[(ANN, first)]))
    parts = ("“A,”", QUOTE), ("“B.”", QUOTE), ("wrote Bob", ATTRIBUTION)
    _, second, bob = (tag(article, *part).id for part in parts)
    article.commit([Relate("attributes", bob, second)])
    assert accepted(article) == [
        ("attributes", "said Ann", "“A,”"),
        ("attributes", "wrote Bob", "“B.”"),
    ]


def test_who_stands_apart_is_not_taken_for_who_is_accepted_in_its_sentence(store: Store) -> None:
    text = "Ann said it was “A.” Bob Lee left, saying so."
    article = offered(store, text, ("attribution", "Ann said"), ("quote", "“A.”"))
    tag(article, "Bob Lee left, saying", ATTRIBUTION)
    assert accepted(article) == []


def test_who_speaks_in_the_words_before_a_quotation_keeps_it(store: Store) -> None:
    said, first = ("attribution", "Ann said"), ("quote", "“A,”")
    article = offered(store, "Ann said it was “A,” and said so to “B.”")
    article.offer(found(article.document, said, first, links=[(said, first)]))
    tag(article, "and said", ATTRIBUTION)
    tag(article, "“B.”", QUOTE)
    assert accepted(article) == [
        ("attributes", "Ann said", "“A,”"),
        ("attributes", "and said", "“B.”"),
    ]


def test_of_two_who_stand_beside_a_quotation_it_is_whose_sentence_it_ends(store: Store) -> None:
    article = offered(store, "Ann said it was “A.” Bob Lee left, saying so.", ("quote", "“A.”"))
    tag(article, "Ann said", ATTRIBUTION)
    tag(article, "Bob Lee left, saying", ATTRIBUTION)
    assert accepted(article) == [("attributes", "Ann said", "“A.”")]


def test_within_a_quotation_who_stands_there_too_is_beside(store: Store) -> None:
    outer = "“He wrote ‘A’ to me.”"
    article = offered(store, outer, ("quote", outer), ("quote", "‘A’"))
    tag(article, "He wrote", ATTRIBUTION)
    assert accepted(article) == [("attributes", "He wrote", "‘A’")]


TWO = "Ann said it was “A.” It fell. Bob added that it was “B.”"
BOB, OF_ANN, OF_BOB = ("attribution", "Bob added"), ("quote", "“A.”"), ("quote", "“B.”")
SAID = ("attribution", "Ann said"), OF_ANN
OWN = [("attributes", "Ann said", "“A.”"), ("attributes", "Bob added", "“B.”")]


def test_accepted_one_by_one_a_quotation_is_whose_it_is_suggested_to_be(store: Store) -> None:
    article = offered(store, TWO, *SAID, BOB, OF_BOB, links=[SAID, (BOB, OF_BOB)])
    for key in (QUOTE, ATTRIBUTION, QUOTE):
        labelling.label(article, key)
    assert links(article)[1:] == [("attributes", "Ann said", "“B.”")], "for want of Bob"
    labelling.label(article, ATTRIBUTION)
    assert links(article) == OWN


def test_who_is_accepted_beside_a_quotation_has_it_whoever_had_it(store: Store) -> None:
    article = offered(store, TWO, BOB, links=[(BOB, OF_BOB)])
    for words, key in (("“A.”", QUOTE), ("Ann said", ATTRIBUTION), ("“B.”", QUOTE)):
        tag(article, words, key)
    article.offer(found(article.document, BOB, OF_BOB, links=[(BOB, OF_BOB)]))
    assert accepted(article) == OWN


def test_who_is_accepted_with_another_edge_has_it_too(store: Store) -> None:
    article = offered(store, TWO)
    for words, key in (("“A.”", QUOTE), ("Ann said", ATTRIBUTION), ("“B.”", QUOTE)):
        tag(article, words, key)
    article.offer(found(article.document, BOB, OF_BOB, links=[(BOB, OF_BOB)]))
    for _ in range(2):
        article.tab(-1)
    adjusting.move_edge(article, "end", "left")
    assert links(article)[1] == ("attributes", "Bob adde", "“B.”")
    assert len(links(article)) == 2
