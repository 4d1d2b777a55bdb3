"""Rows of tables as what a line of native JSONL says: programs for tables nest as they can.

They write what may be anything as text that is JSON, three values in a row as a struct, and
numbers where there is not always one as floats.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Raw

NESTED = {
    "paragraphs",
    "hints",
    "appearances",
    "spans",
    "relations",
    "notes",
    "flags",
    "rejections",
    "settlement",
    "meta",
}
"""Keys of a record that hold no text and no number."""
VARIED = NESTED | {"published"}
PLACE = ("start", "end", "label")
_encode = msgspec.json.Encoder(enc_hook=str).encode
_decode_row = msgspec.json.Decoder(dict[str, Any]).decode
_decode_object = msgspec.json.Decoder(dict[str, Raw]).decode


def line_of(row: Mapping[str, Any]) -> bytes:
    """The row as a line of JSON; what is null there is left out."""
    said = {
        name: _value(name, value) if name in VARIED else value
        for name, value in row.items()
        if value is not None
    }
    return _encode(said)


def decoded(value: Any) -> Any:
    """A value with text in place of bytes, however nested. Raises UnicodeDecodeError."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [decoded(part) for part in value]
    if isinstance(value, dict):
        return {name: decoded(part) for name, part in value.items()}
    return value


def told(line: bytes) -> bytes | None:
    """A line that holds a row of a table as it should be; None for any other."""
    try:
        row = _decode_row(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    changes = any(_value(name, row[name]) != row[name] for name in VARIED & row.keys())
    return line_of(row) if changes else None


def _value(name: str, value: Any) -> Any:
    if isinstance(value, str) and (name in NESTED or value.startswith('"')):
        value = _json(value)  # a date in quotation marks is what a head calls JSON
    if name in SHAPED and isinstance(value, list):
        return [SHAPED[name](part) for part in value]
    return value


def _json(text: str) -> Any:
    """What a text of JSON holds: of an object the values as they are written; else the text."""
    try:
        found = msgspec.json.decode(text)
        return _decode_object(text) if isinstance(found, dict) else found
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return text


def _triple(place: Any) -> Any:
    """A struct of start, end and label as its values; anything else as it is."""
    is_struct = isinstance(place, dict) and place.keys() == set(PLACE)
    return [place[key] for key in PLACE] if is_struct else place


def _remark(remark: Any) -> Any:
    """A note or flag whose paragraph is no float."""
    paragraph = remark.get("paragraph") if isinstance(remark, dict) else None
    if isinstance(paragraph, float) and paragraph.is_integer():
        return remark | {"paragraph": int(paragraph)}
    return remark


SHAPED = {"rejections": _triple, "notes": _remark, "flags": _remark}
"""Keys of lists of which each part may be of another shape."""
