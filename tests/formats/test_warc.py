"""Every page of a crawl is an article; what else an archive holds is counted."""

import gzip
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from annotate.formats import html, warc
from annotate.formats.base import Incoming, PassedOver, Problem, Source
from annotate.storage import annotations
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.services.files import problems, take, took

# warcio's writer leaves closing its temporary files to the collector
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
WHEN = "2026-02-03T09:30:00Z"
PAGE = "<title>Number {0}</title><h1 class=head>Number {0}</h1><p>“No {0},” said Bell."


class Archive:
    """Web archives in the making."""

    def __init__(self, compressed: bool = True) -> None:
        self.stream = BytesIO()
        self._writer: Any = WARCWriter(self.stream, gzip=compressed)

    def add(
        self,
        content: bytes,
        url: str = "https://www.hill.example/a",
        kind: str = "text/html; charset=utf-8",
        status: str = "200 OK",
        type: str = "response",
        **headers: str,
    ) -> "Archive":
        sent = [("Content-Type", kind), *((k.replace("_", "-"), v) for k, v in headers.items())]
        http = StatusAndHeaders(status, sent, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url, type, BytesIO(content), http_headers=http, warc_headers_dict={"WARC-Date": WHEN}
        )
        self._writer.write_record(record)
        return self

    def pages(self, count: int) -> "Archive":
        for n in range(count):
            self.add(PAGE.format(n).encode(), f"https://www.hill.example/{n}")
        return self

    @property
    def content(self) -> bytes:
        return self.stream.getvalue()


def found(content: bytes) -> list[Incoming | Problem | PassedOver]:
    return list(warc.read(Source("a.warc", id="a"), BytesIO(content), None))


def one(archive: Archive) -> Incoming:
    (item,) = found(archive.content)
    assert isinstance(item, Incoming), item
    return item


def reasons(archive: Archive) -> list[str]:
    return [str(item) for item in found(archive.content) if isinstance(item, Problem)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_are_articles_and_the_rest_is_counted(
    store: Store, tmp_path: Path, name: str
) -> None:
    archive = Archive(compressed=name.endswith("gz")).pages(3)
    archive.add(b"{}", kind="application/json").add(b"gone", status="404 Not Found")
    archive.add(b"GET / HTTP/1.1\r\n\r\n", type="request").add(b"", type="revisit")
    (tmp_path / name).write_bytes(archive.content)
    report = took(store, tmp_path / name)
    assert (report.documents, report.no_pages) == (3, 4)
    first = next(d for d, _, _ in annotations.each(store))
    assert first.id == f"https://www.hill.example/0@{WHEN}"
    assert (first.url, first.source) == ("https://www.hill.example/0", "hill.example")
    assert (first.title, first.published) == ("Number 0", "2026-02-03")
    assert first.hints == ("body > h1.head", "body > p")
    assert first.meta == {"crawled": WHEN}


def test_what_a_page_says_of_its_date_comes_before_the_crawl() -> None:
    page = b'<meta name="date" content="2026-01-31"><p>Text'
    assert one(Archive().add(page)).record.published == "2026-01-31"


def test_pages_come_however_they_were_sent() -> None:
    page = PAGE.format(5).encode()
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    sent = [
        Archive().add(gzip.compress(page), Content_Encoding="gzip"),
        Archive().add(page, Content_Encoding="gzip"),
        Archive().add(chunks, Transfer_Encoding="chunked"),
        Archive().add(page, kind="application/xhtml+xml"),
    ]
    assert {one(archive).record.text for archive in sent} == {"Number 5\n\n“No 5,” said Bell."}


def test_the_header_tells_the_encoding() -> None:
    item = one(Archive().add("<p>Паром".encode("cp1251"), kind='text/html; charset="windows-1251"'))
    assert (item.record.text, item.encoding) == ("Паром", "cp1251")


def test_a_bad_page_is_named_by_its_number_and_the_rest_goes_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "LARGEST", 1 << 16)
    archive = Archive().pages(1).add(b"<p hidden>x").add(b"x", Content_Encoding="br")
    archive.add(b"x" * (1 << 17)).add(gzip.compress(b" " * (1 << 24)), Content_Encoding="gzip")
    assert reasons(archive.pages(1)) == [
        "a.warc:2: no text is to be seen on the page",
        "a.warc:3: the page is compressed as 'br', no way to read that",
        "a.warc:4: a page of more than 0 MB, is it one?",
        "a.warc:5: a page of more than 0 MB, is it one?",
    ]
    assert sum(isinstance(item, Incoming) for item in found(archive.content)) == 2


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_page_whose_own_compression_is_cut_off_is_named(pack: Callable[[bytes], bytes]) -> None:
    way = "gzip" if pack is gzip.compress else "deflate"
    whole = pack(PAGE.format(5).encode() * 50)
    archive = Archive().add(whole[:-20], Content_Encoding=way).add(whole, Content_Encoding=way)
    assert reasons(archive) == ["a.warc:1: the page is cut off, is the archive whole?"]
    assert sum(isinstance(item, Incoming) for item in found(archive.content)) == 1


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_that_is_cut_off_loses_its_end_only(tmp_path: Path, name: str) -> None:
    content = Archive(compressed=name.endswith("gz")).pages(7).content
    counts = []
    for piece in range(1, 20):
        (tmp_path / name).write_bytes(content[: len(content) * piece // 20 - 3])
        with Store.open(tmp_path / f"{piece}.db") as store:
            report = take(store, tmp_path / name)
        assert len(problems(report)) == 1
        assert "\n" not in problems(report)[0]
        counts.append(report.documents)
    assert counts == sorted(counts)
    assert counts[-1] == 6


def test_what_is_no_archive_is_a_problem_and_nothing_is_shown_raw(
    capfd: pytest.CaptureFixture[str],
) -> None:
    (problem,) = found(b"no archive\n\x1b[2J")
    assert str(problem).startswith("a.warc:1: no record from here on (")
    damaged = Archive(compressed=False).pages(2).content[:-40] + b"\n\x1b[2J" * 99
    assert isinstance(found(damaged)[-1], Problem)
    assert capfd.readouterr() == ("", "")
    assert found(b"") == []


@settings(max_examples=campaign(50, 2000))
@given(st.binary(max_size=40), st.floats(0, 1), st.booleans())
def test_anything_in_the_middle_of_an_archive_is_survived(
    junk: bytes, where: float, compressed: bool
) -> None:
    content = Archive(compressed).pages(2).content
    at = round(where * len(content))
    for item in found(content[:at] + junk + content[at:]):
        assert not isinstance(item, Problem) or len(str(item)) < 300


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n", "(it is damaged)"),
        (b"no archive at all", "Unknown archive format"),
    ],
)
def test_damage_is_told_in_words_and_not_in_those_of_python(
    store: Store, tmp_path: Path, content: bytes, expected: str
) -> None:
    (tmp_path / "a.warc").write_bytes(content)
    (problem,) = problems(take(store, tmp_path / "a.warc"))
    assert "a.warc:1: no record from here on" in problem
    assert expected in problem


def test_a_line_without_end_is_never_put_together_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths = []
    readline = DecompressingBufferedReader.readline

    def spied(self: Any, length: int | None = None) -> Any:
        line = readline(self, length)
        lengths.append(len(line))
        return line

    monkeypatch.setattr(DecompressingBufferedReader, "readline", spied)
    path = tmp_path / "a.warc"
    path.write_bytes(
        Archive(compressed=False).pages(1).content + b"WARC/1.0\r\n" + b"a" * (3 << 20)
    )
    report = take(store, path)
    assert (report.documents, len(problems(report))) == (1, 1)
    assert max(lengths) <= warc.LINE < sum(lengths)
