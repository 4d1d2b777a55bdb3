"""Parquet: columns that Polars and DuckDB read, shards by size, and tables of others."""

import io
import sys
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from msgspec.structs import replace

from annotate.core.errors import ProjectError
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats import parquet, parquet_writing
from annotate.formats.base import Incoming, Loss, Source, Writing
from annotate.storage import annotations
from annotate.storage.store import Store
from tests.formats.reading import problems, read, records
from tests.formats.round_trips import imported
from tests.formats.samples import EXPECTED, TEXT
from tests.services.files import take, took

SPANS = tuple(
    RecordSpan(id=f"x:{n}", start=a, end=b, label=label, text=TEXT[a:b], score=n / 4 or None)
    for n, (a, b, label) in enumerate(sorted(EXPECTED))
)
RECORD = Record(
    id="d",
    sha256="ab12",
    title="Library 📚",
    text=TEXT,
    paragraphs=((0, 12), (14, 41)),
    hints=("h1", None),
    annotator="ana",
    status="done",
    spans=SPANS,
    relations=(RecordRelation("attributes", "x:2", "x:1"),),
    notes=(RecordNote("Which?", "x:1"), RecordNote("All of it")),
    rejections=((0, 4, "ad"),),
    meta={"desk": {"number": 2**70}},
)
NOBODYS = Record(id="e", sha256="cd34", text="Unread.", annotator=None)


def written(folder: Path, *made: Record, unit: OffsetUnit | None = None) -> Path:
    """The first shard of some records."""
    assert parquet_writing.write(made, folder, Writing(DEFAULT_SCHEME, unit)) == Loss()
    return folder / "data" / "part-00000.parquet"


def test_polars_reads_typed_columns(tmp_path: Path) -> None:
    table = pl.read_parquet(written(tmp_path, RECORD, NOBODYS))
    assert table.columns == list(Record.__struct_fields__)
    inner = table.schema["spans"].inner  # type: ignore[attr-defined]  # a list
    assert [field.name for field in inner.fields] == list(RecordSpan.__struct_fields__)
    spans = table.select("spans").explode("spans").unnest("spans").drop_nulls("start")
    found = {(s["start"], s["end"], s["label"]) for s in spans.iter_rows(named=True)}
    assert found == EXPECTED
    assert table["paragraphs"].to_list()[0] == [[0, 12], [14, 41]]
    assert table["annotator"].to_list() == ["ana", None]


def test_duckdb_counts_labels_and_follows_links(tmp_path: Path) -> None:
    written(tmp_path, RECORD, NOBODYS)
    query = f"""
        WITH s AS (SELECT unnest(spans, recursive := true) FROM '{tmp_path}/data/*.parquet')
        SELECT label, substring(text, 1, 6), "end" - "start" FROM s ORDER BY label"""
    assert duckdb.execute(query).fetchall() == [
        (label, TEXT[a : a + 6], b - a) for a, b, label in sorted(EXPECTED, key=lambda e: e[2])
    ]
    query = f"SELECT relations[1].head FROM '{tmp_path}/data/*.parquet' WHERE annotator = 'ana'"
    assert duckdb.execute(query).fetchall() == [("x:2",)]


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    content = written(tmp_path, RECORD, NOBODYS).read_bytes()
    labelled, nobodys = (item.record for item in records(read(parquet.read, content)))
    assert labelled == RECORD
    assert (nobodys.text, nobodys.layer) == (NOBODYS.text, None)


def test_the_file_says_what_its_offsets_count(tmp_path: Path) -> None:
    content = written(tmp_path, RECORD, unit="utf16").read_bytes()
    (item,) = records(read(parquet.read, content))
    assert item.unit == "utf16"
    assert [s.start for s in item.record.spans or ()] == [
        len(TEXT[: s.start].encode("utf-16-le")) // 2 for s in SPANS
    ]


def test_shards_are_as_large_as_they_may_be_and_read_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_writing, "GROUP", 2000)
    monkeypatch.setattr(parquet_writing, "SHARD", 5000)
    made = [replace(RECORD, id=f"d{n}") for n in range(40)]
    written(tmp_path, *made)
    names = sorted(path.name for path in (tmp_path / "data").iterdir())
    assert names == [f"part-{n:05}.parquet" for n in range(len(names))]
    assert len(names) > 3
    found = [item.record.id for item in imported(tmp_path)]
    assert found == [record.id for record in made]


def test_no_records_are_a_file_without_rows(tmp_path: Path) -> None:
    table = pl.read_parquet(written(tmp_path))
    assert table.height == 0
    assert "spans" in table.columns


def test_an_articles_text_takes_its_space_once_however_many_layers_there_are(
    tmp_path: Path,
) -> None:
    long = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(200_000))
    (tmp_path / "few").mkdir()
    one = written(tmp_path / "few", Record(text=long)).stat().st_size
    four = written(tmp_path, *(Record(text=long, annotator=who) for who in "abcd")).stat().st_size
    assert four < 1.1 * one


def table(path: Path, **columns: list[Any]) -> Path:
    pl.DataFrame(columns).write_parquet(path)
    return path


def test_a_table_of_others_needs_but_a_text(store: Store, tmp_path: Path) -> None:
    spans = [{"start": a, "end": b, "label": label.upper()} for a, b, label in EXPECTED]
    path = table(tmp_path / "a.parquet", text=[TEXT], spans=[spans], desk=["city"], meta=["x"])
    (problem,) = take(store, path).problems
    assert "$.meta" in str(problem)
    took(store, table(tmp_path / "b.parquet", text=[TEXT], spans=[spans], desk=["city"]))
    ((document, _, layers),) = list(annotations.each(store))
    assert document.meta == {"desk": "city"}
    assert {(s.start, s.end, s.label) for s in layers[0][1].spans} == EXPECTED


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"text": [1, 2]}, ["a.parquet:1: expected text or null, got a whole number, $.text"] * 2),
        ({"words": ["x"]}, ["neither a text nor its sha256"]),
        ({"text": ["a\0b", "good"]}, ["a.parquet:1: NUL character, $.text"]),
        ({"text": ["ab", "cd"], "spans": ["no", None]}, ["expected a list or null, got text"]),
        (
            {"text": ["ab"], "spans": [[{"start": 1, "end": 9, "label": "quote"}]]},
            ["9 lies outside the text"],
        ),
        (
            {"text": ["ab"], "spans": [[{"start": 0, "end": 1, "label": "PERSON"}]]},
            ["unknown label 'PERSON'"],
        ),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_in(
    store: Store, tmp_path: Path, columns: dict[str, list[Any]], expected: list[str]
) -> None:
    report = take(store, table(tmp_path / "a.parquet", **columns))
    assert len(report.problems) == len(expected)
    for problem, words in zip(report.problems, expected, strict=True):
        assert words.partition(": ")[2] in str(problem)
    assert report.documents == len(next(iter(columns.values()))) - len(expected)


def test_a_row_that_is_not_utf_8_is_named_and_the_others_go_in(tmp_path: Path) -> None:
    content = written(tmp_path, Record(text="first"), Record(text="good")).read_bytes()
    found = read(parquet.read, content.replace(b"first", b"fi\xffst"))
    assert problems(found) == ["file:1: not UTF-8"]
    assert [i.record.text for i in found if isinstance(i, Incoming)] == ["good"]


class Pipe(io.BytesIO):
    """Bytes that can be read but once."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation


def test_it_may_come_through_a_pipe(tmp_path: Path) -> None:
    pipe = Pipe(written(tmp_path, RECORD).read_bytes())
    (item,) = parquet.read(Source("-"), pipe, None)
    assert isinstance(item, Incoming)
    assert item.record == RECORD


def test_without_the_library_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    for call in (lambda: read(parquet.read, b""), lambda: written(tmp_path, RECORD)):
        with pytest.raises(ProjectError, match=r"pip install 'annotate-news\[parquet\]'"):
            call()


def test_text_that_is_called_binary_is_text(store: Store, tmp_path: Path) -> None:
    spans = [[{"start": 0, "end": 5, "label": b"quote"}], [], []]
    texts = ["“No,” she said.".encode(), b"Second one.", b"Not \xff UTF-8."]
    columns = {"text": texts, "spans": spans, "desk": [b"news"] * 3, "picture": [b"\xff"] * 3}
    pl.DataFrame(columns).write_parquet(tmp_path / "a.parquet")
    (problem,) = take(store, tmp_path / "a.parquet").problems
    assert str(problem).endswith("a.parquet:3: not UTF-8")
    first, second = (document for document, *_ in annotations.each(store))
    assert (first.text, second.text) == ("“No,” she said.", "Second one.")
    assert first.meta == {"desk": "news", "picture": "/w=="}
