"""An article that is here, labelled; windows of it, and what a model says of them."""

from pathlib import Path
from typing import Any

from annotate.core.document import text_hash
from annotate.core.wanted import Wanted, Window
from annotate.services.import_report import ImportReport
from annotate.storage import suggestions
from annotate.storage.store import Store
from tests.services.files import give, given

TEXT = "“No,” said X.\n\nMore of it.\n\nThe end."
LABELLED = {
    "id": "a/1",
    "text": TEXT,
    "annotator": "ana",
    "spans": [
        {"start": 0, "end": 5, "label": "quote", "id": "1"},
        {"start": 6, "end": 12, "label": "attribution", "id": "2"},
        {"start": 15, "end": 36, "label": "body", "id": "3"},
        {"start": 28, "end": 36, "label": "body", "id": "4"},
    ],
    "relations": [{"label": "attributes", "head": "2", "child": "1"}],
}
WINDOW = Window(11, 11)
"""Which cuts that into 0–26 and 28–36, across which its third span lies."""


def exported(store: Store, folder: Path, window: Window = WINDOW) -> list[dict[str, Any]]:
    return given(give(store, folder, wanted=Wanted(unfinished=True, window=window)))


def predicted(window: dict[str, Any], score: float = 0.9) -> dict[str, Any]:
    """What a model says of a window: what ana does."""
    spans = [
        {key: span[key] for key in ("start", "end", "label", "text")} | {"score": score}
        for span in window["spans"]
    ]
    links = [{"label": link["label"], "head": 1, "child": 0} for link in window["relations"]]
    said = {"suggester": "model-1", "spans": spans, "relations": links}
    return {"text": window["text"], "window": window["meta"]["window"]} | said


def suggested(store: Store, suggester: str = "model-1") -> list[tuple[int, int, str]]:
    found = suggestions.of(store, text_hash(TEXT))[suggester]
    return [span.place for span in found.spans]


def brief(report: ImportReport) -> dict[str, int]:
    """The counts of a report that are not 0."""
    names = (n for n in report.__struct_fields__ if isinstance(getattr(report, n), int))
    return {name: getattr(report, name) for name in names if getattr(report, name)}
