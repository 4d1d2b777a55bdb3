"""Labels of a near-copy carried over: only where the words are the same, and in one gesture."""

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.errors import GestureError
from annotate.core.operations import Add, Reject, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.annotating.article import Article
from annotate.services.annotating.carrying import ORIGIN, carry, fitting
from annotate.services.annotating.session import Session
from annotate.services.copies import refresh
from annotate.storage import documents
from annotate.storage.annotations import read
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.services.annotating.making import links, spans
from tests.storage.making import add, commit, document, put

PARAGRAPHS = [
    "Workers walk out at the desalination plant",
    "“We were promised a rise,” said Inés Prado, a technician at the plant since it opened.",
    "The plant supplies two thirds of the island, according to the water board.",
    "Advertisement",
    "“Not a drop is lost,” the board said. “The tanks are full, and will be for a week.”",
    "Advertisement",
]
ONE = "\n\n".join(PARAGRAPHS)
OTHER = "\n\n".join(
    ["Strike at the plant", "By our staff", *PARAGRAPHS[1:4], "New.", PARAGRAPHS[5]]
)


def span(text: str, words: str, label: str, id: str, last: bool = False) -> Span:
    start = text.rindex(words) if last else text.index(words)
    return Span(start, start + len(words), label, id)


def labelled() -> AnnotationSet:
    """Two quotations with who said them, one with a paragraph around it, and advertisements."""
    said = [
        span(ONE, "“We were promised a rise,”", "quote", "1"),
        span(ONE, "said Inés Prado, a technician at the plant since it opened", "attribution", "2"),
        span(ONE, "“Not a drop is lost,”", "quote", "3"),
        span(ONE, "the board said", "attribution", "4"),
        span(ONE, PARAGRAPHS[2], "body", "5"),
        span(ONE, "Advertisement", "ad", "6"),
        span(ONE, "Advertisement", "ad", "7", last=True),
    ]
    relations = Relation("attributes", "2", "1"), Relation("attributes", "4", "3")
    return AnnotationSet(tuple(said), relations, "dddddd")


@pytest.fixture
def session(store: Store) -> Session:
    """Ana has labelled one article, and has opened its near-copy."""
    one, other = add(store, document(ONE, "one", title="Walk-out"), document(OTHER, "other"))
    put(store, one, labelled())
    refresh(store)
    session = Session(store, DEFAULT_SCHEME, "ana")
    session.open(other)
    return session


def here(session: Session) -> Article:
    assert session.article
    return session.article


def test_labels_and_links_come_over_where_the_paragraph_is_the_same(session: Session) -> None:
    article = here(session)
    assert carry(session, article) == "5 labels, 1 link from Walk-out"
    assert spans(article) == [
        ("quote", "“We were promised a rise,”"),
        ("attribution", "said Inés Prado, a technician at the plant since it opened"),
        ("body", PARAGRAPHS[2]),
        ("ad", "Advertisement"),
        ("ad", "Advertisement"),
    ]
    said, quote = spans(article)[1][1], spans(article)[0][1]
    assert links(article) == [("attributes", said, quote)]
    assert {s.origin for s in article.content.spans} == {ORIGIN}
    assert article.content.status == ""


def test_it_is_one_gesture_that_one_undo_takes_back(session: Session) -> None:
    article = here(session)
    before = article.content
    carry(session, article)
    session.undo()
    assert article.content == before
    session.redo()
    assert len(article.content.spans) == 5


def test_a_paragraph_that_has_a_label_or_is_decided_is_left_alone(session: Session) -> None:
    article = here(session)
    start = article.document.text.index("two thirds")
    commit(session.store, article.key, Add(start, start + 10, "quote"))
    commit(session.store, article.key, Status((2,), "skipped"))
    article.refresh()
    carry(session, article)
    assert [label for label, _ in spans(article)] == ["quote", "ad", "ad"]


def test_what_was_rejected_there_is_rejected_here(session: Session) -> None:
    start = ONE.index("two thirds")
    commit(session.store, 1, Reject(start, start + 10, "quote"), Reject(0, 7, "body"))
    article = here(session)
    carry(session, article)
    [rejection] = article.content.rejections
    assert article.document.text[rejection.start : rejection.end] == "two thirds"


def test_a_label_over_paragraphs_comes_over_if_they_follow_each_other(store: Store) -> None:
    text = "\n\n".join(PARAGRAPHS[1:3])
    parted = "\n\n".join([PARAGRAPHS[1], "Something else.", *PARAGRAPHS[2:]])
    one, two, three = add(store, ONE, f"Strike\n\n{text}\n\nMore.", parted)
    put(store, one, AnnotationSet((span(ONE, text, "quote", "1"),), status="dddddd"))
    refresh(store)
    session = Session(store, DEFAULT_SCHEME, "ana")
    assert fitting(session, session.open(three)) is None
    carry(session, session.open(two))
    assert spans(here(session)) == [("quote", text)]


def test_of_two_that_are_labelled_the_one_most_like_it_is_taken(session: Session) -> None:
    carry(session, here(session))
    [other] = add(session.store, document(f"{ONE}\n\nThe end.", "third"))
    refresh(session.store)
    third = session.open(other)
    assert carry(session, third).endswith("from Walk-out")


def test_where_there_is_nothing_to_carry_it_says_why(session: Session) -> None:
    [alone] = add(session.store, "An article that nobody copied from anybody.")
    with pytest.raises(GestureError, match="no near-copy of this article is known"):
        carry(session, session.open(alone))
    [other] = (key for key, d in documents.each(session.store) if d.id == "other")
    ben = Session(session.store, DEFAULT_SCHEME, "ben")
    with pytest.raises(GestureError, match="you have labelled no near-copy"):
        carry(ben, ben.open(other))
    article = session.open(other)
    carry(session, article)
    with pytest.raises(GestureError, match="no open paragraph is the same"):
        carry(session, article)
    assert fitting(session, article) is None


def test_others_labels_do_not_come_over(session: Session) -> None:
    put(session.store, 1, AnnotationSet((Span(0, 7, "quote", "x"),), status="dddddd"), "ben")
    carry(session, here(session))
    assert read(session.store, here(session).key, "ben") == AnnotationSet()


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[list[str], AnnotationSet]:
    """Paragraphs of a copy, and labels anywhere on the first article."""
    extra = draw(st.lists(st.sampled_from(["New.", "Advertisement", "", "“So,”"]), max_size=3))
    order = draw(st.permutations([*PARAGRAPHS, *extra]))
    places = st.tuples(st.integers(0, len(ONE)), st.integers(0, len(ONE))).filter(
        lambda p: p[0] < p[1]
    )
    found = draw(st.lists(places, unique=True, max_size=6))
    made = [Span(a, b, "quote", str(n)) for n, (a, b) in enumerate(found)]
    pairs = [Relation("continues", a.id, b.id) for a, b in pairwise(made)]
    return order, AnnotationSet(tuple(made), tuple(pairs), "d")


@settings(max_examples=campaign(40, 1000))
@given(shuffled())
def test_whatever_comes_over_covers_the_same_words_and_links_the_same(
    drawn: tuple[list[str], AnnotationSet],
) -> None:
    paragraphs, content = drawn
    with TemporaryDirectory() as name, Store.open(Path(name) / FILE_NAME) as store:
        one, other = add(store, ONE, "\n\n".join(paragraphs) + "\n\nAnd that was it.")
        put(store, one, content)
        refresh(store)
        session = Session(store, DEFAULT_SCHEME, "ana")
        article = session.open(other)
        if not fitting(session, article):
            return
        carry(session, article)
        there = [(s.label, ONE[s.start : s.end]) for s in read(store, one, "ana").spans]
        for found in spans(article):
            there.remove(found)
        known = {s.id: ONE[s.start : s.end] for s in read(store, one, "ana").spans}
        ends = [(known[r.head], known[r.child]) for r in read(store, one, "ana").relations]
        for _, head, child in links(article):
            ends.remove((head, child))
