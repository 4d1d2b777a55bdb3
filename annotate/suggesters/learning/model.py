"""A model: what was learned of which labels, as values and as one file."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from annotate import __version__
from annotate.core.errors import InputError
from annotate.core.scheme import Scheme, Unit
from annotate.suggesters.learning.crf import Crf

NAME = "model.crf"
"""The file's name in a project's folder."""
FORMAT = "annotate-model"
VERSION = 1
DIGEST = 32
"""Bytes of the hash at the end of the file."""
HINT = "learn it anew with `annotate train`"


class Header(Struct, frozen=True, kw_only=True):
    """What a model says of itself.

    `labels` are those that it learned, with their units; it `speaks` for those in which it was no
    worse than the rules. It learned from so many `readings` (an annotator's of an article) of so
    many `articles`, with so many `spans` a label. `parts` are the lengths in bytes of what follows.
    """

    format: str = FORMAT
    version: int = VERSION
    program: str = __version__
    labels: dict[str, Unit]
    speaks: tuple[str, ...]
    articles: int
    readings: int
    spans: dict[str, int]
    habits: dict[str, dict[str, float]] = {}
    evaluation: dict[str, Any] = {}
    parts: tuple[int, ...] = ()


class Model(Struct, frozen=True):
    """A header, and a field for the words and one for the paragraphs (None: nothing learned)."""

    header: Header
    words: Crf | None
    paragraphs: Crf | None


def encode(model: Model) -> bytes:
    """The model as a file: a line of JSON, for each field its data and its features, a hash."""
    parts = [part for crf in (model.words, model.paragraphs) for part in _parts(crf)]
    header = msgspec.structs.replace(model.header, parts=tuple(map(len, parts)))
    content = b"".join((msgspec.json.encode(header), b"\n", *parts))
    return content + sha256(content).digest()


def _parts(crf: Crf | None) -> tuple[bytes, bytes]:
    if crf is None:
        return b"", b""
    return crf.data, msgspec.json.encode(sorted(crf.features))


def decode(raw: bytes, where: str) -> Model:
    """The model of a file's content. Raises InputError where it is not whole, or not one."""
    header = decode_header(raw, where)
    content, digest = raw[:-DIGEST], raw[-DIGEST:]
    if sha256(content).digest() != digest:
        raise InputError("the model of suggestions is damaged", where, HINT)
    at, parts = content.index(b"\n") + 1, []
    for length in header.parts:
        parts.append(content[at : at + length])
        at += length
    words, paragraphs = (_crf(*pair) for pair in (parts[:2], parts[2:]))
    return Model(header, words, paragraphs)


def decode_header(raw: bytes, where: str) -> Header:
    """The first line, whatever follows: a newer program's file is told from a damaged one.

    Raises InputError for what is no model, or one of another version.
    """
    try:
        header = msgspec.json.decode(raw[: raw.index(b"\n")], type=Header)
    except (ValueError, msgspec.DecodeError) as error:
        raise InputError("this is no model of suggestions", where, HINT) from error
    if header.format != FORMAT:
        raise InputError("this is no model of suggestions", where, HINT)
    if header.version != VERSION:
        what = f"the model of suggestions is of version {header.version}, not {VERSION}"
        raise InputError(what, where, HINT)
    return header


def _crf(data: bytes, features: bytes) -> Crf | None:
    return Crf(data, frozenset(msgspec.json.decode(features, type=list[str]))) if data else None


def check(header: Header, scheme: Scheme, where: str) -> None:
    """Raise InputError where the scheme has not the labels that a model speaks for.

    One that was renamed since is there by its present name.
    """
    units: Mapping[str, Unit] = {label.name: label.unit for label in scheme.labels}
    for label in header.speaks:
        if units.get(scheme.former.get(label, label)) != header.labels[label]:
            what = f"the model of suggestions learned another scheme, whose label was {label!r}"
            raise InputError(what, where, HINT)
