"""Label Studio: a task an article, and the configuration of its names."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from msgspec import UNSET

from annotate.core.record import Record, RecordRelation
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.formats import label_studio, label_studio_writing
from annotate.formats.label_studio_model import CONFIGURATION
from tests.formats import samples
from tests.formats.reading import read, records
from tests.formats.ships import HOW, NOBODYS, RECORD, TEXT


def tasks(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / label_studio_writing.FILE_NAME).read_bytes())
    return found


def found(task: dict[str, Any]) -> list[Record]:
    content = json.dumps([task]).encode()
    return [item.record for item in records(read(label_studio.read, content))]


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
