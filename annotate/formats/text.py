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
WORD = re.compile(r"[^\W\d_]{2,}")
ADDRESS = re.compile(r"https?:|www\.|@")
SENTENCE = re.compile(r"(?:\S+ ){4,}\S*[.!?…][\"'”’»)\]]*")
"""Words enough, and a stop: the article itself has begun."""


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
        title=_title(text, paragraphs, source.folder, stem),
        source=source.folder,
        published=published(stem),
        text=text,
        paragraphs=paragraphs,
    )


def _title(text: str, paragraphs: tuple[Range, ...], site: str, stem: str) -> str:
    """The headline; else the file's name if it has words, else what the article begins with."""
    found = headline(text, paragraphs, site)
    if found or len(WORD.findall(DATE.sub("", stem))) > 1:
        return found or stem
    begins = (line for line in _near_the_top(text, paragraphs) if _may_be_headline(line))
    return (next(begins, "") if stem else "") or stem


def headline(text: str, paragraphs: tuple[Range, ...], site: str = "") -> str:
    """The first paragraph near the top that reads like a headline, or "".

    `site` is the name of the site as its folder spells it: its header is no headline.
    """
    lines = _near_the_top(text, paragraphs)
    return next((line for line in lines if _reads_like_headline(line, site)), "")


def _near_the_top(text: str, paragraphs: tuple[Range, ...]) -> Iterator[str]:
    """The first paragraphs up to one that is the article's own: no headline comes after it."""
    for start, end in paragraphs[:NEAR_THE_TOP]:
        line = " ".join(text[start:end].split())
        yield line
        if len(line) > LONGEST_HEADLINE or SENTENCE.fullmatch(line):
            return


def _reads_like_headline(line: str, site: str) -> bool:
    words = line.count(" ") + 1
    header = SITE_HEADER.search(line) or _begins_with(line, site)
    return words > 2 and not header and _may_be_headline(line)


def _may_be_headline(line: str) -> bool:
    """Whether a line is neither a sentence nor a date nor an address nor one word of a menu."""
    if len(line) > LONGEST_HEADLINE or " " not in line or line.endswith("."):
        return False
    return not DATE_LINE.fullmatch(line) and not ADDRESS.search(line)


def _begins_with(line: str, site: str) -> bool:
    """Whether a line begins with a site's name: "The Harbour Gazette |" with "harbour-gazette".

    A name of one word tells nothing: headlines begin with words too.
    """
    name = _plain(WORD.findall(site))
    words = WORD.findall(line)
    beginnings = (_plain(words[:n]) for n in range(2, len(words) + 1))
    return name in beginnings if len(WORD.findall(site)) > 1 else False


def _plain(words: list[str]) -> str:
    return "".join(words).casefold().removeprefix("the")


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
