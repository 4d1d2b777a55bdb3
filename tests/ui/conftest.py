"""Projects for the program to run on, each in a folder of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.core.document import Document
from annotate.services.project import Project, init
from annotate.storage import suggestions
from annotate.suggesters import SUGGESTERS
from tests.services.annotating.offering import QUOTE, SAID, TEXT, Words, found
from tests.storage.making import add, document

Make = Callable[..., Path]
Offer = Callable[..., Path]
RULES = ", ".join(f'"{name}"' for name in SUGGESTERS)
FERRY = (
    "Ferry strikes breakwater\n\n“It was dark,” said Ana Ruiz, a nurse. “We saw nothing.”\n\n"
    "The captain, who is 58, was suspended, the ministry said.\n\n"
    "Photo: Luis Vega/Harbour News\n\nSubscribe to our newsletter."
)
STRIKE = (
    "Strike ends\n\nWorkers returned on Monday, according to the union.\n\n“At last,” one said."
)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project without an article."""
    folder = tmp_path_factory.mktemp("blank") / "project"
    init(folder, "Harbour")
    # suggestions have their own tests: here keys are to mean one thing
    file = folder / "annotate.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n[suggestions]\nwithout = 1.0\n")
    Project.open(folder).store.close()
    return folder


@pytest.fixture
def make(blank: Path, tmp_path: Path) -> Make:
    """Make a project of these articles, with more lines in its file if they are given."""

    def made(*texts: str, file: str = "") -> Path:
        folder = Path(shutil.copytree(blank, tmp_path / "project"))
        if file:
            path = folder / "annotate.toml"
            path.write_text(f"{path.read_text(encoding='utf-8')}\n{file}", encoding="utf-8")
        with Project.open(folder) as project:
            add(project.store, *(_article(text, n) for n, text in enumerate(texts, 1)))
        return folder

    return made


def _article(text: str, number: int) -> Document:
    """An article that is called by its first line."""
    return document(text, f"a/{number}", title=text.partition("\n")[0], source="gazette")


@pytest.fixture
def folder(make: Make) -> Path:
    """A project of two articles."""
    return make(FERRY, STRIKE)


@pytest.fixture
def offer(make: Make) -> Offer:
    """A project of articles of which one suggester, made elsewhere, suggests these."""

    def made(*words: Words, texts: tuple[str, ...] = (TEXT,), file: str = "") -> Path:
        folder = settings(make(*texts), file or f"off = [{RULES}]")
        with Project.open(folder) as project, project.store.transaction():
            for key, text in enumerate(texts, 1):
                links = [(SAID, QUOTE)] if {SAID, QUOTE} <= set(words) else []
                there = found(document(text), *words, links=links)
                suggestions.put(project.store, key, "rules", there)
        return folder

    return made


def settings(folder: Path, lines: str) -> Path:
    """Let these be the project's settings of suggestions."""
    file = folder / "annotate.toml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("without = 1.0", lines), encoding="utf-8")
    return folder
