"""The project that docs/python.md speaks of, in the folder that the tests run in."""

from pathlib import Path

import pytest

from annotate.services.importing import import_paths
from annotate.services.project import Project, init
from tests.services.files import jsonl

FERRY = "Ferry late again\n\n“No,” said Kim."
SPANS = [
    {"id": "q", "start": 18, "end": 23, "label": "quote"},
    {"id": "a", "start": 24, "end": 32, "label": "attribution"},
]
ARTICLE = {
    "id": "harbour/ferry",
    "title": "Ferry late again",
    "source": "harbour",
    "published": "2026-01-08",
    "text": FERRY,
    "meta": {"desk": "news"},
}
ANA = {
    **ARTICLE,
    "annotator": "ana",
    "spans": SPANS,
    "relations": [{"label": "attributes", "head": "a", "child": "q"}],
    "notes": [{"text": "which Kim?", "paragraph": 1}],
}
BEN = {**ARTICLE, "annotator": "ben", "status": "open", "spans": SPANS}
TIDE = {"id": "harbour/tide", "title": "The tide", "text": "The tide\n\nIt rose."}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "harbour-news"
    init(folder)
    records = jsonl(tmp_path / "records.jsonl", ANA, BEN, TIDE)
    with Project.open(folder) as project:
        import_paths(project.store, project.scheme, [records], annotator="me")
    return folder
