"""Putting a dataset where only files can be put, as into an object store: the manifest last."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.errors import AnnotateError
from annotate.formats.manifest import NAME as MANIFEST
from annotate.formats.manifest import Manifest, files_named
from annotate.formats.places import Remote


def put_afar(fill: Callable[[Path], Manifest], out: Remote) -> Manifest:
    """Fill a folder here, and copy every file to `out` when all are whole, the manifest last.

    Then the files of the dataset that lay there before go, and what else lies there stays. A
    reader who goes by the manifest may meanwhile find files that are newer than it says. Raises
    AnnotateError where there is no way there.
    """
    with TemporaryDirectory(prefix="annotate-export-") as name:
        folder = Path(name)
        manifest = fill(folder)
        manifest.save(folder)
        paths = {file.path for file in manifest.files}
        try:
            gone = _before(out) - paths - {MANIFEST}
            for path in (*sorted(paths), MANIFEST):
                out.below(path).write(folder / path)
            for path in sorted(gone):
                out.below(path).remove()
        except OSError as error:
            what = f"the export could not be put there ({error.strerror or error})"
            raise AnnotateError(what, str(out), "run it again: it may be there in part") from error
    return manifest


def _before(out: Remote) -> set[str]:
    """The files that the manifest there names, if there is one; none that lies elsewhere."""
    with suppress(OSError), out.below(MANIFEST).open() as stream:
        named = files_named(stream.read())
        return {file.path for file in named if ".." not in file.path.split("/")}
    return set()
