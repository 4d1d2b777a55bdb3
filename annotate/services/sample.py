"""The sample project that ships with the program: its articles, and throw-away copies of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.errors import ProjectError
from annotate.services import copies, project
from annotate.services.importing import import_paths

PACKAGE = Path(__file__).resolve().parent.parent
PLACES = (PACKAGE / "_corpora", PACKAGE.parent / "corpora")
"""In an installed package, and in a checkout."""
FIRST = "harbour-gazette"
"""Whose articles come first: they are in English, and show most of what there is."""


def corpora() -> Path:
    """The folder of sample articles. Raises ProjectError where the installation lacks it."""
    found = next((place for place in PLACES if place.is_dir()), None)
    if found is None:
        raise ProjectError("the sample articles are missing", str(PACKAGE), "install annotate anew")
    return found


@contextmanager
def throw_away() -> Iterator[Path]:
    """A copy of the sample project in a folder that goes when the block is left."""
    with TemporaryDirectory(prefix="annotate-demo-") as name:
        folder = Path(name)
        project.init(folder, "Sample project")
        with project.Project.open(folder) as opened:
            found = corpora()
            import_paths(opened.store, opened.scheme, [found / FIRST, found], annotator="sample")
            copies.refresh(opened.store)
        yield folder
