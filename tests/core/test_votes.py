"""Layers made of several: exact spans and links, counted, each once."""

from collections import Counter
from itertools import combinations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet, Relation, Span, canonical
from annotate.core.record import Record, RecordSpan
from annotate.core.votes import (
    KEY,
    LinkVotes,
    SpanVotes,
    Votes,
    together,
    with_own_votes,
    with_votes,
)
from tests.campaign import campaign

QUOTE, WHO = (0, 5, "quote"), (6, 12, "attribution")
LABELS = ("quote", "attribution", "body")


def said(*places: tuple[int, int, str], link: bool = False, origin: str = "") -> AnnotationSet:
    """What somebody says; ids are the same whoever says it, and mean what they like."""
    spans = [Span(*place, f"{n}", origin or None) for n, place in enumerate(places)]
    return AnnotationSet(tuple(spans), (Relation("attributes", "1", "0"),) if link else (), "d")


def test_a_majority_has_what_enough_have_exactly_with_their_votes() -> None:
    layers = [
        ("ana", said(QUOTE, WHO, link=True, origin="quotations")),
        ("ben", said(QUOTE, WHO, link=True)),
        ("chloe", said((0, 6, "quote"), WHO)),
    ]
    content, votes = together(layers, "majority/2", 2, 1)
    assert content.spans == (
        Span(*QUOTE, "majority/2:1", None, 2 / 3),
        Span(*WHO, "majority/2:2", None, 1.0),
    )
    assert content.relations == (Relation("attributes", "majority/2:2", "majority/2:1"),)
    assert content.status == "d"
    assert votes.of == ("ana", "ben", "chloe")
    assert votes.spans["majority/2:1"] == SpanVotes(2, {"ana": "quotations", "ben": None})
    ends = ("majority/2:2", "majority/2:1")
    assert votes.relations == (LinkVotes("attributes", *ends, 2, ("ana", "ben")),)


def test_an_origin_that_all_share_stays() -> None:
    layers = [(name, said(QUOTE, origin="quotations")) for name in ("ana", "ben")]
    assert together(layers, "votes/all", 1, 1).content.spans[0].origin == "quotations"


def test_votes_go_with_the_spans_they_are_on() -> None:
    layers = [(name, said(QUOTE, WHO, link=True)) for name in ("ana", "ben")]
    votes = together(layers, "votes/all", 1, 1).votes
    span = RecordSpan(id="votes/all:1", start=0, end=5, label="quote")
    record = with_votes(Record(annotator="votes/all", spans=(span,), meta={"a": 1}), votes)
    kept = with_own_votes(record).meta or {}
    assert kept["a"] == 1
    assert list(kept[KEY]["spans"]) == ["votes/all:1"]
    assert not kept[KEY]["relations"]


def test_what_others_put_in_their_place_is_left_alone() -> None:
    record = Record(annotator="votes/all", meta={KEY: 7})
    assert with_own_votes(record) == record
    assert with_own_votes(Record(annotator="ana", meta={KEY: {}})).meta == {KEY: {}}


@st.composite
def contents(draw: st.DrawFn) -> AnnotationSet:
    """Few places, so that layers meet; links of any."""
    edges = list(combinations(range(4), 2))
    places = draw(st.sets(st.tuples(st.sampled_from(edges), st.sampled_from(LABELS)), max_size=5))
    order = draw(st.permutations(sorted(places)))
    spans = [Span(*edge, label, f"{n}") for n, (edge, label) in enumerate(order)]
    pairs = [(a.id, b.id) for a in spans for b in spans if a != b]
    links = draw(st.sets(st.sampled_from(pairs), max_size=3)) if pairs else set()
    relations = tuple(Relation("attributes", *link) for link in links)
    return canonical(AnnotationSet(tuple(spans), relations, "d"))


def things(content: AnnotationSet) -> list[object]:
    """Places, and links by the places of their ends."""
    at = {s.id: (s.start, s.end, s.label) for s in content.spans}
    return [*at.values(), *((r.label, at[r.head], at[r.child]) for r in content.relations)]


@settings(max_examples=campaign(100, 5000))
@given(st.lists(contents(), min_size=1, max_size=4), st.integers(1, 4))
def test_a_layer_of_several_has_exactly_what_so_many_have(
    said: list[AnnotationSet], least: int
) -> None:
    content, votes = together([(f"p{n}", c) for n, c in enumerate(said)], "x/y", least, 2)
    counted = Counter(thing for each in said for thing in things(each))
    assert sorted(map(repr, things(content))) == sorted(
        repr(thing) for thing, number in counted.items() if number >= least
    )
    for span in content.spans:
        number = counted[span.start, span.end, span.label]
        assert votes.spans[span.id].votes == len(votes.spans[span.id].by) == number
        assert span.score == number / len(said)
    assert content == canonical(content)
    assert msgspec.convert(msgspec.to_builtins(votes), Votes) == votes


def test_votes_on_links_go_with_both_of_their_spans() -> None:
    votes = together([("ana", said(QUOTE, WHO, link=True))], "votes/all", 1, 1).votes
    assert votes.only(votes.spans) == votes
    assert votes.only(["votes/all:1"]).relations == ()


def test_of_spans_that_begin_together_the_longer_has_the_lower_number() -> None:
    inner, outer = (0, 3, "quote"), (0, 9, "body")
    content = together([("ana", said(inner, outer))], "votes/all", 1, 1).content
    assert [(s.label, s.id) for s in content.spans] == [
        ("body", "votes/all:1"),
        ("quote", "votes/all:2"),
    ]


def test_a_layer_of_several_without_votes_stays_as_it_is() -> None:
    for meta in (None, {}, {"a": 1}):
        record = Record(annotator="votes/all", meta=meta)
        assert with_own_votes(record) is record
