"""What one layer says of a document: asking it, ordering it, naming its spans anew."""

import random
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
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
    renamed,
    status_text,
)
from annotate.core.fold import fold
from annotate.core.operations import Import
from tests.core import logs

SAID = AnnotationSet(
    spans=(Span(0, 9, "body", "w:1"), Span(0, 5, "quote", "w:2"), Span(6, 9, "attribution", "w:3")),
    relations=(Relation("attributes", "w:3", "w:1"), Relation("attributes", "w:3", "w:2")),
    status="ds",
    notes=(Note("all"), Note("who?", span="w:3")),
    flags=(Flag(paragraph=1), Flag(span="w:2")),
    rejections=(Rejection(0, 3, "ad"), Rejection(0, 4, "ad")),
    settlement=Settlement(("v1",), "why"),
)


def test_a_span_is_found_by_its_id() -> None:
    assert SAID.span("w:2") == Span(0, 5, "quote", "w:2")
    assert SAID.span("w:9") is None
    assert SAID.spans[1].range == (0, 5)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 1, ["w:1", "w:2"]), (5, 6, ["w:1"]), (4, 7, ["w:1", "w:2", "w:3"]), (9, 12, [])],
)
def test_spans_overlap_what_they_share_a_character_with(
    start: int, end: int, found: list[str]
) -> None:
    assert [s.id for s in SAID.overlapping(start, end)] == found


def test_a_paragraph_never_touched_is_unseen() -> None:
    assert [SAID.status_of(p) for p in range(4)] == ["done", "skipped", "unseen", "unseen"]


@pytest.mark.parametrize(
    ("status", "paragraphs", "finished"),
    [("dd", 2, True), ("ds", 2, False), ("d", 2, False), ("du", 2, False), ("ddd", 2, True)],
)
def test_a_document_is_finished_when_each_paragraph_is_done(
    status: str, paragraphs: int, finished: bool
) -> None:
    assert AnnotationSet(status=status).finished(paragraphs) is finished


def test_a_document_without_paragraphs_is_never_finished() -> None:
    assert not EMPTY.finished(0)


def test_paragraphs_between_those_touched_are_unseen() -> None:
    assert status_text({3: "d", 1: "s"}) == "usud"
    assert status_text({}) == ""


@given(logs.contents, st.randoms(use_true_random=False))
def test_what_says_the_same_is_equal_once_it_is_in_order(
    content: AnnotationSet, chance: random.Random
) -> None:
    said = fold([logs.operation("w", 1, Import(content))])
    shuffled = {
        field: tuple(chance.sample(part, len(part)))
        for field, part in msgspec.structs.asdict(said).items()
        if isinstance(part, tuple)
    }
    assert canonical(replace(said, status=said.status + "uu", **shuffled)) == said


def test_the_digest_knows_content_and_ids_but_no_order() -> None:
    turned = replace(
        SAID,
        spans=SAID.spans[::-1],
        relations=SAID.relations[::-1],
        status="dsu",
        notes=SAID.notes[::-1],
        flags=SAID.flags[::-1],
        rejections=SAID.rejections[::-1],
    )
    assert turned.digest() == SAID.digest()
    assert renamed(SAID, {"w:2": "w:4"}).digest() != SAID.digest()


def test_a_digest_stays_what_it_is_from_version_to_version() -> None:
    """Settlements name what they settled by it: a new field must not change what it gives."""
    said = AnnotationSet((Span(0, 5, "q", "w:1"),), (Relation("continues", "w:1", "x"),), "d")
    form = (
        '{"spans":[{"start":0,"end":5,"label":"q","id":"w:1","origin":null,"score":null}],'
        '"relations":[{"label":"continues","head":"w:1","child":"x"}],"status":"d",'
        '"notes":[],"flags":[],"rejections":[],"settlement":null}'
    )
    assert said.digest() == sha256(form.encode()).hexdigest()


@pytest.mark.parametrize(
    "changed",
    [
        {"spans": SAID.spans[:2]},
        {"relations": ()},
        {"status": "dd"},
        {"notes": (Note("all"), Note("who", span="w:3"))},
        {"flags": (Flag(), Flag(span="w:2"))},
        {"rejections": SAID.rejections[:1]},
        {"settlement": None},
    ],
)
def test_any_difference_is_one_of_digests(changed: dict[str, object]) -> None:
    assert replace(SAID, **changed).digest() != SAID.digest()


def test_spans_are_renamed_wherever_they_are_named() -> None:
    assert renamed(SAID, {"w:3": "a:1", "w:1": "z:1"}) == replace(
        SAID,
        spans=(
            Span(0, 9, "body", "z:1"),
            Span(0, 5, "quote", "w:2"),
            Span(6, 9, "attribution", "a:1"),
        ),
        relations=(Relation("attributes", "a:1", "w:2"), Relation("attributes", "a:1", "z:1")),
        notes=(Note("all"), Note("who?", span="a:1")),
    )


def test_offsets_that_no_text_can_hold_are_no_spans() -> None:
    for offset in (-1, 2**53):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"start": offset, "end": 1, "label": "q", "id": "x"}, Span)


def test_a_document_of_one_paragraph_can_be_finished() -> None:
    assert AnnotationSet(status="d").finished(1)


def test_what_is_on_no_span_is_on_none_after_renaming() -> None:
    said = AnnotationSet(notes=(Note("all"),), flags=(Flag(paragraph=1),))
    assert renamed(said, {"w:1": "x:1"}) == said


def test_remarks_are_ordered_the_articles_first_and_those_on_spans_last_whatever_their_ids() -> (
    None
):
    marks = (Flag(), Flag(paragraph=0), Flag(paragraph=2), Flag(span="0"), Flag(span="w:1"))
    assert canonical(AnnotationSet(flags=marks[::-1])).flags == marks
