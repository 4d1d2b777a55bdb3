"""Which encoding a file is in: UTF-8, what its byte-order mark says, or an educated guess."""

import codecs
from io import BufferedReader
from typing import BinaryIO

from annotate.core.errors import InputError
from annotate.formats.alphabets import likeliest

MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LONGEST_MARK = 4
"""Bytes."""
USUAL = ("cp1252", "iso8859_2", "cp1250")
"""What most texts that are not UTF-8 are in; preferred where a guess hardly tells them apart."""
CLOSE = 0.03
"""How much less like a language a usual encoding may make the text look."""
MOST_CHAOS, LEAST_COHERENCE = 0.1, 0.1
"""A guess that makes the text noisier, or less like any language, than this is none."""
NAME_IT = "name it with --encoding"


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text, and the encoding that it was in.

    Raises InputError where the given encoding does not fit, or none can be found.
    """
    if encoding:
        return _decode_as(data, encoding), standard_name(encoding)
    for mark, name in MARKS:
        if data.startswith(mark):
            return _decode_as(data, name), name
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return _guessed(data)


def marked_encoding(stream: BinaryIO) -> str | None:
    """The encoding of wider units that a stream's byte-order mark says, if it begins with one.

    None, too, where it cannot be looked at without being read.
    """
    beginning = stream.peek(LONGEST_MARK) if isinstance(stream, BufferedReader) else b""
    return next((name for mark, name in MARKS if beginning.startswith(mark)), None)


def standard_name(encoding: str) -> str:
    """One name for each encoding: UTF8 and U8 are utf-8."""
    return codecs.lookup(encoding).name


def check_encoding(encoding: str | None) -> None:
    """Raise InputError for a name that is no encoding's."""
    try:
        b"?".decode(encoding or "utf-8")  # not b"": that is never looked up
    except LookupError as error:
        hint = "write utf-8, cp1252, koi8-r or another that Python knows"
        raise InputError(f"unknown encoding {encoding!r}", hint=hint) from error
    except UnicodeError:
        return  # an encoding of wider units


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise InputError(f"not {encoding}", hint=NAME_IT) from error


def _guessed(data: bytes) -> tuple[str, str]:
    """By the letters that languages have; else whatever else there is, where that is sure."""
    if found := likeliest(data):
        return _decode_as(data, found), found
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None or best.chaos > MOST_CHAOS or best.coherence < LEAST_COHERENCE:
        raise InputError("neither UTF-8 nor any encoding that could be told", hint=NAME_IT)
    names = {
        name: match
        for match in matches
        if match.chaos <= MOST_CHAOS and match.coherence >= best.coherence - CLOSE
        for name in match.could_be_from_charset
    }
    usual = next((name for name in USUAL if name in names), best.encoding)
    return _decode_as(data, usual), usual
