"""Reading a project from Python: what was asked for, as an export chooses it."""

import json
from pathlib import Path
from typing import Any

import pytest

import annotate
from annotate.core.errors import InputError
from annotate.core.operations import Add, Settle, Status
from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme
from annotate.core.scheme_file import render
from annotate.core.wanted import Wanted
from annotate.services import copies
from annotate.services.exporting import export
from annotate.services.project import Project
from annotate.storage import documents
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from tests.services.files import jsonl, took


def test_only_what_was_asked_for(folder: Path) -> None:
    with annotate.open_project(folder) as project:
        assert [d.id for d in project.documents()] == ["harbour/ferry", "harbour/tide"]
        (only,) = project.documents(layer={"ben"})
        assert [layer.annotator for layer in only.layers] == ["ben"]
        assert not list(project.documents(layer="ben", finished=True))
        assert not list(project.documents(label="caption"))
        (only,) = project.documents(label="quote", layer="ana")
        assert [span.text for span in only.spans] == ["“No,”"]
        assert only.layers[0].relations == ()
        assert [span.id for span in project.spans(finished=True)] == ["q", "a"]


def test_a_finished_article_without_a_span_is_a_negative(folder: Path, tmp_path: Path) -> None:
    with Project.open(folder) as project:
        took(project.store, jsonl(tmp_path / "n.jsonl", {"text": "Dull.", "annotator": "ana"}))
    with annotate.open_project(folder) as opened:
        assert [d.text for d in opened.documents(finished=True) if not d.spans] == ["Dull."]


def test_of_a_label_too_what_is_finished_without_it_is_a_negative(folder: Path) -> None:
    with annotate.open_project(folder) as project:
        (ferry,) = project.documents(label="caption", finished=True)
        assert (ferry.id, ferry.spans) == ("harbour/ferry", ())
        assert not list(project.documents(label="caption"))


def gold(project: Project, *reviewers: str) -> None:
    """What they settle of the ferry, one after the other."""
    key = documents.find_id(project.store, "harbour/ferry")
    assert key
    document = documents.get(project.store, key)
    for reviewer in reviewers:
        done = (Status((0, 1), "done"), Settle(()))
        place = Annotations(project.store, key, document, f"gold/{reviewer}")
        place.commit(Writer(reviewer), [Add(18, 23, "quote"), *done])


def test_gold_is_what_was_adjudicated_last(folder: Path) -> None:
    nothing = pytest.raises(InputError, match="no gold layer in this project yet")
    with annotate.open_project(folder) as reading, nothing:
        reading.documents(layer="gold")
    with Project.open(folder) as project:
        gold(project, "max", "eva")
    with annotate.open_project(folder) as reading:
        (ferry,) = reading.documents(layer="gold", finished=True)
        assert [layer.annotator for layer in ferry.layers] == ["gold/eva"]
        assert [span.annotator for span in reading.spans(layer=["gold", "ben"])] == (
            ["ben", "ben", "gold/eva"]
        )
        assert [layer.annotator for layer in next(iter(reading)).layers] == (
            ["ana", "ben", "gold/eva", "gold/max"]
        )


def test_an_annotator_who_is_called_gold_is_named_as_such(folder: Path, tmp_path: Path) -> None:
    with Project.open(folder) as project:
        took(project.store, jsonl(tmp_path / "g.jsonl", {"text": "Dull.", "annotator": "gold"}))
    with annotate.open_project(folder) as reading:
        with pytest.raises(InputError, match="the annotator of that name is annotator/gold"):
            reading.documents(layer="gold")
        assert [d.text for d in reading.documents(layer="annotator/gold")] == ["Dull."]
    with Project.open(folder) as project:
        gold(project, "eva")
    with annotate.open_project(folder) as reading:
        for asked, layers in {
            ("gold",): ["gold/eva"],
            ("annotator/gold",): ["gold"],
            ("gold", "annotator/gold"): ["gold/eva", "gold"],
        }.items():
            found = [layer.annotator for d in reading.documents(layer=asked) for layer in d.layers]
            assert found == layers


def test_what_a_majority_says_is_what_is_exported(folder: Path, tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 5, "label": "quote"}, {"start": 6, "end": 12, "label": "ad"}]
    link = {"label": "attributes", "head": 1, "child": 0}
    kept: dict[str, Any] = {"text": "“No,” said X.", "annotator": "ana"}
    said = [
        kept | {"spans": [spans[0], spans[1] | {"label": "attribution"}], "relations": [link]},
        kept | {"annotator": "ben", "spans": spans},
        kept | {"annotator": "chloe", "spans": spans},
        kept | {"annotator": "gold/eva", "spans": spans[1:]},
        kept | {"annotator": "dora", "status": "open", "spans": spans[:1]},
    ]
    wanted = {least: Wanted(majority=least) for least in (1, 2, 3)}
    with Project.open(folder) as project:
        took(project.store, jsonl(tmp_path / "m.jsonl", *said))
        for least, asked in wanted.items():
            export(project.store, DEFAULT_SCHEME, "jsonl", tmp_path / f"{least}", asked)
    with annotate.open_project(folder) as reading:
        found = next(document for document in reading if document.text == kept["text"])
        assert len(found.layers) == 5
    for least in wanted:
        *_, line = (tmp_path / f"{least}" / "records.jsonl").read_text("utf-8").splitlines()
        record = json.loads(line)
        layer = found.majority(least)
        assert layer
        assert (layer.annotator, layer.status) == (record["annotator"], record["status"])
        exported = [(s["id"], s["start"], s["end"], s["score"]) for s in record["spans"]]
        assert [(s.id, s.start, s.end, s.score) for s in layer.spans] == exported
        links = [(r["label"], r["head"], r["child"]) for r in record["relations"]]
        assert [(r.label, r.head.id, r.child.id) for r in layer.relations] == links
    assert found.majority(4) is None


def test_near_copies_are_of_one_group(folder: Path, tmp_path: Path) -> None:
    text = " ".join(f"word{n}" for n in range(60))
    wire = [{"id": f"wire/{n}", "text": f"{text} {n}"} for n in range(2)]
    with Project.open(folder) as project:
        took(project.store, jsonl(tmp_path / "w.jsonl", *wire))
        copies.refresh(project.store)
    with annotate.open_project(folder) as reading:
        found = {document.id: document.group for document in reading}
        assert reading.document("wire/1").group == "wire/0"  # type: ignore[union-attr]
    assert found == {
        "harbour/ferry": "harbour/ferry",
        "harbour/tide": "harbour/tide",
        "wire/0": "wire/0",
        "wire/1": "wire/0",
    }


def test_a_removed_article_is_not_read(folder: Path) -> None:
    with Project.open(folder) as project:
        documents.remove(project.store, 1)
    with annotate.open_project(folder) as opened:
        assert [d.id for d in opened] == ["harbour/tide"]
        assert opened.document("harbour/ferry") is None
        assert len(opened) == 1


def test_labels_have_their_present_names(folder: Path) -> None:
    speech = Label("speech", "q", formerly=("quote",))
    links = RelationType("attributes", ("attribution",), ("speech",))
    scheme = Scheme((speech, *DEFAULT_SCHEME.labels[1:]), (links,))
    (folder / "annotate.toml").write_text(render("", scheme), encoding="utf-8")
    with annotate.open_project(folder) as project:
        assert [span.label for span in project.spans(layer="ana")] == ["speech", "attribution"]
        assert [span.text for span in project.spans(layer="ana", label="speech")] == ["“No,”"]
        with pytest.raises(
            InputError, match="no label 'quote' in this project, it is called 'speech' now"
        ):
            project.spans(label="quote")
