"""Articles as pages and as a crawl, read against the same as native JSONL without labels."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from annotate.core.record import Record, encode_record
from benchmarks import corpus
from benchmarks.machine import peak
from benchmarks.projects import take, without
from benchmarks.ratio import Clocked, Figure, clocked, compared

ARTICLES, MORE = 500, 2_000
MENU = "".join(f'<li class="menu__item"><a href="/{n}">Section {n}</a></li>' for n in range(40))
SCRIPT = "<script>" + "window.data = window.data || [];\n" * 500 + "</script>"
WHEN = "2026-01-08T12:00:00Z"


def figures() -> Iterator[Figure]:
    """Times against native JSONL, the speed, and memory by the number of pages."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for size in (ARTICLES, MORE):
            _write(folder, size)
            if size == ARTICLES:
                for path in (folder / "html", folder / "crawl.warc.gz"):
                    yield _speed(folder, path)
            memory = peak(take, without(folder / "other.db"), folder / "crawl.warc.gz")
            yield Figure(f"memory of the import of a crawl of {size:,} pages", memory)


def _speed(folder: Path, path: Path) -> Figure:
    def into(source: Path) -> Clocked:
        return lambda: _anew(folder / "other.db", source)

    plain = into(folder / "plain.jsonl")
    return compared(f"{path.name}: import of {ARTICLES} pages", into(path), plain, rounds=3)


def _write(folder: Path, size: int) -> None:
    """The same articles as lines, as pages with a menu and a script, and as a crawl."""
    texts = [corpus.article(number).document.text for number in range(size)]
    lines = (encode_record(Record(id=f"{n}", text=t)) + b"\n" for n, t in enumerate(texts))
    corpus.write(folder / "plain.jsonl", lines)
    (folder / "html").mkdir(exist_ok=True)
    with (folder / "crawl.warc.gz").open("wb") as file:
        add = _archive(file)
        for number, text in enumerate(texts):
            content = _page(text).encode()
            (folder / "html" / f"{number}.html").write_bytes(content)
            add(number, content)


def _page(text: str) -> str:
    body = "".join(f'<p class="story__text">{escape(line)}</p>' for line in text.split("\n\n"))
    menu = f'<nav class="menu"><ul>{MENU}</ul></nav>'
    return f'<html lang="en"><head>{SCRIPT}</head><body>{menu}<article>{body}</article></body>'


def _archive(file: Any) -> Any:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(file, gzip=True)
    sent = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")

    def add(number: int, content: bytes) -> None:
        url, how = f"https://wire.example/{number}", {"WARC-Date": WHEN}
        writer.write_record(
            writer.create_warc_record(
                url, "response", BytesIO(content), http_headers=sent, warc_headers_dict=how
            )
        )

    return add


def _anew(database: Path, path: Path) -> float:
    """The seconds that it takes to take a file or folder into an empty database."""
    without(database)
    return clocked(lambda: take(database, path))()
