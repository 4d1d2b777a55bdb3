"""Web archives, as news crawls are: each page that a server answered with is one article."""

from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from io import BufferedReader, StringIO
from itertools import count
from typing import Any, BinaryIO, cast

from msgspec.structs import replace

from annotate.core.errors import InputError, ProjectError
from annotate.formats.base import Format, Incoming, PassedOver, Problem, Source
from annotate.formats.extras import library
from annotate.formats.html import page_bytes, page_record
from annotate.formats.html_metadata import host
from annotate.formats.measured import BUFFER

PAGES = ("text/html", "application/xhtml+xml")
WAYS = ("identity", "none", "utf-8", "gzip", "x-gzip", "deflate")
"""How pages may have been sent."""
DAY = len("2026-01-08")
LINE = 1 << 20
"""Bytes of a line in the head of a record, at most."""
GZIP, END = b"\x1f\x8b", b"\r\n\r\n"
SHOWN = 100
"""Characters of a library's error that are shown."""


def read(
    source: Source, stream: BinaryIO, encoding: str | None
) -> Iterator[Incoming | Problem | PassedOver]:
    """The articles of the archive, by number of record; what is no page is counted.

    Where a record is damaged so that nobody can tell where the next begins, that is the end.
    """
    pieces = _Pieces(stream)
    records = library("warcio.archiveiterator", "warc").ArchiveIterator(pieces)
    records.reader.readline = _short_lines(records.reader.readline)
    passed, damaged = 0, False
    for number in count(1):
        try:
            # warcio writes what it finds odd, raw, to standard error
            with redirect_stderr(StringIO()):
                record = next(records)
                content = _content(record) if _is_page(record) else None
            damaged = False
            if content is None:
                passed += 1
            else:
                yield _article(source, number, record, content, encoding)
        except InputError as error:
            damaged = True
            yield Problem(source.name, number, str(error))
        except (OSError, ProjectError):
            raise
        except StopIteration:
            if not damaged and not pieces.whole:
                yield Problem(source.name, number, "the archive is cut off")
            break
        except Exception as error:  # warcio has many kinds, and none of its own for most
            yield Problem(source.name, number, f"no record from here on ({_reason(error)})")
            break
    if passed:
        yield PassedOver(passed)


def _short_lines(readline: Callable[[int], bytes]) -> Callable[..., bytes]:
    """A way to read lines that cuts long ones.

    warcio puts a line together anew with every piece that it reads: one without end takes minutes.
    """

    def read(length: int | None = None) -> bytes:
        return readline(LINE if length is None else min(length, LINE))

    return read


def _reason(error: Exception) -> str:
    """What warcio says of an archive; what only Python says of warcio means nothing to anybody."""
    own = type(error).__module__.startswith("warcio")
    return " ".join(str(error).split())[:SHOWN] if own else "it is damaged"


class _Pieces:
    """A stream that gives what it has at once: what comes before damage is not lost."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._end, self._packed = cast(BufferedReader, stream), b"", False

    def read(self, size: int) -> bytes:
        """At most so many bytes."""
        data = self._stream.read1(size)
        self._packed = self._packed or (not self._end and data.startswith(GZIP))
        self._end = (self._end + data)[-len(END) :]
        return data

    @property
    def whole(self) -> bool:
        """Whether what was read ends as archives do; of one in gzip that is not known here."""
        return self._packed or not self._end or self._end == END


def _article(
    source: Source, number: int, record: Any, content: bytes, encoding: str | None
) -> Incoming:
    """The article that a page is. Raises InputError for one that cannot be read."""
    charset = _charset(record.http_headers.get_header("Content-Type") or "")
    headers = record.rec_headers
    url, crawled = (headers.get_header(n) or "" for n in ("WARC-Target-URI", "WARC-Date"))
    page, found = page_record(content, encoding, charset)
    article = replace(
        page,
        id=f"{url}@{crawled}" if url else f"{source.id}/{number}",
        url=url,
        source=host(url) or page.source or source.folder,
        published=page.published or crawled[:DAY],
        meta={"crawled": crawled} if crawled else None,
    )
    return Incoming(article, number, found)


def _is_page(record: Any) -> bool:
    """Whether a record is a page that a server gave when it was asked for it."""
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0]
    status = record.http_headers.get_statuscode() or ""
    return kind.strip().lower() in PAGES and status.startswith("2")


def _content(record: Any) -> bytes:
    """The page's bytes, whatever way they were sent. Raises InputError where they are not whole."""
    sent = (record.http_headers.get_header("Content-Encoding") or "identity").strip().lower()
    if sent not in WAYS:
        raise InputError(f"the page is compressed as {sent!r}", hint="no way to read that")
    stream = record.content_stream()
    data = page_bytes(stream)
    while record.raw_stream.read(BUFFER):
        pass
    # there is none where the page was not packed, whatever its header says
    unpacking = getattr(stream, "decompressor", None)
    ends = not data or unpacking is None or unpacking.eof
    if not ends or getattr(record.raw_stream, "limit", 0) > 0:
        raise InputError("the page is cut off", hint="is the archive whole?")
    return data


def _charset(kind: str) -> str:
    """The encoding that a content type names."""
    _, _, named = kind.lower().partition("charset=")
    return named.partition(";")[0].strip(" \"'")


FORMAT = Format("warc", (".warc",), read=read)
