"""Files that are read along with another of the same name: each may be compressed."""

from collections.abc import Iterator
from pathlib import Path

from annotate.formats.expanding import ENDINGS, stem_of


def names_beside(name: str, ending: str) -> Iterator[str]:
    """What a file with that ending may be called that belongs to this one, the plain one first."""
    whole = stem_of(name) + ending
    return (whole + compressed for compressed in ("", *ENDINGS))


def file_beside(path: Path, ending: str) -> Path | None:
    """The file with that ending that belongs to this one, None where there is none."""
    found = map(path.with_name, names_beside(path.name, ending))
    return next((each for each in found if each.is_file()), None)
