"""Files that are read along with another of the same name: each may be compressed."""

from collections.abc import Iterator

from annotate.formats.expanding import ENDINGS, stem_of
from annotate.formats.places import Place, Remote


def names_beside(name: str, ending: str) -> Iterator[str]:
    """What a file with that ending may be called that belongs to this one, the plain one first."""
    whole = stem_of(name) + ending
    return (whole + compressed for compressed in ("", *ENDINGS))


def file_beside(place: Place, ending: str) -> Place | None:
    """The file with that ending that belongs to this one, None where there is none.

    Raises OSError where what is at the other end of an address does not tell.
    """
    for name in names_beside(place.name, ending):
        found = place.with_name(name)
        if _is_there(found):
            return found
    return None


def _is_there(place: Place) -> bool:
    """Whether a file is there; of what is not many an object store says that one may not look."""
    if not isinstance(place, Remote):
        return place.is_file()
    try:
        return place.exists()
    except PermissionError:
        return False
