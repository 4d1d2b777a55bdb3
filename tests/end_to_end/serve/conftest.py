"""A project that is served."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import annotate, made
from tests.end_to_end.serve.browsing import ARTICLE
from tests.end_to_end.serving import Served


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = made(tmp_path / "project")
    (folder / "corpora" / "council.txt").write_text(ARTICLE, encoding="utf-8")
    assert annotate("import", project=folder).code == 0
    return folder


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    with Served(project, "ana", "ben") as running:
        yield running
