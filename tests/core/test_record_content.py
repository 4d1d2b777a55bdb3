"""What a record says of a document, and each way in which it can be wrong."""

from typing import Any

import msgspec
import pytest

from annotate.core.annotation_set import (
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Span,
)
from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.readings import locate
from annotate.core.record import Record
from annotate.core.record_content import ContentReader
from annotate.core.record_document import document_of
from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme

TEXT = "“No,” said X.\n\nMore.\n\nEnd."
QUOTE = {"start": 0, "end": 5, "label": "quote", "text": "“No,”"}
WHO = {"start": 6, "end": 12, "label": "attribution"}
SCHEME = Scheme(
    labels=(Label("quote", "q", formerly=("QUOTE", "citation")), Label("attribution", "a")),
    relations=(
        RelationType("attributes", ("attribution",), ("quote",)),
        RelationType("follows", ("quote",), ("quote",)),
    ),
)


def record(**fields: Any) -> Record:
    return msgspec.convert({"text": TEXT} | fields, Record)


def document(**fields: Any) -> Document:
    made = record(**fields)
    return document_of(made, locate((), made.text or "", "codepoint"))


def content(scheme: Scheme = SCHEME, known: Document | None = None, **fields: Any) -> AnnotationSet:
    made = record(**fields)
    located = locate(made.spans or (), made.text or "", "codepoint")
    return ContentReader(scheme).read(made, known or document_of(made, located), located)


def refusal(**fields: Any) -> str:
    with pytest.raises(InputError) as caught:
        content(**fields)
    return str(caught.value)


def test_a_span_keeps_its_id_and_origin() -> None:
    given = QUOTE | {"id": "w:1", "origin": "rules", "score": 0.5}
    assert content(spans=[given]).spans == (Span(0, 5, "quote", "w:1", "rules", 0.5),)


def test_a_span_without_an_id_gets_none_here() -> None:
    assert content(spans=[QUOTE]).spans == (Span(0, 5, "quote", ""),)


def test_a_label_that_was_renamed_is_known_by_its_old_name() -> None:
    assert content(spans=[QUOTE | {"label": "citation"}]).spans[0].label == "quote"


def test_relations_go_by_id_or_by_index() -> None:
    ids = [QUOTE | {"id": "w:1"}, WHO | {"id": "w:2"}]
    by_id = {"label": "attributes", "head": "w:2", "child": "w:1"}
    by_index = {"label": "attributes", "head": 1, "child": 0}
    assert content(spans=ids, relations=[by_id]).relations == (
        Relation("attributes", "w:2", "w:1"),
    )
    assert content(spans=ids, relations=[by_index]).relations == (
        Relation("attributes", "w:2", "w:1"),
    )
    assert content(spans=[QUOTE, WHO], relations=[by_index]).relations == (
        Relation("attributes", "#1", "#0"),
    )


def test_an_id_that_looks_like_an_index_is_not_mistaken_for_one() -> None:
    spans = [QUOTE | {"id": "#1"}, WHO]
    link = {"label": "attributes", "head": 1, "child": "#1"}
    said = content(spans=spans, relations=[link])
    assert [s.id for s in said.spans] == ["", ""]
    assert said.relations == (Relation("attributes", "#1", "#0"),)


def test_remarks_are_on_a_span_a_paragraph_or_the_article() -> None:
    targets: list[dict[str, Any]] = [{}, {"paragraph": 2}, {"span": 0}, {"span": "w:1"}]
    said = content(
        spans=[QUOTE | {"id": "w:1"}],
        notes=[{"text": "x"} | target for target in targets[:3]],
        flags=targets,
    )
    assert said.notes == (Note("x"), Note("x", paragraph=2), Note("x", span="w:1"))
    assert said.flags == (Flag(), Flag(paragraph=2), Flag(span="w:1"))


def test_several_notes_on_one_thing_become_its_lines() -> None:
    assert content(notes=[{"text": "a"}, {"text": "b"}]).notes == (Note("a\nb"),)


def test_an_empty_note_is_none() -> None:
    assert content(notes=[{"text": ""}]).notes == ()


def test_rejections_are_kept() -> None:
    assert content(rejections=[[0, 5, "QUOTE"]]).rejections == (Rejection(0, 5, "quote"),)


@pytest.mark.parametrize(
    ("fields", "letters"),
    [
        ({"annotator": "ana"}, "ddd"),
        ({"spans": [QUOTE]}, "ddd"),
        ({"notes": [{"text": "x"}]}, ""),
        ({"annotator": "ana", "status": "open"}, ""),
        ({"annotator": "ana", "status": "skipped"}, "sss"),
        ({"annotator": "ana", "status": "done", "paragraph_status": "dsu"}, "ds"),
        ({"annotator": "ana", "paragraph_status": "uuu"}, ""),
        ({"annotator": "ana", "paragraph_status": "uud"}, "uud"),
    ],
)
def test_labels_count_as_finished_unless_the_record_says_otherwise(
    fields: dict[str, Any], letters: str
) -> None:
    assert content(**fields).status == letters


def test_a_status_of_all_goes_for_a_text_known_with_other_paragraphs() -> None:
    known = document(paragraphs=[[0, 26]])
    assert content(known=known, annotator="ana", paragraph_status="ddd").status == "d"
    own: dict[str, Any] = {"paragraphs": [[0, 13], [15, 26]]}
    assert content(known=known, annotator="ana", paragraph_status="dd", **own).status == "d"


def test_a_status_of_each_does_not() -> None:
    known = document(paragraphs=[[0, 5], [6, 20], [22, 26]])
    given: dict[str, Any] = {"paragraphs": [[0, 13], [15, 20], [22, 26]]}
    with pytest.raises(InputError) as caught:
        content(known=known, annotator="ana", paragraph_status="dsu", **given)
    assert str(caught.value) == (
        "other paragraphs than those this text is known with, $.paragraphs, "
        "leave out `paragraphs` and `paragraph_status`"
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"spans": [QUOTE, WHO | {"label": "qoute"}]},
            "unknown label 'qoute', $.spans[1].label, the scheme has quote, attribution",
        ),
        (
            {"spans": [QUOTE | {"id": "w:1"}, WHO, WHO | {"id": "w:1"}]},
            "the id 'w:1' is that of $.spans[0] too, $.spans[2].id,"
            " give each span its own, or none",
        ),
        (
            {"spans": [QUOTE], "relations": [{"label": "attributes", "head": "w:9", "child": 0}]},
            "no span 'w:9', $.relations[0].head, name a span by its id or its index",
        ),
        (
            {"spans": [QUOTE], "relations": [{"label": "attributes", "head": 0, "child": 1}]},
            "no span 1, $.relations[0].child, name a span by its id or its index",
        ),
        (
            {"spans": [QUOTE], "relations": [{"label": "attributes", "head": 0, "child": -1}]},
            "no span -1, $.relations[0].child, name a span by its id or its index",
        ),
        (
            {"spans": [QUOTE, WHO], "relations": [{"label": "says", "head": 1, "child": 0}]},
            "unknown relation 'says', $.relations[0].label, the scheme has attributes, follows",
        ),
        (
            {"spans": [QUOTE, WHO], "relations": [{"label": "attributes", "head": 0, "child": 1}]},
            "'attributes' may not lead from quote to attribution, $.relations[0], "
            "are head and child the wrong way round?",
        ),
        (
            {"spans": [QUOTE], "relations": [{"label": "follows", "head": 0, "child": 0}]},
            "a span is linked to itself, $.relations[0], name two spans",
        ),
        (
            {"notes": [{"text": "x", "span": "w:9"}]},
            "no span 'w:9', $.notes[0].span, name a span by its id or its index",
        ),
        (
            {"flags": [{}, {"paragraph": 3}]},
            "no paragraph 3, $.flags[1].paragraph, paragraphs count from 0",
        ),
        (
            {"spans": [QUOTE], "flags": [{"paragraph": 0, "span": 0}]},
            "both a span and a paragraph, $.flags[0], name one of them, or neither",
        ),
        ({"rejections": [[3, 3, "quote"]]}, "3–3 is empty or outside the text, $.rejections[0]"),
        (
            {"rejections": [[0, 3, "x"]]},
            "unknown label 'x', $.rejections[0], the scheme has quote, attribution",
        ),
        (
            {"annotator": "ana", "paragraph_status": "dd"},
            "2 letters for 3 paragraphs, $.paragraph_status, give one a paragraph",
        ),
        (
            {"annotator": "ana", "paragraph_status": "ddx"},
            "'x' is no status, $.paragraph_status, use d (done), s (skipped) and u (unseen)",
        ),
    ],
)
def test_what_does_not_hold_is_refused_in_one_line(fields: dict[str, Any], message: str) -> None:
    assert refusal(**fields) == message


def test_the_default_scheme_takes_its_own_relations() -> None:
    other = {"start": 15, "end": 20, "label": "body"}
    relations = [{"label": "attributes", "head": 1, "child": i} for i in (0, 2)]
    assert (
        len(content(DEFAULT_SCHEME, spans=[QUOTE, WHO, other], relations=relations).relations) == 2
    )


def test_names_that_others_use_are_read_in_the_schemes_words() -> None:
    spans = [QUOTE | {"label": "Citation", "id": "a"}, WHO | {"label": "ATTRIBUTION", "id": "b"}]
    link = {"label": "attributed_to", "head": "a", "child": "b"}
    found = content(spans=spans, relations=[link])
    assert [s.label for s in found.spans] == ["quote", "attribution"]
    assert found.relations == (Relation("attributes", "b", "a"),)
