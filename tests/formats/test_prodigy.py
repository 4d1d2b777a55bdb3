"""Prodigy: tokens, relations of tokens, answers, and reviewed tasks."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from annotate.core.document import text_hash
from annotate.core.record import Record, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats.base import Writing
from annotate.formats.prodigy import read as reader
from annotate.formats.prodigy_writing import FILE_NAME, write
from tests.campaign import campaign
from tests.formats import samples
from tests.formats.reading import problems, read, records
from tests.formats.round_trips import SCHEME, Batch, batches
from tests.formats.round_trips import records as made


def found(*tasks: dict[str, Any]) -> list[Record]:
    content = "\n".join(map(json.dumps, tasks)).encode()
    return [item.record for item in records(read(reader, content))]


def tasks(folder: Path, batch: Batch) -> list[dict[str, Any]]:
    write(made(batch), folder, Writing(SCHEME))
    lines = (folder / FILE_NAME).read_text(encoding="utf-8").split("\n")[:-1]
    return [json.loads(line) for line in lines]


@settings(max_examples=campaign(50, 2000))
@given(batch=batches())
def test_tokens_make_up_the_text_and_spans_are_of_whole_tokens(
    tmp_path_factory: Any, batch: Batch
) -> None:
    for task in tasks(tmp_path_factory.mktemp("out"), batch):
        tokens = task["tokens"]
        assert "".join(t["text"] + " " * t["ws"] for t in tokens) == task["text"]
        assert [t["id"] for t in tokens] == list(range(len(tokens)))
        for span in task["spans"]:
            first, last = tokens[span["token_start"]], tokens[span["token_end"]]
            assert (first["start"], last["end"]) == (span["start"], span["end"])
        for link in task["relations"]:
            assert link["head"] == link["head_span"]["token_end"]
            ends = link["head_span"]["label"], link["child_span"]["label"]
            assert SCHEME.permits(link["label"], *ends)


def test_hashes_say_what_is_the_same(tmp_path: Path) -> None:
    quote = RecordSpan(id="a", start=0, end=1, label="quote")
    lines = [
        Record(text="ab", sha256="1", annotator="ana", status="done"),
        Record(text="ab", sha256="1", annotator="ben", status="skipped", spans=(quote,)),
        Record(text="ab", sha256="1", annotator="cho", status="open", spans=(quote,)),
    ]
    write(lines, tmp_path, Writing(DEFAULT_SCHEME))
    made = [json.loads(line) for line in (tmp_path / FILE_NAME).read_bytes().splitlines()]
    assert len({task["_input_hash"] for task in made}) == 1
    assert made[0]["_task_hash"] != made[1]["_task_hash"] == made[2]["_task_hash"]
    assert [task.get("answer") for task in made] == ["accept", "ignore", None]
    assert [task["_annotator_id"] for task in made] == ["ana", "ben", "cho"]
    assert not [key for key in made[0] if "time" in key]


def test_the_hash_of_a_text_is_the_same_wherever_it_stands(tmp_path: Path) -> None:
    texts = ("", "ab", "")
    write([Record(text=text, sha256=text_hash(text)) for text in texts], tmp_path, Writing())
    made = [json.loads(line) for line in (tmp_path / FILE_NAME).read_bytes().splitlines()]
    first, _, last = (task["_input_hash"] for task in made)
    assert first == last


def test_what_was_rejected_is_a_rejection() -> None:
    (record,) = found(samples.prodigy() | {"answer": "reject"})
    assert (record.spans, record.relations, record.status) == ((), (), "open")
    assert len(record.rejections or ()) == len(samples.PLACES)


def test_a_reviewed_task_is_all_its_versions_and_gold() -> None:
    task = samples.prodigy()
    versions = [task | {"sessions": ["hill-a", "hill-b"]}, task | {"spans": [], "relations": []}]
    layers = found(task | {"versions": versions, "_annotator_id": "rev"})
    assert [(r.layer, len(r.spans or ())) for r in layers] == [
        ("hill-a", 4),
        ("hill-b", 4),
        ("tea", 0),
        ("gold/rev", 4),
    ]


def test_relations_are_found_by_their_tokens_too() -> None:
    task = samples.prodigy()
    (bare,) = [{k: v for k, v in r.items() if "span" not in k} for r in task["relations"]]
    (record,) = found(task | {"relations": [bare]})
    assert record.relations == (RecordRelation("attributed_to", 2, 1),)
    for span in task["spans"]:
        del span["token_end"]
    (record,) = found(task | {"relations": [bare]})
    assert record.relations == (RecordRelation("attributed_to", 2, 1),)
    content = json.dumps(task | {"relations": [bare | {"head": 77}]}).encode()
    assert problems(read(reader, content)) == [
        "file:1: no span ends with token 77, $.relations[0].head, label the span too"
    ]


def test_labels_that_were_changed_there_are_taken_over(tmp_path: Path) -> None:
    quote = RecordSpan(id="a", start=0, end=1, label="quote")
    line = Record(text="ab", annotator="ana", status="done", paragraph_status="d", spans=(quote,))
    write([line], tmp_path, Writing(DEFAULT_SCHEME))
    task = json.loads((tmp_path / FILE_NAME).read_bytes())
    (same,) = found(task)
    assert (same.layer, same.paragraph_status, same.spans) == ("ana", "d", (quote,))
    (ignored,) = found(task | {"answer": "ignore"})
    assert (ignored.status, ignored.paragraph_status) == ("skipped", None)
    (other,) = found(task | {"_annotator_id": "ben", "_session_id": "ben"})
    assert (other.layer, other.status, other.paragraph_status) == ("ben", "done", None)
