"""Putting a dataset into its folder: whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.formats.manifest import NAME as MANIFEST
from annotate.formats.manifest import Manifest


def into_place(fill: Callable[[Path], Manifest], out: Path) -> Manifest:
    """Fill a folder inside `out`, and move every file up when all are whole, the manifest last."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".export-", dir=out) as name:
        folder = Path(name)
        manifest = fill(folder)
        manifest.save(folder)
        for path in (*(file.path for file in manifest.files), MANIFEST):
            _move(folder / path, out / path)
    return manifest


def _move(path: Path, to: Path) -> None:
    """Exchange one file; what else lies in the folder stays."""
    to.parent.mkdir(parents=True, exist_ok=True)
    path.replace(to)
