"""The sample project that ships with the program: articles, guidelines, throw-away copies of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.errors import ProjectError
from annotate.core.scheme_file import NAME as FILE
from annotate.services import copies, project
from annotate.services.importing import import_paths

PACKAGE = Path(__file__).resolve().parent.parent
PLACES = (PACKAGE / "_corpora", PACKAGE.parent / "corpora")
"""Of the articles: in an installed package, and in a checkout."""
GUIDELINES = (PACKAGE / "_guidelines.md", PACKAGE.parent / "docs" / "guidelines.md")
"""Of what `g` shows, likewise."""
FIRST = "harbour-gazette"
"""Whose articles come first: they are in English, and show most of what there is."""


def corpora() -> Path:
    """The folder of sample articles. Raises ProjectError where the installation lacks it."""
    return _first_of(PLACES, "articles")


def guidelines() -> str:
    """The guidelines for them. Raises ProjectError where the installation lacks them."""
    return _first_of(GUIDELINES, "guidelines").read_text(encoding="utf-8")


def _first_of(places: tuple[Path, ...], what: str) -> Path:
    found = next((place for place in places if place.exists()), None)
    if found is None:
        raise ProjectError(f"the sample {what} are missing", str(PACKAGE), "install annotate anew")
    return found


@contextmanager
def throw_away() -> Iterator[Path]:
    """A copy of the sample project in a folder that goes when the block is left."""
    with TemporaryDirectory(prefix="annotate-demo-") as name:
        folder = Path(name)
        project.init(folder, "Sample project")
        _guide(folder, guidelines())
        with project.Project.open(folder) as opened:
            found = corpora()
            import_paths(opened.store, opened.scheme, [found / FIRST, found], annotator="sample")
            copies.refresh(opened.store)
        yield folder


def _guide(folder: Path, text: str) -> None:
    """Give a new project guidelines."""
    (folder / "guidelines.md").write_text(text, encoding="utf-8")
    file = folder / FILE
    source = file.read_text(encoding="utf-8")
    file.write_text(f'guidelines = "guidelines.md"\n{source}', encoding="utf-8")
