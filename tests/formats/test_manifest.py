"""The manifest: what a dataset holds, by count and by hash, and no time."""

import hashlib
import json
from pathlib import Path

from annotate import __version__
from annotate.core.record import Record, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import Wanted
from annotate.formats.base import Loss, Lost
from annotate.formats.manifest import NAME, Tally, describe

RECORDS = [
    Record(
        sha256="a",
        annotator="ana",
        status="done",
        spans=(
            RecordSpan(start=0, end=1, label="quote"),
            RecordSpan(start=1, end=2, label="quote"),
            RecordSpan(start=1, end=2, label="old"),
        ),
        relations=(RecordRelation("continues", 0, 1),),
    ),
    Record(sha256="a", annotator="ben", status="skipped"),
    Record(sha256="b", annotator="ana"),
    Record(sha256="c", annotator=None),
]


def test_records_are_counted_while_they_go_by() -> None:
    tally = Tally(DEFAULT_SCHEME)
    assert list(tally.counted(RECORDS)) == RECORDS
    counts = tally.counts()
    assert (counts.documents, counts.records) == (3, 4)
    assert (counts.spans, counts.relations) == (3, 1)
    assert counts.labels == {
        "quote": 2,
        "attribution": 0,
        "caption": 0,
        "ad": 0,
        "body": 0,
        "old": 1,
    }
    assert counts.relation_labels == {"attributes": 0, "continues": 1}
    assert counts.layers == {"ana": 2, "ben": 1}
    assert counts.status == {"done": 1, "skipped": 1, "open": 1}


def test_the_manifest_names_every_file_by_size_and_hash(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.jsonl").write_bytes(b"bb")
    (tmp_path / "a.jsonl").write_bytes(b"a")
    counts = Tally(DEFAULT_SCHEME).counts()
    made = describe(
        tmp_path,
        format="jsonl",
        wanted=Wanted(majority=2),
        scheme=DEFAULT_SCHEME,
        counts=counts,
        loss=Loss(dropped=(Lost("x", "y"),)),
    )
    made.save(tmp_path)
    saved = json.loads((tmp_path / NAME).read_bytes())
    assert [(f["path"], f["bytes"], f["sha256"]) for f in saved["files"]] == [
        ("a.jsonl", 1, hashlib.sha256(b"a").hexdigest()),
        ("sub/b.jsonl", 2, hashlib.sha256(b"bb").hexdigest()),
    ]
    assert saved["version"] == f"annotate {__version__}"
    assert saved["format"] == "jsonl"
    assert saved["wanted"] == {"majority": 2}
    assert saved["loss"] == {"split": [], "flattened": [], "dropped": [{"id": "x", "reason": "y"}]}
    assert [label["name"] for label in saved["scheme"]["labels"]] == [
        label.name for label in DEFAULT_SCHEME.labels
    ]
    assert list(saved) == ["format", "version", "wanted", "scheme", "counts", "files", "loss"]
