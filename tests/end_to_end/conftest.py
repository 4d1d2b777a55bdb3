"""A project of the sample articles for every test that wants one, made once and copied."""

from pathlib import Path
from shutil import copytree

import pytest

from annotate.services.sample import corpora
from tests.cli.program import made, prepared


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles in a project that is only copied from, and that suggests nothing."""
    project = made(tmp_path_factory.mktemp("sample") / "project")
    with (project / "annotate.toml").open("a", encoding="utf-8") as file:
        file.write("[suggestions]\nwithout = 1.0\n")
    prepared("import", *sorted(corpora().glob("*/")), project=project)
    return project


@pytest.fixture
def sample(imported: Path, tmp_path: Path) -> Path:
    """A project of its own with the sample articles, without labels."""
    return Path(copytree(imported, tmp_path / "sample"))
