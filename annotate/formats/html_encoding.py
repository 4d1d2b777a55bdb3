"""Which encoding a page is in: what its bytes say, before what it or its server claims."""

import codecs
import re

from annotate.formats.encodings import MARKS, decode, standard_name

BEGINNING = 4096
"""Bytes among which a page says what encoding it is in."""
CLAIM = re.compile(rb"<(?:meta|\?xml)\s[^<>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.I)
TAG = re.compile(rb"<[^<>]*>")
HARMLESS = re.compile(
    r"utf-8|cp\d+|iso8859-\d+|iso2022_jp|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift\w+"
)
"""Encodings of text that a page may claim; Python knows others, which are none of the web's."""
AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""The encodings that pages are in which claim these."""


def decode_page(data: bytes, encoding: str | None, server: str = "") -> tuple[str, str]:
    """The text of a page, and the encoding it is in; `server` is what the header claims.

    A mark and UTF-8 that holds count more than a claim. Where a claim, or UTF-8, fits but for few
    bytes, U+FFFD stands for those, as in a browser. Raises InputError where no encoding is found.
    """
    if encoding or data.startswith(tuple(mark for mark, _ in MARKS)):
        return decode(data, encoding)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode(), "utf-8"
    except UnicodeDecodeError:
        claims = (known for claim in (server, _claim(data)) if (known := _known(claim)))
        found = (_fitting(data, claim) for claim in ("utf-8", *claims))
        return next((fits for fits in found if fits), None) or _guessed(data)


def _claim(data: bytes) -> str:
    match = CLAIM.search(data, 0, BEGINNING)
    return match[1].decode("latin-1") if match else ""


def _known(claim: str) -> str | None:
    """The encoding that a claim stands for, if it is one of text."""
    try:
        name = standard_name(claim)
    except (LookupError, ValueError):
        return None
    name = AS_BROWSERS_DO.get(name, name)
    return name if HARMLESS.fullmatch(name) else None


def _fitting(data: bytes, encoding: str) -> tuple[str, str] | None:
    """The text, if few of what is no ASCII in it does not fit."""
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return None if wide < 3 * bad else (text, encoding)


def _guessed(data: bytes) -> tuple[str, str]:
    """By the words alone: tags are ASCII in any encoding."""
    _, name = decode(TAG.sub(b" ", data))
    return data.decode(name, "replace"), name
