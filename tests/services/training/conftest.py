"""A project that has been labelled, and copies of one story in it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from annotate.services.importing import import_paths
from annotate.services.project import Project, init
from annotate.storage import learning
from annotate.suggesters.learning.model import NAME
from tests.services import harbour


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour.made(tmp_path_factory.mktemp("trained") / "project")


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    (folder / NAME).unlink(missing_ok=True)
    with Project.open(folder) as opened:
        learning.put_learned_at(opened.store, 0)
        yield opened


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Project]:
    """A project of three finished articles that tell one story."""
    init(tmp_path / "copies")
    story = "The mayor has said on Monday that the ferry will come back before the summer ends."
    records = [{"text": f"{story} {n}", "annotator": "ana", "status": "done"} for n in range(3)]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, records)))
    with Project.open(tmp_path / "copies") as project:
        import_paths(project.store, project.scheme, [tmp_path / "a.jsonl"], annotator="ana")
        yield project
