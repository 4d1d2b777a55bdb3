"""What annotators say of articles, imported."""

from pathlib import Path
from typing import Any

import pytest

from annotate.storage.store import Store
from tests.services.files import jsonl, took
from tests.services.measuring.measured import LINK, Take, text


@pytest.fixture
def take(store: Store, tmp_path: Path) -> Take:
    """Import what annotators say of article number …"""

    def take(number: int, how: dict[str, Any] | None = None, **said: list[Any]) -> None:
        same = {"text": text(number), "id": f"d{number}"} | (how or {})
        records = [
            {
                **same,
                "annotator": name,
                "spans": spans,
                "relations": [LINK] if len(spans) > 1 else [],
            }
            for name, spans in said.items()
        ]
        took(store, jsonl(tmp_path / "records.jsonl", *records))

    return take
