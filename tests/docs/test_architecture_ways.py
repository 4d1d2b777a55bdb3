"""The two ways that the page on the architecture shows are those that a key and an article go."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from annotate.cli.main import outcome
from annotate.services.project import init
from tests.docs.pages import ROOT
from tests.docs.test_architecture_page import steps
from tests.services.files import TEXT
from tests.ui.running import running

Called = dict[str, set[str]]
"""By file, each part of the names of the functions in it that were called."""


@contextmanager
def watched() -> Iterator[Called]:
    """What of the program is called meanwhile."""
    called: Called = defaultdict(set)

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(f"{ROOT}/annotate/"):
            called[str(Path(code.co_filename).relative_to(ROOT))].update(
                code.co_qualname.split(".")
            )

    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(None)


def missed(way: str, called: Called) -> list[str]:
    """The functions, and classes with methods, that the way names and that were not called."""
    found = [(path, name) for path, names in steps(way) for name in names if name in runs(path)]
    assert len(found) > 10
    return [f"{path}: {name}" for path, name in found if name not in called[path]]


def runs(path: str) -> set[str]:
    """The names in a file of what can be called in it."""
    nodes = ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return {
        node.name
        for node in nodes
        if isinstance(node, kinds)
        or (isinstance(node, ast.ClassDef) and any(isinstance(n, kinds) for n in node.body))
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a file to import, in which nothing is suggested."""
    project = tmp_path / "project"
    init(project)
    file = project / "annotate.toml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n[suggestions]\nwithout = 1.0\n")
    (project / "corpora" / "no.txt").write_text(TEXT, encoding="utf-8")
    return project


def run(folder: Path, *command: str) -> None:
    assert outcome([*command, "--project", str(folder), "--annotator", "ana", "--quiet"]) == 0


async def test_a_key_goes_the_way_that_the_page_shows(folder: Path) -> None:
    run(folder, "import")
    with watched() as called:
        async with running(folder) as desk:
            await desk.press("a", "q")
            assert desk.spans == [("quote", "“No,”"), ("attribution", "said X")]
    assert missed("The way of a key", called) == []


def test_an_article_goes_the_way_that_the_page_shows(folder: Path) -> None:
    with watched() as called:
        run(folder, "import")
        run(folder, "export", "jsonl", "--unfinished", "--split", "train=50,test=50")
    assert missed("The way of an article", called) == []


def test_what_is_not_called_is_missed(folder: Path) -> None:
    with watched() as called:
        run(folder, "import")
    assert "annotate/services/splitting.py: divide" in missed("The way of an article", called)
