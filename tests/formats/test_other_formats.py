"""What CoNLL, doccano, Label Studio and Web Annotations hold, beside what comes back from them."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.formats import (
    conll,
    conll_writing,
    doccano,
    label_studio,
    label_studio_writing,
    webanno,
)
from annotate.formats.base import Incoming, Loss, Lost, Source, Writing
from annotate.formats.label_studio_model import CONFIGURATION
from annotate.formats.webanno_writing import FILE_NAME, write
from tests.formats import samples
from tests.formats.reading import read, records
from tests.formats.round_trips import imported

TEXT = "🚢 “No. Never,” said Ann.\n\nMore here."
QUOTE = RecordSpan(id="x:1", start=2, end=14, label="quote", text=TEXT[2:14])
WHO = RecordSpan(id="x:2", start=15, end=23, label="attribution", text="said Ann", score=0.5)
BODY = RecordSpan(id="x:3", start=0, end=24, label="body", text=TEXT[:24])
LINK = RecordRelation("attributes", "x:2", "x:1")
RECORD = Record(
    id="d",
    sha256="ab12",
    url="https://wire.example/d",
    text=TEXT,
    paragraphs=((0, 24), (26, 36)),
    annotator="ana",
    status="done",
    paragraph_status="dd",
    spans=(BODY, QUOTE, WHO),
    relations=(LINK,),
    notes=(RecordNote("All of it?"), RecordNote("Which Ann?", "x:2")),
)
NOBODYS = Record(id="e", sha256="cd34", text="Unread.", annotator=None)
HOW = Writing(DEFAULT_SCHEME)


# CoNLL


def test_conll_is_flat_and_says_what_gave_way(tmp_path: Path) -> None:
    loss = conll_writing.write([RECORD, NOBODYS], tmp_path, HOW)
    lines = (tmp_path / conll_writing.FILE_NAME).read_text(encoding="utf-8").split("\n")
    assert lines == [
        "-DOCSTART- -X- -X- O",
        "",
        "🚢 -X- _ O",
        *("“ -X- _ B-quote", "No -X- _ I-quote", ". -X- _ I-quote"),
        *("Never -X- _ I-quote", ", -X- _ I-quote", "” -X- _ I-quote"),
        *("said -X- _ B-attribution", "Ann -X- _ I-attribution", ". -X- _ O"),
        "",
        *("More -X- _ O", "here -X- _ O", ". -X- _ O"),
        "",
        "-DOCSTART- -X- -X- O",
        "",
        *("Unread -X- _ O", ". -X- _ O"),
        "",
        "",
    ]
    assert loss == Loss(
        flattened=(Lost("ana d x:3", "another label has some of its tokens"),),
        dropped=(Lost("ana d attributes x:2 x:1", "tags cannot say what is linked"),),
    )


def test_the_side_file_has_the_offsets_in_the_unit_asked_for(tmp_path: Path) -> None:
    conll_writing.write([RECORD], tmp_path, Writing(DEFAULT_SCHEME, "utf16"))
    side = json.loads((tmp_path / "records.offsets").read_bytes())
    assert side["text"] == TEXT
    assert side["tokens"][:3] == [[0, 2], [3, 4], [4, 6]]


def test_other_tokens_than_the_side_files_are_refused(tmp_path: Path) -> None:
    conll_writing.write([RECORD, NOBODYS], tmp_path, HOW)
    path = tmp_path / conll_writing.FILE_NAME
    path.write_text(path.read_text(encoding="utf-8").replace("Ann ", "Anne "), encoding="utf-8")
    with path.open("rb") as stream:
        first, second = conll.read(Source("f", path), stream, None)
    assert "other tokens than in the side file" in str(first)
    assert "Problem" not in type(second).__name__


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-x I-x O I-x", [(0, 1), (3, 3)]),
        ("B-x B-x I-y I-x", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ("B-x I-x E-x I-x", [(0, 2), (3, 3)]),
        ("S-x U-x B-x L-x", [(0, 0), (1, 1), (2, 3)]),
    ],
)
def test_tags_of_every_kind(tags: str, expected: list[tuple[int, int]]) -> None:
    content = "".join(f"{n}\t{tag}\n" for n, tag in enumerate(tags.split()))
    (item,) = records(read(conll.read, content.encode()))
    spans = item.record.spans or ()
    assert [(s.start // 2, (s.end - 1) // 2) for s in spans] == expected


# doccano


def test_doccano_has_a_file_an_annotator(tmp_path: Path) -> None:
    ben = Record(id="d", sha256="ab12", text=TEXT, annotator="gold/ben")
    doccano.write([RECORD, ben, NOBODYS, RECORD], tmp_path, HOW)
    lines = {p.name: p.read_bytes().count(b"\n") for p in tmp_path.iterdir()}
    assert lines == {"ana.jsonl": 2, "gold_ben.jsonl": 1, "unlabelled.jsonl": 1}
    example = json.loads((tmp_path / "ana.jsonl").read_bytes().splitlines()[0])
    assert example["entities"][1] | {"text": ""} == {
        "id": 2,
        "label": "quote",
        "start_offset": 2,
        "end_offset": 14,
        "text": "",
    }
    assert example["relations"] == [{"id": 1, "from_id": 3, "to_id": 2, "type": "attributes"}]
    assert example["Comments"] == ["All of it?"]


def test_without_relations_in_the_scheme_doccano_has_labels_alone(tmp_path: Path) -> None:
    plain = Scheme(DEFAULT_SCHEME.labels)
    doccano.write([RECORD], tmp_path, Writing(plain))
    example = json.loads((tmp_path / "ana.jsonl").read_bytes())
    assert example["label"] == [[0, 24, "body"], [2, 14, "quote"], [15, 23, "attribution"]]
    assert "entities" not in example
    (item,) = imported(tmp_path)
    assert item.record.layer == "ana"
    assert item.record.spans == tuple(replace(span, text=None) for span in RECORD.spans or ())


# Label Studio


def tasks(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / label_studio_writing.FILE_NAME).read_bytes())
    return found


def test_label_studio_has_a_task_an_article_and_the_configuration_of_its_names(
    tmp_path: Path,
) -> None:
    gold = Record(id="d", sha256="ab12", text=TEXT, annotator="gold/ben", status="skipped")
    label_studio_writing.write([RECORD, gold, NOBODYS], tmp_path, HOW)
    first, second = tasks(tmp_path)
    assert [a["ground_truth"] for a in first["annotations"]] == [False, True]
    assert [a["was_cancelled"] for a in first["annotations"]] == [False, True]
    assert second["annotations"] == []
    names = {
        (r["from_name"], r["to_name"]) for r in first["annotations"][0]["result"] if "value" in r
    }
    view = ET.fromstring((tmp_path / CONFIGURATION).read_text(encoding="utf-8"))
    (labels,), (text,) = view.findall("Labels"), view.findall("Text")
    assert names == {(labels.get("name"), text.get("name"))} == {("label", labels.get("toName"))}
    assert text.get("value") == "$text"
    assert [e.get("value") for e in labels] == [label.name for label in DEFAULT_SCHEME.labels]
    assert [e.get("value") for e in view.iter("Relation")] == ["attributes", "continues"]


def test_label_studio_counts_as_a_browser_does(tmp_path: Path) -> None:
    label_studio_writing.write([RECORD], tmp_path, HOW)
    (task,) = tasks(tmp_path)
    values = [r["value"] for r in task["annotations"][0]["result"] if "value" in r]
    units = TEXT.encode("utf-16-le")
    for value in values:
        covered = units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
        assert covered == value["text"]


def test_a_label_with_marks_is_harmless_in_the_configuration() -> None:
    scheme = Scheme((Label('a"<b>&', '"', "#00ff00"),))
    view = ET.fromstring(label_studio_writing.configuration(scheme))
    (label,) = view.iter("Label")
    assert label.attrib == {"value": 'a"<b>&', "hotkey": '"', "background": "#00ff00"}


def found(task: dict[str, Any]) -> list[Record]:
    content = json.dumps([task]).encode()
    return [item.record for item in records(read(label_studio.read, content))]


def test_predictions_are_suggestions_and_ground_truth_is_gold() -> None:
    (task,) = samples.label_studio()
    (annotation,) = task["annotations"]
    prediction = {"model_version": "m1", "score": 0.5, "result": annotation["result"]}
    gold, suggested = found(
        task
        | {"annotations": [annotation | {"ground_truth": True, "completed_by": 3}]}
        | {"predictions": [prediction]}
    )
    assert (gold.layer, gold.suggester) == ("gold/3", UNSET)
    assert (suggested.layer, suggested.suggester) == (None, "m1")
    assert len(suggested.spans or ()) == len(gold.spans or ()) == 4


def test_who_annotated_an_exported_task_later_is_told_by_the_annotation(tmp_path: Path) -> None:
    label_studio_writing.write([NOBODYS], tmp_path, HOW)
    (task,) = tasks(tmp_path)
    value = {"start": 0, "end": 6, "text": "Unread", "labels": ["quote"]}
    result = [{"id": "r", "type": "labels", "value": value, "meta": {"text": ["Hm"]}}]
    (record,) = found(task | {"annotations": [{"completed_by": 7, "result": result}]})
    assert (record.id, record.layer, record.status) == ("e", "7", "done")
    assert [note.text for note in record.notes or ()] == ["Hm"]


def test_a_relation_to_the_left_is_turned_round() -> None:
    (task,) = samples.label_studio()
    link = task["annotations"][0]["result"][-1]
    link["direction"], link["labels"] = "left", []
    (record,) = found(task)
    assert record.relations == (RecordRelation("", 2, 1),)


# Web Annotations


def pages(folder: Path) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads((folder / FILE_NAME).read_bytes())
    return made


def test_a_page_has_labels_with_selectors_and_links(tmp_path: Path) -> None:
    write([RECORD, NOBODYS], tmp_path, HOW)
    page, empty = pages(tmp_path)
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], empty["items"]) == ("AnnotationPage", [])
    _, quote, who, link = page["items"]
    assert quote["target"]["source"] == "https://wire.example/d"
    position, quoted = quote["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quoted["exact"] == QUOTE.text
    assert (quoted["prefix"], quoted["suffix"]) == ("🚢 ", TEXT[14:46])
    assert quote["creator"]["name"] == "ana"
    assert [body["value"] for body in who["body"]] == ["attribution", "Which Ann?"]
    assert link["motivation"] == "linking"
    assert (link["body"][1]["source"], link["target"]) == (who["id"], quote["id"])
    ids = [item["id"] for item in page["items"]]
    assert len({*ids}) == len(ids)


def test_annotations_of_many_that_stand_alone_are_put_together(tmp_path: Path) -> None:
    write([RECORD], tmp_path, HOW)
    (page,) = pages(tmp_path)
    by_ben = json.loads(json.dumps(page["items"]).replace(":ana", ":ben").replace('"ana"', '"ben"'))
    mixed = [item for pair in zip(page["items"], by_ben, strict=True) for item in pair]
    (tmp_path / FILE_NAME).write_text(json.dumps(mixed))
    found = [item.record for item in imported(tmp_path)]
    assert [r.layer for r in found] == ["ana", "ben"]
    for record in found:
        assert [s.label for s in record.spans or ()] == ["body", "quote", "attribution"]
        assert record.relations == (RecordRelation("attributes", 2, 1),)
        assert [note.text for note in record.notes or ()] == ["Which Ann?"]


def test_a_source_may_be_a_file_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "c1.txt").write_text(samples.TEXT, encoding="utf-8")
    annotation = samples.webanno()
    annotation["target"]["source"] = "c1.txt"
    path = tmp_path / "a.jsonld"
    path.write_text(json.dumps(annotation))
    with path.open("rb") as stream:
        ((item),) = webanno.read(Source("a", path), stream, None)
    assert getattr(item, "record").text == samples.TEXT  # noqa: B009  a Problem would have none


def read_pages(path: Path, *annotations: dict[str, Any]) -> Record:
    """The one record that a file of these annotations holds."""
    path.write_text(json.dumps(annotations))
    with path.open("rb") as stream:
        ((item),) = webanno.read(Source("a", path), stream, None)
    assert isinstance(item, Incoming), item
    return item.record


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("motivation", ["highlighting", "classifying"]),
        ("creator", [{"id": "urn:x-hill:tea"}, "urn:x-hill:ben"]),
        ("body", "QUOTE"),
        ("body", ["QUOTE"]),
        ("body", {"type": "TextualBody", "value": "QUOTE"}),
        ("body", [{"purpose": "commenting", "value": "Hm."}, {"value": "QUOTE"}]),
    ],
)
def test_what_the_model_lets_be_one_or_several_is_read_either_way(
    tmp_path: Path, key: str, value: Any
) -> None:
    record = read_pages(tmp_path / "a.jsonld", samples.webanno() | {key: value})
    assert [(s.start, s.end, s.label) for s in record.spans or ()] == [(*samples.QUOTE, "QUOTE")]
    assert record.layer == "tea"


@pytest.mark.parametrize("as_one", [True, False])
def test_a_link_names_its_ends_by_their_addresses(tmp_path: Path, as_one: bool) -> None:
    one = samples.webanno()
    other = one | {"id": "urn:x-hill:c1:s3", "body": "ATTRIBUTION"}
    link = {
        "id": "urn:x-hill:c1:l",
        "motivation": "linking",
        "creator": one["creator"],
        "body": [other["id"], {"purpose": "tagging", "value": "said_by"}],
        "target": one["id"],
    }
    if as_one:
        link |= {"body": {"source": other["id"], "purpose": "tagging", "value": "said_by"}}
    record = read_pages(tmp_path / "a.jsonld", one, other, link)
    assert record.relations == (RecordRelation("said_by", 1, 0),)
