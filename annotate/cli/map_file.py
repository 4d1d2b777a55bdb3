"""The file behind `--map`: how others call labels and relations."""

from pathlib import Path

from annotate.cli.streams import given
from annotate.core.errors import InputError
from annotate.core.name_map import NameMap, parse_map
from annotate.core.scheme import Scheme

LONGEST = 1 << 24
"""Bytes of a map."""


def read_map(path: Path | None, scheme: Scheme) -> NameMap | None:
    """The map of names that a file holds. Raises InputError in one line."""
    return parse_map(_read(path), scheme, str(path)) if path else None


def _read(path: Path) -> str:
    try:
        with given(path) as file, file.open("rb") as stream:
            source = stream.read(LONGEST + 1)
        if len(source) > LONGEST:
            raise InputError("longer than any map", str(path))
        return source.decode()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", str(path)) from error
    except UnicodeError as error:
        raise InputError("not UTF-8", str(path)) from error
