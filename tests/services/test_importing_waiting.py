"""Labels before their articles: a file that speaks of what is not there waits for the others."""

import os
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from annotate.core.document import text_hash
from annotate.core.name_map import NameMap
from annotate.storage import documents
from annotate.storage.store import Store
from tests.services.files import jsonl, problems, take, took
from tests.services.windows import TEXT, brief, predicted, suggested

HASH = text_hash(TEXT)
QUOTE = {"start": 0, "end": 5, "label": "quote", "text": "“No,”"}
LABELS = {"sha256": HASH, "annotator": "ana", "spans": [QUOTE]}
ARTICLE = {"id": "a/1", "text": TEXT}


def test_windows_go_onto_an_article_that_another_file_brings(
    cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    windows = jsonl(tmp_path / "a.jsonl", *map(predicted, cut))
    with Store.open(tmp_path / "another.db") as store:
        report = took(store, windows, jsonl(tmp_path / "b.jsonl", ARTICLE))
        assert brief(report) == {"documents": 1, "suggestions": 1, "windows": 2}
        assert suggested(store) == [(0, 5, "quote"), (6, 12, "attribution"), (28, 36, "body")]


@pytest.mark.parametrize("whose", [{"sha256": HASH}, {"id": "a/1"}])
def test_labels_without_a_text_find_an_article_that_another_file_brings(
    store: Store, tmp_path: Path, whose: dict[str, str]
) -> None:
    labels = jsonl(tmp_path / "a.jsonl", {"annotator": "ana", "spans": [QUOTE]} | whose)
    report = took(store, labels, jsonl(tmp_path / "b.jsonl", ARTICLE))
    assert brief(report) == {"documents": 1, "records": 1}


def test_each_record_counts_once_and_in_its_order(store: Store, tmp_path: Path) -> None:
    first = {"text": "First.", "spans": [{"start": 0, "end": 5, "label": "cue", "group": 1}]}
    more = [LABELS, {"text": "Later.", "spans": [{"start": 0, "end": 5, "label": "cue"}]}]
    waiting = jsonl(tmp_path / "a.jsonl", first, "no JSON", *more, "nor this")
    article = jsonl(tmp_path / "b.jsonl", ARTICLE)
    report = take(store, waiting, article, names=NameMap(labels={"cue": ""}))
    assert brief(report) == {"documents": 3, "records": 1, "left_out": 2}
    assert [problem.line for problem in report.problems] == [2, 5]
    assert report.not_kept[str(waiting)].spans == {"group": 1}
    assert [d.text for _, d in documents.each(store)] == ["First.", TEXT, "Later."]


def test_of_what_nothing_brings_each_record_is_named_once(store: Store, tmp_path: Path) -> None:
    files = [
        jsonl(tmp_path / f"{name}.jsonl", {"text": f"Text {name}."}, LABELS, LABELS)
        for name in "ab"
    ]
    report = take(store, *files)
    assert report.documents == 2
    assert [line.split(":")[1] for line in problems(report)] == ["2", "3", "2", "3"]
    assert all("no text is known with the hash" in line for line in problems(report))


def test_what_comes_through_a_pipe_waits_for_nothing(store: Store, tmp_path: Path) -> None:
    """It is there but once."""
    pipe = tmp_path / "a.jsonl"
    os.mkfifo(pipe)
    lines = jsonl(tmp_path / "lines", LABELS, {"text": "More."}).read_text()
    writer = Thread(target=pipe.write_text, args=[lines])
    writer.start()
    report = take(store, pipe, jsonl(tmp_path / "b.jsonl", ARTICLE))
    writer.join()
    assert report.documents == 2
    assert "no text is known with the hash" in problems(report)[0]
