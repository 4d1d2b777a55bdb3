"""Putting a dataset where only files can be put, as into an object store: the manifest last."""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.errors import AnnotateError
from annotate.formats.manifest import NAME as MANIFEST
from annotate.formats.manifest import Manifest, files_named
from annotate.formats.places import Remote
from annotate.services.exporting.placing import in_the_way

COMING = ".export-manifest.json"
"""The manifest of what is being put there: it goes when all of that is there."""


def put_afar(fill: Callable[[Path], Manifest], out: Remote) -> Manifest:
    """Fill a folder here, and copy every file to `out` when all are whole, the manifest last.

    Then the files of the dataset that lay there before go, and what else lies there stays. A
    reader who goes by the manifest may meanwhile find files that are newer than it says. Raises
    StorageError where a file of somebody's own is in the way, AnnotateError where there is no way
    there.
    """
    out.check()  # before anything is written, and in the words that were given
    with TemporaryDirectory(prefix="annotate-export-") as name:
        folder = Path(name)
        try:
            manifest = fill(folder)
            manifest.save(folder)
        except OSError as error:
            what = f"the export could not be written ({error.strerror or error})"
            raise AnnotateError(what, name, "name a folder with room in TMPDIR") from error
        try:
            _put({file.path for file in manifest.files}, folder, out)
        except OSError as error:
            what = f"the export could not be put there ({error.strerror or error})"
            raise AnnotateError(what, str(out), "run it again: it may be there in part") from error
    return manifest


def _put(paths: set[str], folder: Path, out: Remote) -> None:
    """Put the files there, and take away those of datasets before, of one broken off too."""
    before = _named(out, MANIFEST) | _named(out, COMING)
    for path in _strange(paths, before, out):
        raise in_the_way(str(out / path))
    (out / COMING).write(folder / MANIFEST)
    for path in (*sorted(paths), MANIFEST):
        (out / path).write(folder / path)
    for path in sorted(before - paths - {MANIFEST}):
        (out / path).remove()
    (out / COMING).remove()


def _named(out: Remote, manifest: str) -> set[str]:
    """The files that a manifest there names, if there is one; none that lies elsewhere."""
    with suppress(OSError), (out / manifest).open() as stream:
        named = files_named(stream.read())
        paths = {file.path for file in named if ".." not in file.path.split("/")}
        return paths | {MANIFEST} if paths else paths
    return set()


def _strange(paths: Collection[str], before: Collection[str], out: Remote) -> Iterator[str]:
    """What would be written over that no export has put there."""
    parts: dict[str, list[str]] = {}
    for path in sorted({*paths, MANIFEST} - {*before}):
        parts.setdefault(path.partition("/")[0], []).append(path)
    for part, inside in parts.items():
        # each answer takes its time: where a folder is not there nothing of it is asked for
        if (out / part).exists():
            yield from (path for path in inside if (out / path).exists())
