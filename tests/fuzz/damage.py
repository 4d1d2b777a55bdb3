"""Damage to a file: bytes flipped, cut, spliced and repeated, and values exchanged for others."""

import json
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st
from msgspec import Struct

DEEP = 3000
LARGEST = 1 << 18
"""Bytes of a damaged file, at most: pieces that are repeated grow quickly."""
JUNK = [
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\x80", b"\r", b"\r\n", b"\n\n"),
    *(b"\x1b[2J", b"\x1b]52;c;aGk=\x07", b'"', b"'", b",", b"\t", b"{", b"}", b"]", b"<", b">"),
    *(b"-1", b"1" * 400, b"1e999", b"NaN", b"-0", b"\\ud800", b"\\u0000", b"&#0;", b"&#xD800;"),
    *(b"[" * DEEP, b'{"a":' * DEEP, b"<p>" * DEEP, b"(" * DEEP, b"<![CDATA[", b"<!--", b"]]>"),
    *(b"../../etc/passwd", b"/etc/passwd", b"%2e%2e/", b"file:///etc/passwd", b"\xe2\x80\xa8"),
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]>',
    *(b"&a;", b"&c;", b"x" * 5000, b"\n" * 3000, b"\xcc\x81" * 500, b"Content-Length: 99999999"),
]
"""What readers have stumbled over somewhere."""
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 10**30, -(2**63), 2**64, 1e308, -0.5, float("nan"), float("inf")),
    *(
        "",
        "\0",
        "\ud800",
        "\x1b[31m",
        "x" * 5000,
        "quote",
        "../../etc/passwd",
        "e" + "\u0301" * 300,
    ),
    *([], {}, [[]], [None], {"": None}, {"start": -1, "end": 10**20, "label": "quote"}),
    json.loads("[" * 200 + "]" * 200),
    json.loads('{"a":' * 200 + "1" + "}" * 200),
]
TOKEN = re.compile(rb'"[^"<>]{0,2000}"|[\w.:+-]+|\s+|[^\w\s]')
"""What a text file is made of: values in quotation marks, words and numbers, blanks, signs."""


class Change(Struct, frozen=True):
    """One piece of damage: its kind, two places as parts of the whole, what is put there."""

    kind: str
    where: float
    there: float
    junk: bytes
    value: int
    times: int


def applied(content: bytes, change: Change) -> bytes:
    """A file with that damage; as it was where the damage has no hold on it."""
    return (KINDS[change.kind](content, change) or content)[:LARGEST]


def damaged(folder: dict[str, bytes], which: float, changes: list[Change]) -> dict[str, bytes]:
    """A folder in which one file has that damage."""
    file = sorted(folder)[min(int(which * len(folder)), len(folder) - 1)]
    content = folder[file]
    for change in changes:
        content = applied(content, change)
    return {**folder, file: content}


def _place(content: bytes, part: float) -> int:
    return round(part * len(content))


def _stretch(content: bytes, change: Change) -> tuple[int, int]:
    first, last = sorted((_place(content, change.where), _place(content, change.there)))
    return first, last


def _flip(content: bytes, change: Change) -> bytes:
    at = _place(content, change.where)
    return (
        content[:at]
        + bytes(b ^ (1 << change.value % 8) for b in content[at : at + 1])
        + content[at + 1 :]
    )


def _cut_off(content: bytes, change: Change) -> bytes:
    return content[: _place(content, change.where)] or b"\n"


def _cut_out(content: bytes, change: Change) -> bytes:
    first, last = _stretch(content, change)
    return content[:first] + content[last:]


def _put_in(content: bytes, change: Change) -> bytes:
    at = _place(content, change.where)
    return content[:at] + change.junk + content[at:]


def _overwrite(content: bytes, change: Change) -> bytes:
    at = _place(content, change.where)
    return content[:at] + change.junk + content[at + len(change.junk) :]


def _splice(content: bytes, change: Change) -> bytes:
    at, (first, last) = _place(content, change.value / 100), _stretch(content, change)
    return content[:at] + content[first:last] + content[at:]


def _repeat(content: bytes, change: Change) -> bytes:
    first, last = _stretch(content, change)
    return content[:first] + content[first:last] * change.times + content[last:]


def _token(content: bytes, change: Change) -> bytes:
    """One of the tokens of a text exchanged for junk, in quotation marks if it had some."""
    tokens = list(TOKEN.finditer(content[: 1 << 16]))
    if not tokens:
        return content
    found = tokens[min(int(change.where * len(tokens)), len(tokens) - 1)]
    marks = b'"' if found.group().startswith(b'"') else b""
    return content[: found.start()] + marks + change.junk + marks + content[found.end() :]


def _json(content: bytes, change: Change) -> bytes:
    """A value somewhere in the JSON of a file, or of one of its lines, exchanged or dropped."""
    lines = [content] if content[:1] == b"[" else content.splitlines(keepends=True)
    at = min(int(change.where * len(lines)), len(lines) - 1) if lines else 0
    try:
        whole = json.loads(lines[at])
    except (ValueError, IndexError, RecursionError):
        return content
    places = list(_places(whole))
    if places:
        _exchange(*places[min(int(change.there * len(places)), len(places) - 1)], change)
    lines[at] = json.dumps(whole).encode() + b"\n"
    return b"".join(lines)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each list or object within a value with each of its keys."""
    if isinstance(value, dict | list):
        for key in [*value] if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])


def _exchange(holder: Any, key: Any, change: Change) -> None:
    choice = change.value % (len(VALUES) + 2)
    if choice < len(VALUES):
        holder[key] = VALUES[choice]
    elif choice == len(VALUES):
        del holder[key]
    elif isinstance(holder, list):
        holder.extend(holder[key : key + 1] * change.times)
    else:
        holder["\ud800" if change.times % 2 else "text"] = holder.pop(key)


def _inside(content: bytes, change: Change) -> bytes:
    """The same to what was deflated, as spaCy's files are, or to a member of a zip."""
    if content.startswith(b"PK"):
        return _in_zip(content, change)
    try:
        inner = zlib.decompress(content)
    except zlib.error:
        return content
    return zlib.compress(_overwrite(inner, change))


def _in_zip(content: bytes, change: Change) -> bytes:
    """A zip in which a member was damaged, or has the name of a file elsewhere."""
    new = BytesIO()
    try:
        with ZipFile(BytesIO(content)) as old, ZipFile(new, "w", ZIP_DEFLATED) as made:
            members = old.namelist()
            which = members[change.value % len(members)]
            for member in members:
                inner = old.read(member)
                if member != which:
                    made.writestr(member, inner)
                elif change.times % 4:
                    made.writestr(member, _overwrite(inner, change))
                else:
                    made.writestr(f"../../{member}", inner)
    except Exception:  # zipfile has many kinds; what is no zip any more is damaged otherwise
        return content
    return new.getvalue()


KINDS = {
    "flip": _flip,
    "cut off": _cut_off,
    "cut out": _cut_out,
    "put in": _put_in,
    "overwrite": _overwrite,
    "splice": _splice,
    "repeat": _repeat,
    "token": _token,
    "json": _json,
    "inside": _inside,
}
WEIGHTED = [*KINDS, "inside", "flip", "json", "json", "token", "token"]
PARTS = st.floats(0, 1)
CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from(WEIGHTED),
        PARTS,
        PARTS,
        st.sampled_from(JUNK) | st.binary(min_size=1, max_size=8),
        st.integers(0, 99),
        st.integers(2, 60),
    ),
    min_size=1,
    max_size=4,
)
"""A few changes, one after the other."""
