"""JSON as it arrives: decoded and checked, what is wrong said in one line that names the field."""

import re
from collections.abc import Callable
from typing import TypeVar

import msgspec

from annotate.core.errors import InputError
from annotate.core.misfit import misfit

T = TypeVar("T")
_LONE_SURROGATE = re.compile(
    r"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]"
)


def decode_json(line: str | bytes, decode: Callable[[bytes], T]) -> T:
    """What a decoder of msgspec makes of a piece of JSON.

    Raises InputError that names the field, UnicodeError where it is not UTF-8.
    """
    data = line.encode() if isinstance(line, str) else line
    try:
        if b"\\u0000" in data:
            _refuse_nul(msgspec.json.decode(data), "$")
        return decode(data)
    except msgspec.ValidationError as error:
        raise InputError(*misfit(error), "see docs/formats.md") from error
    except msgspec.DecodeError as error:
        raise _not_json(data.decode(), error) from error
    except RecursionError as error:
        raise InputError("nested too deeply", hint="see docs/formats.md") from error


def _refuse_nul(value: object, path: str) -> None:
    """Raise InputError for a NUL in any string: PostgreSQL, where teams meet, takes none."""
    if isinstance(value, str) and "\0" in value:
        raise InputError("NUL character", path, "remove it and import again")
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_nul(key, path)
            _refuse_nul(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _refuse_nul(inner, f"{path}[{index}]")


def _not_json(line: str, error: msgspec.DecodeError) -> InputError:
    if _LONE_SURROGATE.search(line):
        return InputError("lone surrogate", hint="remove it and import again")
    return InputError(f"not valid JSON ({error})", hint="is the line cut off?")
