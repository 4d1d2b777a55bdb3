"""The native record: its keys and their order, what it tolerates, what it refuses."""

import json
from collections import Counter
from typing import Any

import pytest

from annotate.core.annotation_set import (
    EMPTY,
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Settlement,
    Span,
)
from annotate.core.document import Document, text_hash
from annotate.core.errors import InputError
from annotate.core.record import (
    Appearance,
    RecordRelation,
    UnknownKeys,
    decode_record,
    encode_record,
    is_blank,
    record_status,
    to_record,
)

TEXT = "“No,” said X.\n\nMore."
DOCUMENT = Document(
    sha256=text_hash(TEXT),
    text=TEXT,
    paragraphs=((0, 13), (15, 20)),
    id="a/1",
    title="A title",
    source="a",
    hints=("p", None),
    meta={"k": [1, None, {"x": 1.5}]},
)
FULL = AnnotationSet(
    spans=(Span(0, 5, "quote", "w:1"), Span(6, 12, "attribution", "w:2", "rules", 0.5)),
    relations=(Relation("attributes", "w:2", "w:1"),),
    status="d",
    notes=(Note("all"), Note("first", paragraph=0), Note("who?", span="w:2")),
    flags=(Flag(), Flag(paragraph=1), Flag(span="w:1")),
    rejections=(Rejection(0, 3, "ad"),),
    settlement=Settlement(("v1", "v2"), "why", unclear=True),
)
ALWAYS = [
    "id",
    "sha256",
    "title",
    "source",
    "url",
    "published",
    "language",
    "text",
    "paragraphs",
    "hints",
    "annotator",
    "status",
    "paragraph_status",
    "spans",
    "relations",
    "notes",
    "flags",
    "meta",
]


def written(layer: str | None, content: AnnotationSet, *places: Appearance) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(
        encode_record(to_record(DOCUMENT, layer, content, tuple(places)))
    )
    return record


def test_the_keys_stand_in_the_order_of_the_documentation() -> None:
    assert list(written("ana", EMPTY)) == ALWAYS


def test_rare_keys_are_there_only_when_they_hold_something() -> None:
    keys = set(written("ana", FULL, Appearance("b/2", "T", "http://x")))
    assert keys - set(ALWAYS) == {"appearances", "rejections", "settlement"}


def test_every_span_carries_its_text() -> None:
    spans = written("ana", FULL)["spans"]
    assert spans == [
        {"id": "w:1", "start": 0, "end": 5, "label": "quote", "text": "“No,”"},
        {
            "id": "w:2",
            "start": 6,
            "end": 12,
            "label": "attribution",
            "text": "said X",
            "origin": "rules",
            "score": 0.5,
        },
    ]


def test_remarks_name_what_they_are_about() -> None:
    record = written("ana", FULL)
    assert record["notes"] == [
        {"text": "all"},
        {"text": "first", "paragraph": 0},
        {"text": "who?", "span": "w:2"},
    ]
    assert record["flags"] == [{}, {"paragraph": 1}, {"span": "w:1"}]
    assert record["rejections"] == [[0, 3, "ad"]]
    assert record["settlement"] == {"versions": ["v1", "v2"], "reason": "why", "unclear": True}


def test_a_document_that_nobody_labelled_says_so() -> None:
    record = written(None, EMPTY)
    assert record["annotator"] is None
    assert (record["status"], record["paragraph_status"]) == ("open", "uu")
    assert record["spans"] == []


@pytest.mark.parametrize(
    ("letters", "status"),
    [("dd", "done"), ("ds", "skipped"), ("ss", "skipped"), ("du", "open"), ("d", "open")],
)
def test_the_status_of_the_whole_follows_from_the_paragraphs(letters: str, status: str) -> None:
    assert record_status(AnnotationSet(status=letters), 2) == status


def test_a_document_without_paragraphs_is_never_done() -> None:
    assert record_status(EMPTY, 0) == "open"


def test_what_is_written_is_read_again() -> None:
    record = to_record(DOCUMENT, "ana", FULL, (Appearance("b/2", "T", "http://x"),))
    assert decode_record(encode_record(record).decode()) == record


def test_text_alone_is_a_record() -> None:
    record = decode_record('{"text": "a"}')
    assert (record.text, record.layer, record.says_something) == ("a", None, False)


def test_null_is_as_good_as_left_out() -> None:
    nulls = dict.fromkeys((*ALWAYS, "appearances", "suggester", "rejections"))
    record = decode_record(json.dumps(nulls | {"text": "a"}))
    assert not record.says_something
    assert (record.layer, record.title, record.spans) == (None, None, None)


def test_unknown_keys_go_under_meta_and_its_own_stand() -> None:
    record = decode_record('{"text": "a", "_hash": 7, "k": 1, "meta": {"k": 2}}')
    assert record.meta == {"_hash": 7, "k": 2}


def test_unknown_keys_stay_in_order() -> None:
    keys = [f"k{number}" for number in range(20)]
    record = decode_record(json.dumps({"text": "a"} | dict.fromkeys(keys, 0)))
    assert list(record.meta or {}) == keys


def test_what_is_wrong_is_named_beside_unknown_keys_too() -> None:
    line = json.dumps({"k": 0, "text": "a", "spans": [{"start": "x", "end": 1, "label": "ad"}]})
    with pytest.raises(InputError, match=r"expected a whole number.*\$\.spans\[0\]\.start"):
        decode_record(line)


@pytest.mark.parametrize("key", ["spans", "notes", "flags", "relations", "rejections"])
def test_a_record_with_labels_or_remarks_says_something(key: str) -> None:
    values = {
        "spans": {"start": 0, "end": 1, "label": "ad"},
        "notes": {"text": "a"},
        "flags": {},
        "relations": {"label": "continues", "head": 0, "child": 1},
        "rejections": [0, 1, "ad"],
    }
    assert decode_record(json.dumps({"text": "a", key: [values[key]]})).says_something


@pytest.mark.parametrize(
    ("status", "letters", "says"),
    [
        ("done", None, True),
        ("skipped", None, True),
        ("open", None, False),
        ("open", "uu", False),
        ("open", "du", True),
        (None, "s", True),
    ],
)
def test_so_does_one_with_a_status(status: str | None, letters: str | None, says: bool) -> None:
    record = {"text": "a", "status": status, "paragraph_status": letters}
    assert decode_record(json.dumps(record)).says_something is says


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": 3}', "expected text or null, got a whole number, $.text, see docs/formats.md"),
        (
            '{"text": "a", "spans": [{"start": 0, "label": "ad"}]}',
            "the field 'end' is missing, $.spans[0], see docs/formats.md",
        ),
        (
            '{"text": "a", "spans": [{"start": 0, "end": "1", "label": "ad"}]}',
            "expected a whole number, got text, $.spans[0].end, see docs/formats.md",
        ),
        (
            '{"text": "a", "status": "finished"}',
            "unknown value 'finished', $.status, see docs/formats.md",
        ),
        ("[1, 2]", "expected an object, got a list, see docs/formats.md"),
        ("null", "expected an object, got null, see docs/formats.md"),
        (r'{"title": "a\u0000b"}', "NUL character, $.title, remove it and import again"),
        (r'{"x": [{"y": "\u0000"}]}', "NUL character, $.x[0].y, remove it and import again"),
        (r'{"\u0000": 1}', "NUL character, $, remove it and import again"),
        (r'{"text": "\ud800"}', "lone surrogate, remove it and import again"),
        (r'{"text": "a \udc00 b"}', "lone surrogate, remove it and import again"),
    ],
)
def test_a_bad_record_is_refused_in_one_line_that_names_the_field(line: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode_record(line)
    assert str(caught.value) == message


@pytest.mark.parametrize("line", ['{"text": "a', '{"text": "a"} x', "text", "{'text': 1}"])
def test_what_is_no_json_is_refused(line: str) -> None:
    with pytest.raises(InputError, match=r"^not valid JSON \(.*\), is the line cut off\?$"):
        decode_record(line)


def test_a_bottomless_record_is_refused() -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        decode_record('{"meta": {"a": ' + "[" * 100_000 + "]" * 100_000 + "}}")


def test_an_escaped_backslash_before_u0000_is_no_nul() -> None:
    assert decode_record(r'{"text": "\\u0000"}').text == r"\u0000"


def test_surrogate_pairs_are_characters() -> None:
    assert decode_record(r'{"text": "\ud83d\ude00"}').text == "😀"


@pytest.mark.parametrize("content", [EMPTY, AnnotationSet(status="uu")])
def test_a_layer_that_took_everything_back_is_blank(content: AnnotationSet) -> None:
    assert is_blank(content)


@pytest.mark.parametrize("content", [AnnotationSet(status="us"), AnnotationSet(flags=(Flag(),))])
def test_a_status_or_a_flag_is_not_blank(content: AnnotationSet) -> None:
    assert not is_blank(content)


def test_a_layer_has_its_name_and_a_letter_for_each_paragraph() -> None:
    record = to_record(DOCUMENT, "ana", AnnotationSet(status="d"))
    assert record.annotator == "ana"
    assert record.paragraph_status == "d".ljust(len(DOCUMENT.paragraphs), "u")


def test_keys_of_spans_and_links_that_have_no_place_are_counted_and_the_rest_is_read() -> None:
    found: UnknownKeys = Counter()
    line = (
        '{"text": "A b.", "x": 1, "spans": [{"start": 0, "end": 1, "label": "q", "sure": true},'
        ' {"start": 2, "end": 3, "label": "q", "sure": true, "y": 2}],'
        ' "relations": [{"label": "r", "head": 0, "child": 1, "y": 3}]}'
    )
    record = decode_record(line, found)
    assert [(s.start, s.end) for s in record.spans or ()] == [(0, 1), (2, 3)]
    assert record.relations == (RecordRelation("r", 0, 1),)
    assert record.meta == {"x": 1}
    assert found == {("spans", "sure"): 2, ("spans", "y"): 1, ("relations", "y"): 1}


def test_a_record_whose_parts_alone_have_unknown_keys_keeps_no_meta() -> None:
    line = '{"text": "A.", "spans": [{"start": 0, "end": 1, "label": "q", "sure": 1}]}'
    assert decode_record(line).meta is None
    assert decode_record('{"text": "A.", "spans": [], "x": 1}').meta == {"x": 1}
