"""Pages: one file is one article, with all that one sees on it, and where on the page it stood."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import PurePosixPath
from typing import BinaryIO

from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.record import Record
from annotate.formats.base import Format, Incoming, Problem, Source
from annotate.formats.html_blocks import Block, blocks
from annotate.formats.html_encoding import decode_page
from annotate.formats.html_metadata import Known, known_of
from annotate.formats.html_page import parsed
from annotate.formats.measured import BUFFER, Bytes
from annotate.formats.text import published

BETWEEN = "\n\n"
LARGEST = 1 << 26
"""Bytes of a page."""


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The one article that the page is."""
    stem = PurePosixPath(source.id).name
    try:
        record, found = page_record(page_bytes(stream), encoding)
    except InputError as error:
        yield Problem(source.name, 0, str(error))
        return
    named = replace(
        record,
        id=source.id or None,
        title=record.title or stem,
        source=record.source or source.folder,
        published=record.published or published(stem),
    )
    yield Incoming(named, encoding=found)


def page_bytes(stream: Bytes) -> bytes:
    """The bytes of a page. Raises InputError where it is too large for one."""
    data = bytearray()
    while piece := stream.read(BUFFER):  # to ask for as much as may be takes room for as much
        data += piece
        if len(data) > LARGEST:
            raise InputError(f"a page of more than {LARGEST >> 20} MB", hint="is it one?")
    return bytes(data)


def page_record(data: bytes, encoding: str | None, server: str = "") -> tuple[Record, str]:
    """The article that a page is, as far as it says so itself, and the encoding it is in.

    `server` is the encoding that its server claimed. Raises InputError for a page on which nothing
    is to be seen, or in no encoding that could be told.
    """
    page, found = decode_page(data, encoding, server)
    tree = parsed(page)
    seen = list(blocks(tree.body)) if tree.body else []
    if not seen:
        raise InputError("no text is to be seen on the page")
    return _record(seen, known_of(tree)), found


def _record(seen: Sequence[Block], known: Known) -> Record:
    """A block a paragraph; an empty line parts them."""
    lengths = [len(block.text) for block in seen]
    starts = accumulate((length + len(BETWEEN) for length in lengths[:-1]), initial=0)
    return Record(
        title=known.title,
        source=known.site,
        url=known.url,
        published=known.published,
        language=known.language,
        text=BETWEEN.join(block.text for block in seen),
        paragraphs=tuple([(a, a + n) for a, n in zip(starts, lengths, strict=True)]),
        hints=tuple([block.hint for block in seen]),
    )


FORMAT = Format("html", (".html", ".htm", ".xhtml"), read=read)
