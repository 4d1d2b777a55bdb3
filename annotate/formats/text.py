"""Plain text: one file is one article."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import BinaryIO

from annotate.core.document import Range
from annotate.core.errors import InputError
from annotate.core.normalisation import normalise
from annotate.core.paragraphs import find_paragraphs
from annotate.core.record import Record
from annotate.formats.base import Format, Incoming, Problem, Source
from annotate.formats.encodings import decode

NEAR_THE_TOP = 5
"""Paragraphs among which the headline is looked for."""
LONGEST_HEADLINE = 200
DATE = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
SITE_HEADER = re.compile(r"\s[|»–—]\s|\s-\s")
DATE_LINE = re.compile(r"(\S+\s+){1,5}(19|20)\d\d")
ADDRESS = re.compile(r"https?:|www\.|@")


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The one article that the file is."""
    try:
        raw, found = decode(stream.read(), encoding)
        text, _ = normalise(raw)
    except InputError as error:
        yield Problem(source.name, 0, str(error))
    else:
        yield Incoming(article(source, text), encoding=found)


def article(source: Source, text: str) -> Record:
    """The article that fills a file: named by where it lies, titled by what it begins with."""
    paragraphs = find_paragraphs(text)
    stem = PurePosixPath(source.id).name
    return Record(
        id=source.id or None,
        title=headline(text, paragraphs, source.folder) or stem,
        source=source.folder,
        published=published(stem),
        text=text,
        paragraphs=paragraphs,
    )


def headline(text: str, paragraphs: tuple[Range, ...], site: str = "") -> str:
    """The first paragraph near the top that reads like a headline, or "".

    `site` is the name of the site as its folder spells it: its header is no headline.
    """
    candidates = (" ".join(text[a:b].split()) for a, b in paragraphs[:NEAR_THE_TOP])
    return next((c for c in candidates if _reads_like_headline(c, site)), "")


def _reads_like_headline(paragraph: str, site: str) -> bool:
    if len(paragraph) > LONGEST_HEADLINE or paragraph.count(" ") < 2 or paragraph.endswith("."):
        return False
    furniture = (SITE_HEADER.search, DATE_LINE.fullmatch, ADDRESS.search)
    return not any(looks_like(paragraph) for looks_like in furniture) and not (
        site and _plain(paragraph).startswith(_plain(site))
    )


def _plain(name: str) -> str:
    """Letters and digits only, so that "harbour-gazette" is how "Harbour Gazette |" begins."""
    return "".join(c for c in name.casefold() if c.isalnum()).removeprefix("the")


def published(stem: str) -> str:
    """The date that a file's name begins or ends with, as YYYY-MM-DD, or ""."""
    for match in DATE.finditer(stem):
        if match.start() == 0 or match.end() == len(stem):
            try:
                return date.fromisoformat(match[0]).isoformat()
            except ValueError:
                continue
    return ""


FORMAT = Format("text", (".txt", ".text", ".md"), read=read)
