"""Reading bytes with a format, as if they were a file."""

from io import BytesIO

from annotate.formats.base import Incoming, Problem, Reader, Source


def read(
    reader: Reader, content: bytes, encoding: str | None = None, *, id: str = "", folder: str = ""
) -> list[Incoming | Problem]:
    """All that a reader finds in a file of these bytes."""
    found = reader(Source("file", id=id, folder=folder), BytesIO(content), encoding)
    return [item for item in found if isinstance(item, Incoming | Problem)]


def records(found: list[Incoming | Problem]) -> list[Incoming]:
    """What could be read; fails where anything could not."""
    assert not [item for item in found if isinstance(item, Problem)], found
    return [item for item in found if isinstance(item, Incoming)]


def problems(found: list[Incoming | Problem]) -> list[str]:
    """The lines that say what could not."""
    return [str(item) for item in found if isinstance(item, Problem)]
