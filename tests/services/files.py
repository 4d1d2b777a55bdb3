"""Files to import, and datasets that come out."""

import json
from pathlib import Path
from typing import Any

from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.core.wanted import EVERYTHING
from annotate.services.exporting import export
from annotate.services.import_report import ImportReport
from annotate.services.importing import import_paths
from annotate.storage import documents
from annotate.storage.store import Store

TEXT = "“No,” said X.\n\nMore of it."
QUOTE = {"start": 0, "end": 5, "label": "quote", "text": "“No,”"}
WHO = {"start": 6, "end": 12, "label": "attribution", "text": "said X"}
LABELLED = {
    "id": "a/1",
    "text": TEXT,
    "annotator": "ana",
    "spans": [QUOTE, WHO],
    "relations": [{"label": "attributes", "head": 1, "child": 0}],
}

TABLES = ("documents", "texts", "appearances", "operations", "spans", "writers")
"""What an import writes to."""


def jsonl(path: Path, *records: dict[str, Any] | str) -> Path:
    """A JSONL file of these records; a string is a line as it is."""
    lines = (r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def take(store: Store, *paths: Path, scheme: Scheme = DEFAULT_SCHEME, **how: Any) -> ImportReport:
    """Import as "me", unless told otherwise."""
    return import_paths(store, scheme, paths, **({"annotator": "me"} | how))


def took(store: Store, *paths: Path, **how: Any) -> ImportReport:
    """The same, where nothing may be bad."""
    report = take(store, *paths, **how)
    assert report.problems == []
    return report


def give(
    store: Store, folder: Path, scheme: Scheme = DEFAULT_SCHEME, **how: Any
) -> dict[str, bytes]:
    """The files of a dataset of everything, unless told otherwise, by name."""
    export(store, scheme, "jsonl", folder, **({"wanted": EVERYTHING} | how))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def given(dataset: dict[str, bytes]) -> list[dict[str, Any]]:
    """The records of a dataset."""
    return [json.loads(line) for line in dataset["records.jsonl"].splitlines()]


def problems(report: ImportReport) -> list[str]:
    """What was bad, a line each."""
    return [str(problem) for problem in report.problems]


def texts(store: Store) -> list[str]:
    """Every text that the store has, in the order of import."""
    return [document.text for _, document in documents.each(store)]
