"""Sound files of every format that can be read, to be damaged: folders of bytes, by file name."""

import bz2
import gzip
import lzma
import os
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from hypothesis import strategies as st

from annotate.core.record import Record
from annotate.formats import FORMATS
from annotate.formats.base import Writing
from tests.formats import samples
from tests.formats.round_trips import SCHEME, batches, records
from tests.formats.small import labelled
from tests.formats.test_warc import Archive
from tests.zstandard import zstd

Folder = dict[str, bytes]
"""What is in each file of a folder, by its path there."""
PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".zst": zstd.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
CONTAINERS = {f"packed {ending[1:]}": ending for ending in PACKED}
NAMES = [name for name, member in FORMATS.items() if member.read] + [*CONTAINERS]
"""All that is fuzzed: each format, and each way to compress files of some."""
LARGE = int(os.environ.get("ANNOTATE_FUZZ", "2000"))
"""Cases of each format in a campaign."""
FOREIGN = os.environ.get("ANNOTATE_FUZZ_SEEDS")
"""A folder with files of other tools, from which a campaign may begin too."""
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Tides</title>
<meta property="article:published_time" content="2026-01-08">
<link rel="canonical" href="https://h.example/t">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Tides"}</script></head>
<body><h1>Tides</h1>
<figure><img src="a.png"><figcaption>A pier &amp; &#x1F4DA;</figcaption></figure>
<p>“No,” said <b>Ana</b>.<br>More.<ul><li>One<li>Two</ul><table><tr><td>x</table></body></html>"""
ROWS = "id,title,text,start,end,label,span,annotator\n" + "".join(
    f'{n},One,"“No {n},” said X\nand Y",0,7,quote,"“No {n},”",ana\n' for n in range(3)
)
"""An article a row; the samples have a row a span."""
RECORDS = labelled(3)


def written(name: str, made: Iterable[Record]) -> Folder:
    """What the writer of a format makes of records."""
    write = FORMATS[name].write
    assert write
    with TemporaryDirectory() as there:
        write(made, Path(there), Writing(SCHEME))
        return contents(Path(there))


def contents(folder: Path) -> Folder:
    """All files in and below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@cache
def fixed(name: str) -> tuple[Folder, ...]:
    """The same seeds each time: one of our own writing, one as the tool itself writes."""
    if name in CONTAINERS:
        plain = (fixed(inner)[0] for inner in ("jsonl", "warc", "text"))
        return tuple(packed(CONTAINERS[name], seed) for seed in plain)
    own = (written(name, RECORDS),) if FORMATS[name].write else ()
    zips = tuple(map(zipped, own)) if name == "uima" else ()
    return (*own, *_samples(name), *zips)


def packed(ending: str, folder: Folder) -> Folder:
    """The same files, compressed."""
    return {f"{file}{ending}": PACKED[ending](content) for file, content in folder.items()}


def zipped(folder: Folder) -> Folder:
    """The files of one folder in it in one archive, as UIMA's programs give a project out."""
    archive = BytesIO()
    inner = {Path(file): content for file, content in folder.items() if file.startswith("ana/")}
    with ZipFile(archive, "w") as made:
        for file, content in inner.items():
            made.writestr(file.name, content)
    return {"a.zip": archive.getvalue()}


def _samples(name: str) -> tuple[Folder, ...]:
    """As the tools themselves write it."""
    if name in PLAIN:
        return PLAIN[name]()
    with TemporaryDirectory() as there:
        path = samples.written(Path(there)).get(name)
        files = contents(Path(there))
    beside = {"huggingface": "README.md", "brat": "c1.txt"}.get(name, "")
    return ({f: c for f, c in files.items() if f in (path.name, beside)},) if path else ()


def _archives() -> tuple[Folder, ...]:
    plain, packed = Archive(compressed=False).pages(2), Archive().pages(2)
    return {"a.warc": plain.content}, {"a.warc.gz": packed.content}


PLAIN: dict[str, Callable[[], tuple[Folder, ...]]] = {
    "text": lambda: tuple({"a.txt": samples.TEXT.encode(e)} for e in ("utf-8", "utf-16")),
    "html": lambda: ({"a.html": PAGE.encode()},),
    "warc": _archives,
    "csv": lambda: ({"a.csv": ROWS.encode()}, {"a.csv": samples.csv().encode()}),
}
"""Formats of which nobody else's writer is needed."""


def _foreign(name: str) -> tuple[Folder, ...]:
    if not FOREIGN or name in CONTAINERS:
        return ()
    files = contents(Path(FOREIGN)).items()
    suffixes = FORMATS[name].suffixes
    return tuple({Path(f).name: content} for f, content in files if f.endswith(suffixes))


def seeds(name: str) -> st.SearchStrategy[Folder]:
    """Sound folders of a format: the fixed ones, and now and then any that it can write."""
    known = st.sampled_from((*fixed(name), *_foreign(name)))
    if name in CONTAINERS or not FORMATS[name].write:
        return known
    drawn = batches().map(lambda batch: written(name, records(batch)))
    return st.integers(0, 9).flatmap(lambda n: known if n else drawn)
