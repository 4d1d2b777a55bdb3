"""What programs for tables make of a dataset's rows is read as what they were."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from msgspec.structs import replace

from annotate.core.record import RecordFlag, RecordNote
from annotate.formats import jsonl, parquet
from tests.formats.reading import problems, read, records
from tests.formats.test_parquet import NOBODYS, RECORD, written

FULL = replace(
    RECORD,
    published="2026-01-08",
    notes=(RecordNote("Which?", "x:1"), RecordNote("All of it"), RecordNote("Here", paragraph=1)),
    flags=(RecordFlag("x:1"), RecordFlag(paragraph=0)),
)
"""A record of whose remarks some are on a paragraph, some are not."""


def by_polars(source: Path, table: Path) -> None:
    pl.read_parquet(source).write_parquet(table)


def by_polars_as_json(source: Path, table: Path) -> None:
    pl.read_parquet(source).write_ndjson(table)


def by_duckdb(source: Path, table: Path) -> None:
    duckdb.execute(f"COPY (FROM '{source}') TO '{table}' (FORMAT parquet)")


def by_duckdb_as_json(source: Path, table: Path) -> None:
    duckdb.execute(f"COPY (FROM '{source}') TO '{table}' (FORMAT json)")


def by_pandas(source: Path, table: Path) -> None:
    pd.read_parquet(source).to_parquet(table)


def by_pandas_as_json(source: Path, table: Path) -> None:
    pd.read_parquet(source).to_json(table, orient="records", lines=True)


WAYS = [
    by_polars,
    by_polars_as_json,
    by_duckdb,
    by_duckdb_as_json,
    by_pandas,
    by_pandas_as_json,
]


@pytest.mark.parametrize("way", WAYS)
def test_what_others_write_of_our_table_is_what_it_was(
    tmp_path: Path, way: Callable[[Path, Path], None]
) -> None:
    way(written(tmp_path, FULL, NOBODYS), tmp_path / "theirs")
    reader = jsonl.read if way.__name__.endswith("json") else parquet.read
    labelled, nobodys = (
        item.record for item in records(read(reader, (tmp_path / "theirs").read_bytes()))
    )
    assert replace(labelled, suggester=FULL.suggester, relations=FULL.relations) == FULL
    assert set(labelled.relations or ()) == set(FULL.relations or ())
    assert (nobodys.text, nobodys.layer, nobodys.spans) == (NOBODYS.text, None, None)


def test_what_no_program_for_tables_writes_is_refused_as_before() -> None:
    lines = (
        b'{"text": "A.", "meta": "no JSON"}',
        b'{"text": "A.", "meta": "[1]"}',
        b'{"text": "A.", "rejections": [{"start": 0, "end": 1}]}',
        b'{"text": "A.", "flags": [{"paragraph": 0.5}]}',
    )
    found = problems(read(jsonl.read, b"\n".join(lines)))
    assert [problem.partition(", see")[0] for problem in found] == [
        "file:1: expected an object or null, got text, $.meta",
        "file:2: expected an object or null, got a list, $.meta",
        "file:3: expected a list, got an object, $.rejections[0]",
        "file:4: expected a whole number or null, got a number, $.flags[0].paragraph",
    ]


def test_a_row_of_another_format_says_what_to_do(tmp_path: Path) -> None:
    table = pl.DataFrame({"text": ["A.", "B."], "annotate": ['{"id": "a"}', "yes"]})
    table.write_parquet(tmp_path / "theirs")
    theirs, other = read(parquet.read, (tmp_path / "theirs").read_bytes())
    hint = "write the table as JSON Lines, and import that"
    assert problems([theirs]) == [f"file:1: a row of another format, $.annotate, {hint}"]
    assert [item.record.meta for item in records([other])] == [{"annotate": "yes"}]
