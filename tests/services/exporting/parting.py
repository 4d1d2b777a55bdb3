"""Exports in parts of a test's: of so few articles that each process has some."""

from pathlib import Path
from typing import Any

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING
from annotate.services.exporting import export, filling
from annotate.storage.store import Store

Files = dict[str, bytes]


def in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that few articles are several parts, which processes are started for."""
    monkeypatch.setattr(filling, "PART", 3)
    monkeypatch.setattr(filling, "LEAST", 1)


def exported(store: Store, out: Path, format: str = "conll", **how: Any) -> Files:
    """The files of a dataset by two processes, unless told otherwise, by their paths."""
    usual: dict[str, Any] = {"wanted": EVERYTHING, "processes": 2}
    export(store, DEFAULT_SCHEME, format, out, **(usual | how))
    return files(out)


def files(out: Path) -> Files:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}
