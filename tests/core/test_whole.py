"""An article put together from what is said of its pieces, over what was said of it before."""

import pytest
from msgspec.structs import replace

from annotate.core.annotation_set import (
    EMPTY,
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Settlement,
    Span,
    canonical,
)
from annotate.core.document import Range
from annotate.core.taking_in import says, with_ids
from annotate.core.whole import Whole
from tests.storage.making import document

TEXT = "One two.\n\nThree four. Five.\n\nSix."
"""Paragraphs at 0–8, 10–27 (a sentence of which ends at 21) and 29–33."""
FIRST, SECOND = (0, 21), (22, 33)


def put(*said: tuple[Range, AnnotationSet], before: AnnotationSet = EMPTY) -> AnnotationSet:
    whole = Whole(document(TEXT))
    for place, content in said:
        whole.add(place, content)
    return canonical(with_ids(whole.over(before), "op"))


def quote(start: int, end: int, id: str = "", label: str = "quote") -> Span:
    return Span(start, end, label, id)


def test_offsets_and_paragraphs_are_the_articles() -> None:
    second = AnnotationSet(
        spans=(quote(0, 5, "a"), quote(7, 11, "b", "attribution")),
        relations=(Relation("attributes", "b", "a"),),
        status="ud",
        notes=(Note("that", "a"), Note("six", paragraph=1)),
        flags=(Flag(paragraph=0),),
        rejections=(Rejection(0, 5, "ad"),),
        settlement=Settlement(("v",)),
    )
    assert put((SECOND, second)) == AnnotationSet(
        spans=(quote(22, 27, "a"), quote(29, 33, "b", "attribution")),
        relations=(Relation("attributes", "b", "a"),),
        status="uud",
        notes=(Note("six", paragraph=2), Note("that", "a")),
        flags=(Flag(paragraph=1),),
        rejections=(Rejection(22, 27, "ad"),),
        settlement=Settlement(("v",)),
    )


def test_what_two_pieces_hold_is_there_once() -> None:
    said = AnnotationSet(
        spans=(quote(2, 7, "a"), quote(0, 7, "b", "attribution")),
        relations=(Relation("attributes", "b", "a"),),
        notes=(Note("that", "a"),),
    )
    other = AnnotationSet(
        spans=(quote(0, 5, "c"), quote(0, 5, "d", "body")), notes=(Note("that", "c"),)
    )
    found = put(((8, 21), said), ((10, 33), other))
    assert [(s.start, s.end, s.label, s.id) for s in found.spans] == [
        (8, 15, "attribution", "b"),
        (10, 15, "body", "d"),
        (10, 15, "quote", "a"),
    ]
    assert found.relations == (Relation("attributes", "b", "a"),)
    assert found.notes == (Note("that", "a"),)


def test_ids_that_each_piece_counts_anew_do_not_meet() -> None:
    first = AnnotationSet(
        spans=(quote(0, 3, "0"), quote(4, 8, "1", "attribution")),
        relations=(Relation("attributes", "1", "0"),),
    )
    second = AnnotationSet(
        spans=(quote(0, 5, "0"), quote(7, 11, "1", "attribution")),
        relations=(Relation("attributes", "1", "0"),),
    )
    found = says(put((FIRST, first), (SECOND, second)))
    assert found.relations == (
        Relation("attributes", "29-33 attribution", "22-27 quote"),
        Relation("attributes", "4-8 attribution", "0-3 quote"),
    )


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([(FIRST, "dd"), (SECOND, "dd")], "ddd"),  # the space between the sentences is nobody's
        ([(FIRST, "dd")], "d"),  # half a paragraph is no whole one
        ([(FIRST, "ds"), (SECOND, "dd")], "dsd"),
        ([(FIRST, "ds"), (SECOND, "ud")], "dud"),
        ([((0, 27), "dd"), (SECOND, "dd")], "ddd"),
    ],
)
def test_a_paragraph_is_as_its_least_finished_part(
    said: list[tuple[Range, str]], status: str
) -> None:
    found = put(*((place, AnnotationSet(status=letters)) for place, letters in said))
    assert found.status == status


@pytest.mark.parametrize(("end", "status"), [(8, "d"), (7, ""), (10, "d")])
def test_spaces_at_a_paragraphs_end_are_nobodys_either(end: int, status: str) -> None:
    whole = Whole(replace(document("One two.  "), paragraphs=((0, 10),)))
    whole.add((0, end), AnnotationSet(status="d"))
    assert whole.over(EMPTY).status == status


def test_the_rest_of_a_paragraph_is_as_it_was() -> None:
    assert put((FIRST, AnnotationSet(status="dd")), before=AnnotationSet(status="udd")).status == (
        "ddd"
    )
    assert put((FIRST, AnnotationSet(status="ud")), before=AnnotationSet(status="dsd")).status == (
        "usd"
    )


BEFORE = AnnotationSet(
    spans=(
        quote(0, 3, "in the first"),
        quote(4, 8, "too", "attribution"),
        quote(16, 27, "over the edge"),
        quote(22, 27, "in the second"),
    ),
    relations=(
        Relation("attributes", "too", "in the first"),
        Relation("attributes", "too", "over the edge"),
        Relation("attributes", "too", "in the second"),
    ),
    notes=(
        Note("article"),
        Note("first", paragraph=0),
        Note("last", paragraph=2),
        Note("edge", "over the edge"),
        Note("gone", "in the first"),
    ),
    flags=(Flag("in the first"), Flag("over the edge")),
    rejections=(Rejection(0, 3, "ad"), Rejection(0, 27, "ad")),
    settlement=Settlement(("before",)),
)


def test_what_no_piece_speaks_of_stays() -> None:
    found = put((FIRST, AnnotationSet(spans=(quote(4, 8, "too", "attribution"),))), before=BEFORE)
    assert [s.id for s in found.spans] == ["too", "over the edge", "in the second"]
    assert found.relations == (
        Relation("attributes", "too", "in the second"),
        Relation("attributes", "too", "over the edge"),
    )
    assert {n.text for n in found.notes} == {"last", "edge"}
    assert found.flags == (Flag("over the edge"),)
    assert found.rejections == (Rejection(0, 27, "ad"),)
    assert found.settlement == Settlement(("before",))


def test_a_link_goes_with_the_span_that_a_piece_no_more_has() -> None:
    found = put((FIRST, EMPTY), before=BEFORE)
    assert [s.id for s in found.spans] == ["over the edge", "in the second"]
    assert found.relations == ()


def test_a_link_goes_that_a_piece_with_both_ends_has_no_more() -> None:
    both = AnnotationSet(spans=(quote(0, 3, "a"), quote(4, 8, "b", "attribution")))
    assert [r.child for r in put((FIRST, both), before=BEFORE).relations] == [
        "in the second",
        "over the edge",
    ]


@pytest.mark.parametrize(("place", "stays"), [((0, 10), True), ((27, 33), True), ((0, 11), False)])
def test_a_paragraph_that_a_piece_only_comes_up_to_is_not_spoken_of(
    place: Range, *, stays: bool
) -> None:
    noted = AnnotationSet(notes=(Note("second", paragraph=1),))
    assert (Note("second", paragraph=1) in put((place, EMPTY), before=noted).notes) == stays


def test_only_the_piece_that_begins_the_article_speaks_of_it() -> None:
    noted = AnnotationSet(notes=(Note("new"),))
    assert put((FIRST, noted), before=BEFORE).notes[0] == Note("new")
    for place in (SECOND, (9, 33)):
        notes = put((place, EMPTY), before=BEFORE).notes
        assert {Note("article"), Note("first", paragraph=0)} <= {*notes}
