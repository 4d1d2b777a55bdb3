"""The family of file formats: one a file, each with what it can do, `read`, `write` or both.

A new one is a new file with a FORMAT, and one line in FORMATS.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotate.core.errors import InputError
from annotate.core.record import Record
from annotate.formats import (
    brat,
    conll,
    csv,
    doccano,
    html,
    huggingface,
    jsonl,
    label_studio,
    parquet,
    prodigy,
    spacy,
    text,
    uima,
    warc,
    webanno,
)
from annotate.formats.base import Format, Reader, Writer, Writing, Written
from annotate.formats.expanding import plain_name
from annotate.formats.places import Place, opened

FORMATS: dict[str, Format] = {
    "text": text.FORMAT,
    "jsonl": jsonl.FORMAT,
    "huggingface": huggingface.FORMAT,
    "prodigy": prodigy.FORMAT,
    "doccano": doccano.FORMAT,
    "label_studio": label_studio.FORMAT,
    "brat": brat.FORMAT,
    "conll": conll.FORMAT,
    "webanno": webanno.FORMAT,
    "csv": csv.FORMAT,
    "parquet": parquet.FORMAT,
    "spacy": spacy.FORMAT,
    "uima": uima.FORMAT,
    "html": html.FORMAT,
    "warc": warc.FORMAT,
}
"""In the order of import: a text comes before the annotations that name it by its hash."""


def get_format(name: str) -> Format:
    """The format of that name. Raises InputError that lists the names there are."""
    if name not in FORMATS:
        raise InputError(f"unknown format {name!r}", hint=f"known: {', '.join(FORMATS)}")
    return FORMATS[name]


def get_reader(name: str) -> Reader:
    """How to read the format of that name. Raises InputError that lists those that can be read."""
    read = get_format(name).read
    if read is None:
        names = ", ".join(f.name for f in FORMATS.values() if f.read)
        raise InputError(f"{name} cannot be read", hint=f"can be read: {names}")
    return read


def get_writer(name: str) -> Writer:
    """How to write the format of that name. Raises InputError that lists those that can be."""
    write = get_format(name).write
    if write is None:
        names = ", ".join(f.name for f in FORMATS.values() if f.write)
        raise InputError(f"{name} cannot be written", hint=f"can be written: {names}")
    return write


def write_split(
    name: str, records: Iterable[Record], split: str, folder: Path, how: Writing
) -> Written:
    """Write a split where the format of that name has a place for it, else into a folder.

    What is not divided is the format's `only_split`. With the last one there `finish` is to follow.
    """
    member = get_format(name)
    if member.write_split:
        return member.write_split(records, split, folder, how)
    (folder / split).mkdir(exist_ok=True)
    return Written(get_writer(name)(records, folder / split, how))


def finish(name: str, facts: Mapping[str, Sequence[Any]], folder: Path, how: Writing) -> None:
    """Write what the format of that name says of its splits together."""
    if ends := get_format(name).finish:
        ends(facts, folder, how)


def format_of(file_name: str, place: Place | None = None) -> Format | None:
    """The format that a file's name ends in, if any can be read, compressed or not.

    Where several have that ending, it is the one whose files begin as the file at `place` does,
    else the one that does not look. One that cannot be looked into has what is wrong with it told
    by whoever reads it.
    """
    name = plain_name(file_name.lower())
    able = [f for f in FORMATS.values() if f.read and name.endswith(f.suffixes)]
    doubtful = [f for f in able if f.looks and not name.endswith(f.sure)]
    plain = next((f for f in able if f not in doubtful), None)
    if place is None:
        return plain
    try:
        return next((member for member in doubtful if _begins_so(member, place)), plain)
    except OSError:
        return plain or next(iter(doubtful), None)


def _begins_so(member: Format, place: Place) -> bool:
    if isinstance(place, Path) and not place.is_file():  # a pipe would wait
        return False
    with opened(place) as stream:
        return bool(member.looks and member.looks(stream))
