"""A dataset's folder loads in the libraries that read tables, with splits and without."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from msgspec.structs import replace

from annotate.core.annotation_set import EMPTY, Note, Span
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING
from annotate.corpus.splits import Plan, read_shares
from annotate.services.exporting import export
from annotate.services.exporting.telling import About
from annotate.storage.store import Store
from tests.services.files import take
from tests.storage.making import QUOTED, add, document, put

PLAN = Plan(read_shares("train=60,test=40"))
SPANS = [(0, 5, "quote"), (6, 12, "attribution")]


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The library, without a network and with a cache of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HOME", str(tmp_path_factory.mktemp("hf")))
        patch.setenv("HF_DATASETS_OFFLINE", "1")
        library: Any = import_module("datasets")
        library.disable_progress_bars()
        yield library


@pytest.fixture
def varied(store: Store) -> Store:
    """Twelve articles by two people, of which only the last have dates, remarks and more."""
    for n in range(12):
        known: dict[str, Any] = {"meta": {"desk": [n, "x"]}, "published": "2026-01-08"}
        text = f"“No,” said X.\n\n{n} {chr(0x4E00 + 9 * n) * 40}"
        made = document(text, f"a/{n}", **(known if n > 9 else {}))
        (key,) = add(store, made)
        notes = (Note("Which?", "s1"),) if n > 9 else ()
        put(store, key, replace(QUOTED, status="dd", notes=notes))
        put(store, key, replace(EMPTY, status="dd"), "ben")
    return store


def filled(store: Store, folder: Path, format: str, plan: Plan | None) -> dict[str, int]:
    """Records by split."""
    made = export(store, DEFAULT_SCHEME, format, folder, about=About("News"), plan=plan)
    if not made.splits:
        return {"train": made.counts.records}
    return {split: found.records for split, found in made.splits.counts.items()}


@pytest.mark.parametrize("plan", [None, PLAN])
@pytest.mark.parametrize("format", ["jsonl", "parquet", "prodigy", "doccano", "huggingface"])
def test_datasets_loads_the_folder(
    datasets: Any, varied: Store, tmp_path: Path, format: str, plan: Plan | None
) -> None:
    counts = filled(varied, tmp_path / "out", format, plan)
    found = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert {split: len(rows) for split, rows in found.items()} == counts
    assert sum(counts.values()) == 24
    texts = [text for rows in found.values() for text in rows["text"]]
    assert all(text.startswith("“No,” said X.") for text in texts)


@pytest.mark.parametrize("format", ["jsonl", "parquet", "prodigy", "doccano", "huggingface"])
def test_datasets_loads_what_is_in_the_folder_now(
    datasets: Any, store: Store, tmp_path: Path, format: str
) -> None:
    (key,) = add(store, document("“No,” said X.\n\n1", "a/1"))
    for label in ("quote", "body"):
        put(store, key, replace(EMPTY, spans=(Span(0, 5, label, "s1"),), status="dd"), replace=True)
        filled(store, tmp_path / "out", format, None)
        found = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
        (row,) = found["train"]
        spans = row["entities"] if format == "doccano" else row["spans"]
        assert [span["label"] for span in spans] == [label]


@pytest.mark.parametrize("format", ["jsonl", "parquet", "huggingface"])
def test_what_datasets_writes_as_tables_is_imported_again(
    datasets: Any, varied: Store, tmp_path: Path, format: str
) -> None:
    filled(varied, tmp_path / "out", format, None)
    found = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    found["train"].to_parquet(tmp_path / "theirs.parquet")
    export(varied, DEFAULT_SCHEME, "jsonl", tmp_path / "ours", EVERYTHING)
    with Store.open(tmp_path / "other.db") as other:
        assert not take(other, tmp_path / "theirs.parquet").problems
        export(other, DEFAULT_SCHEME, "jsonl", tmp_path / "again", EVERYTHING)
    ours, again = (tmp_path / n / "records.jsonl" for n in ("ours", "again"))
    assert again.read_bytes() == ours.read_bytes()


def test_columns_of_json_have_types_beyond_what_is_guessed_from_its_beginning(
    datasets: Any, varied: Store, tmp_path: Path
) -> None:
    filled(varied, tmp_path / "out", "jsonl", None)
    # the first articles, as many as are read at once, have neither date nor remark
    folder, cache = str(tmp_path / "out"), str(tmp_path / "cache")
    found = datasets.load_dataset(folder, cache_dir=cache, chunksize=2000)
    first, *_, last, _ = found["train"]
    assert (first["published"], last["published"]) == ("", "2026-01-08")
    assert last["notes"] == [{"text": "Which?", "span": last["spans"][0]["id"]}]
    assert last["meta"] == {"desk": [11, "x"]}


@pytest.mark.parametrize("format", ["parquet", "huggingface"])
def test_older_versions_know_the_types_of_some_formats(
    datasets: Any, varied: Store, tmp_path: Path, format: str
) -> None:
    filled(varied, tmp_path / "out", format, None)
    found = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert "Json" not in repr(found["train"].features)


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_a_date_is_the_text_that_was_written(
    datasets: Any, store: Store, tmp_path: Path, format: str
) -> None:
    for n, day in enumerate(("2026-01-08", "2026-01-09")):
        (key,) = add(store, document(f"“No,” said X.\n\n{n}", f"a/{n}", published=day))
        put(store, key, replace(QUOTED, status="dd"))
    filled(store, tmp_path / "out", format, None)
    found = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert list(found["train"]["published"]) == ["2026-01-08", "2026-01-09"]
    assert list(found["train"].to_pandas()["published"]) == ["2026-01-08", "2026-01-09"]


@pytest.mark.parametrize("plan", [None, PLAN])
def test_others_read_the_folder_of_parquet(
    varied: Store, tmp_path: Path, plan: Plan | None
) -> None:
    filled(varied, tmp_path / "out", "parquet", plan)
    folder = tmp_path / "out" / "data"
    assert pd.read_parquet(folder).shape[0] == 24
    assert pl.read_parquet(folder).height == 24
    query = f"SELECT count(*) FROM '{folder}/**/*.parquet'"
    assert duckdb.execute(query).fetchall() == [(24,)]
