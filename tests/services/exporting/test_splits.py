"""Exports in splits: copies together in every format, what was assigned stays, leaks are told."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING, FINISHED, Wanted, Window
from annotate.corpus.splits import Plan
from annotate.formats import FORMATS, get_reader
from annotate.formats.base import Incoming, Source
from annotate.services import copies
from annotate.services.exporting import export
from annotate.services.exporting.telling import About
from annotate.storage import splits
from annotate.storage.store import Store
from tests.services.exporting.dividing import PLAN, STORIES, divided, where
from tests.storage.making import QUOTED, add, document, put

pytestmark = [
    # what mlcroissant asks of rdflib, and rdflib of itself
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:mlcroissant"),
]

STRIKE, WALK_OUT = (
    "harbour-gazette/2025-11-19-desalination-strike",
    "windward-wire/2025-11-20-desalination-workers-walk-out",
)


def read_back(folder: Path, format: str) -> dict[str, set[str]]:
    """The ids of the articles in the files of each split."""
    found: dict[str, set[str]] = {}
    ends = FORMATS[format].suffixes
    for path in sorted(p for p in folder.glob("*/**/*") if p.name.endswith(ends)):
        below = path.relative_to(folder).with_suffix("").parts
        split = below[1] if below[0] == "data" else below[0]
        with path.open("rb") as stream:
            for item in get_reader(format)(Source(path.name, path), stream, None):
                assert isinstance(item, Incoming), item
                found.setdefault(split, set()).add(str(item.record.id))
    return found


# --- where things are ----------------------------------------------------------------------------


@pytest.mark.parametrize("format", [n for n, f in FORMATS.items() if f.write])
def test_the_files_of_a_split_have_its_articles_and_copies_are_together(
    sample: Store, tmp_path: Path, format: str
) -> None:
    manifest = divided(sample, tmp_path / "out", format)
    there = where(sample)
    assert len(there) == 14
    assert there[STRIKE] == there[WALK_OUT]
    found = read_back(tmp_path / "out", format)
    assert found == {s: {id for id, at in there.items() if at == s} for s in set(there.values())}
    assert manifest.splits
    counts = {split: n.articles for split, n in manifest.splits.counts.items()}
    assert counts == {split: len(found.get(split, ())) for split in PLAN.shares}
    assert (manifest.splits.groups, manifest.splits.leaks) == (1, ())


@pytest.mark.parametrize("format", [n for n, f in FORMATS.items() if f.write])
def test_the_same_content_gives_the_same_bytes_and_an_earlier_export_goes(
    sample: Store, tmp_path: Path, format: str
) -> None:
    export(sample, DEFAULT_SCHEME, format, tmp_path / "one", EVERYTHING)
    datasets = []
    for name in ("one", "two"):
        divided(sample, tmp_path / name, format)
        files = (path for path in (tmp_path / name).rglob("*") if path.is_file())
        datasets.append({str(p.relative_to(tmp_path / name)): p.read_bytes() for p in files})
    assert datasets[0] == datasets[1]
    named = {file["path"] for file in json.loads(datasets[0]["manifest.json"])["files"]}
    assert named == datasets[0].keys() - {"manifest.json"}


def test_the_manifest_counts_each_split(store: Store, tmp_path: Path) -> None:
    keys = add(store, *(document(f"“No,” said X. {text}") for text in STORIES[:5]))
    for key in keys:
        for name in ("ana", "ben"):
            put(store, key, QUOTED, name)
    manifest = divided(store, tmp_path / "out", wanted=FINISHED)
    assert manifest.splits
    train, validation, test = manifest.splits.counts.values()
    assert (train.articles, train.documents, train.records, train.spans) == (3, 3, 6, 12)
    assert (validation.records, test.records, test.relations) == (2, 2, 2)
    assert train.labels == {"quote": 6, "attribution": 6, "caption": 0, "ad": 0, "body": 0}
    assert manifest.splits.shares == {"train": 0.6, "validation": 0.2, "test": 0.2}
    assert (manifest.counts.records, manifest.counts.spans) == (10, 20)


def test_an_export_that_is_not_divided_says_nothing_of_splits(
    stories: Store, tmp_path: Path
) -> None:
    export(stories, DEFAULT_SCHEME, "jsonl", tmp_path, EVERYTHING)
    assert "splits" not in json.loads((tmp_path / "manifest.json").read_bytes())
    assert splits.plans(stories) == []


def test_windows_are_cut_after_dividing_and_rows_name_their_group(
    sample: Store, tmp_path: Path
) -> None:
    wanted = Wanted(unfinished=True, window=Window(80, 80))
    manifest = divided(sample, tmp_path / "out", "huggingface", wanted=wanted)
    there = where(sample)
    rows: list[dict[str, Any]] = []
    for path in (tmp_path / "out" / "data").iterdir():
        rows += (json.loads(line) | {"at": path.stem} for line in path.read_bytes().splitlines())
    assert len(rows) > 14
    assert all(row["at"] == there[row["article_id"]] for row in rows)
    groups = {row["article_id"]: row["group_id"] for row in rows}
    assert groups[WALK_OUT] == groups[STRIKE] == STRIKE
    assert all(id == group for id, group in groups.items() if id != WALK_OUT)
    assert manifest.splits
    counts = manifest.splits.counts.values()
    assert sum(n.documents for n in counts) == manifest.counts.documents
    assert sum(n.records for n in counts) == manifest.counts.records == len(rows)
    assert sum(n.articles for n in counts) == 14


def test_groups_are_named_without_splits_too(sample: Store, tmp_path: Path) -> None:
    copies.refresh(sample)
    export(sample, DEFAULT_SCHEME, "huggingface", tmp_path, EVERYTHING)
    lines = (tmp_path / "data" / "train.jsonl").read_bytes().splitlines()
    groups = {row["article_id"]: row["group_id"] for row in map(json.loads, lines)}
    assert groups[WALK_OUT] == groups[STRIKE] == STRIKE


def test_each_source_is_divided_for_itself_if_asked(stories: Store, tmp_path: Path) -> None:
    plan = Plan(PLAN.shares, by_source=True)
    manifest = divided(stories, tmp_path / "out", plan=plan)
    assert manifest.splits
    assert manifest.splits.stratify == "source"
    for source in "ab":
        inside = [
            split
            for id, split in where(stories, plan).items()
            if int(id[2:]) % 2 == "ab".index(source)
        ]
        assert sorted(map(inside.count, set(inside))) == [2, 2, 6]


# --- what is told --------------------------------------------------------------------------------


def test_the_card_and_croissant_tell_the_splits(sample: Store, tmp_path: Path) -> None:
    import mlcroissant  # takes a second, which every worker would spend on collecting

    divided(sample, tmp_path / "out", about=About("Sample", "CC0-1.0"))
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "## Splits" in card
    assert "| train | 60% | " in card
    assert "Near-copies of one story are in one split: 1 group of them." in card
    dataset = mlcroissant.Dataset(str(tmp_path / "out" / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert [row["splits/name"] for row in dataset.records("splits")] == [
        "train",
        "validation",
        "test",
    ]
    there = where(sample)
    for split in PLAN.shares:
        found = {r[f"records/{split}/id"].decode() for r in dataset.records(f"records/{split}")}
        assert found == {id for id, at in there.items() if at == split}


@pytest.fixture
def datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The library, without the hub and with a cache of its own."""
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    library: Any = import_module("datasets")
    library.disable_progress_bars()
    return library


def loaded(datasets: Any, folder: Path) -> dict[str, set[str]]:
    """The articles of each split, as the library finds them."""
    found = datasets.load_dataset(str(folder), cache_dir=str(folder.parent / "cache"))
    return {split: set(found[split]["article_id"]) for split in found}


def test_datasets_loads_the_splits_by_their_names(
    sample: Store, tmp_path: Path, datasets: Any
) -> None:
    divided(sample, tmp_path / "out", "huggingface")
    there = where(sample)
    assert loaded(datasets, tmp_path / "out") == {
        split: {id for id, at in there.items() if at == split} for split in PLAN.shares
    }


def test_a_split_that_nothing_fell_into_is_empty(
    store: Store, tmp_path: Path, datasets: Any
) -> None:
    add(store, document(STORIES[0], "only"))
    manifest = divided(store, tmp_path / "out", "huggingface")
    assert manifest.splits
    assert [n.articles for n in manifest.splits.counts.values()] == [1, 0, 0]
    assert loaded(datasets, tmp_path / "out")["train"] == {"only"}


def test_spacy_trains_on_train_and_watches_validation(sample: Store, tmp_path: Path) -> None:
    divided(sample, tmp_path / "out", "spacy")
    config = (tmp_path / "out" / "config.cfg").read_text(encoding="utf-8")
    assert 'train = "train"\n' in config
    assert 'dev = "validation"\n' in config


def test_spacy_watches_train_where_nothing_fell_into_validation(
    store: Store, tmp_path: Path
) -> None:
    add(store, document(STORIES[0], "only"))
    divided(store, tmp_path / "out", "spacy")
    config = (tmp_path / "out" / "config.cfg").read_text(encoding="utf-8")
    assert 'dev = "train"\n' in config
