"""The file behind `--map`: how others call labels and relations."""

from pathlib import Path

from annotate.cli.streams import given
from annotate.core.errors import InputError
from annotate.core.name_map import NameMap, parse_map
from annotate.core.scheme import Scheme


def read_map(path: Path | None, scheme: Scheme) -> NameMap | None:
    """The map of names that a file holds. Raises InputError in one line."""
    if path is None:
        return None
    try:
        with given(path) as file:
            source = file.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", str(path)) from error
    except UnicodeError as error:
        raise InputError("not UTF-8", str(path)) from error
    return parse_map(source, scheme, str(path))
