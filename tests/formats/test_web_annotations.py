"""Web Annotations: labels with selectors and links, in pages or one by one."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotate.core.record import Record, RecordRelation
from annotate.formats import webanno
from annotate.formats.base import Incoming, Source
from annotate.formats.webanno_writing import FILE_NAME, write
from tests.formats import samples
from tests.formats.round_trips import imported
from tests.formats.ships import HOW, NOBODYS, QUOTE, RECORD, TEXT


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
