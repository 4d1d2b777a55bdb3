"""What the lines of a brat annotation file say, before any of it is understood."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotate.core.document import Range
from annotate.core.errors import InputError

BEGINS = re.compile(r"(?:[TREAMNW]-?\d+|#\d+|\*)\t")
"""How a line begins that is none of a text's that goes on over newlines."""
PLACES = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
PLACE = re.compile(r"(\S+) (\d+) (\d+)")
"""What most are."""


class TextBound(NamedTuple):
    """A span in pieces; `text` is what it covers, if the line says."""

    id: str
    type: str
    places: tuple[Range, ...]
    text: str | None
    line: int


class Linked(NamedTuple):
    """A relation or an event: roles and what plays them; an event's first role is its trigger."""

    id: str
    type: str
    roles: tuple[tuple[str, str], ...]
    line: int


class Remark(NamedTuple):
    """A note, of any kind, on anything."""

    type: str
    target: str
    text: str


class Lines(NamedTuple):
    """An annotation file; `others` are lines that are kept as they are."""

    spans: dict[str, TextBound]
    relations: list[Linked]
    events: list[Linked]
    remarks: list[Remark]
    others: list[str]


def parse(content: str) -> Lines:
    """The lines of a file. Raises InputError that names the line."""
    found = Lines({}, [], [], [], [])
    for number, line in _joined(content):
        try:
            _take(found, line, number)
        except ValueError as error:
            raise InputError(f"not a line of brat ({line[:40]!r})", f"line {number}") from error
    return found


def _joined(content: str) -> Iterator[tuple[int, str]]:
    """The lines by number; one that is none of its own goes on with the text of that before."""
    whole, first = "", 0
    for number, ended in enumerate(content.removesuffix("\n").split("\n"), 1):
        line = ended.removesuffix("\r")
        if whole and not BEGINS.match(line):
            whole += f"\n{line}"
            continue
        if whole.strip():
            yield first, whole
        whole, first = line, number
    if whole.strip():
        yield first, whole


def _take(found: Lines, line: str, number: int) -> None:
    id, _, rest = line.partition("\t")
    data, tab, text = rest.partition("\t")
    match id[:1]:
        case "T":
            if id in found.spans:
                raise InputError(f"{id} is there twice", f"line {number}")
            found.spans[id] = _text_bound(id, data, text if tab else None, number)
        case "R":
            found.relations.append(_linked(id, data, number))
        case "E":
            found.events.append(_event(id, data, number))
        case "#":
            type, target = data.split()
            found.remarks.append(Remark(type, target, text))
        case "A" | "M" | "N" | "*" | "W":
            found.others.append(line)
        case _:
            raise ValueError(line)


def _text_bound(id: str, data: str, text: str | None, number: int) -> TextBound:
    if found := PLACE.fullmatch(data):
        type, start, end = found.groups()
        return TextBound(id, type, ((int(start), int(end)),), text, number)
    match = PLACES.fullmatch(data)
    if match is None:
        raise ValueError(data)
    places = [place.split(" ") for place in match[2].split(";")]
    return TextBound(id, match[1], tuple([(int(a), int(b)) for a, b in places]), text, number)


def _linked(id: str, data: str, number: int) -> Linked:
    type, *roles = data.split()
    found = [tuple(role.split(":")) for role in roles]
    if len(found) != 2:
        raise ValueError(data)
    return Linked(id, type, tuple((role, target) for role, target in found), number)


def _event(id: str, data: str, number: int) -> Linked:
    trigger, *roles = data.split()
    found = [tuple(role.split(":")) for role in (trigger, *roles)]
    pairs = tuple((role, target) for role, target in found)
    return Linked(id, pairs[0][0], pairs, number)
