"""A project of two small articles, and the command line called within the test's own process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.services.project import init
from tests.cli.program import Ended, called

FERRY = "Ferry strikes breakwater\n\n“No,” said Ana Ruiz.\n\nThe captain was suspended.\n"
STRIKE = "Strike ends\n\nWorkers returned on Monday, according to the union.\n"
LABELS = (
    '{"sha256": "%s", "annotator": "ana", "spans": ['
    '{"id": "s1", "start": 26, "end": 31, "label": "quote", "text": "“No,”"},'
    '{"id": "s2", "start": 32, "end": 45, "label": "attribution"}],'
    '"relations": [{"label": "attributes", "head": "s2", "child": "s1"}]}\n'
)
Run = Callable[..., Ended]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with articles in its corpora, not imported yet."""
    folder = tmp_path / "project"
    init(folder, "Harbour")
    articles = folder / "corpora" / "gazette"
    articles.mkdir()
    (articles / "2025-11-04-ferry.txt").write_text(FERRY, encoding="utf-8")
    (articles / "2025-11-19-strike.txt").write_text(STRIKE, encoding="utf-8")
    return folder


@pytest.fixture
def run(project: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Call the command line on that project."""

    def call(*arguments: str | Path) -> Ended:
        return called("--project", project, *arguments, captured=capfdbinary)

    return call


@pytest.fixture
def filled(project: Path, run: Run) -> Run:
    """The same, on the project with its articles and labels of Ana's."""
    from annotate.core.document import text_hash

    labels = project.parent / "labels.jsonl"
    labels.write_text(LABELS % text_hash(FERRY), encoding="utf-8")
    assert run("import").code == 0
    assert run("import", labels).code == 0
    return run
