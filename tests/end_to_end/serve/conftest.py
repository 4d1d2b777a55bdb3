"""A project that is served."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.program import made, prepared
from tests.end_to_end.serve.browsing import ARTICLE
from tests.end_to_end.serving import Served


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that is only copied from."""
    folder = made(tmp_path_factory.mktemp("council") / "project")
    (folder / "corpora" / "council.txt").write_text(ARTICLE, encoding="utf-8")
    prepared("import", project=folder)
    return folder


@pytest.fixture
def project(council: Path, tmp_path: Path) -> Path:
    return Path(copytree(council, tmp_path / "project"))


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    with Served(project, "ana", "ben") as running:
        yield running
