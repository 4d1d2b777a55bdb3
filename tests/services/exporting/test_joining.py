"""Parts put together: the same bytes, whoever wrote them, and all is told of all."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotate.core.operations import Add, Status
from annotate.core.wanted import FINISHED, Wanted, Window
from annotate.corpus.splits import Plan
from annotate.formats import FORMATS
from annotate.formats.manifest import Manifest
from annotate.services.exporting import filling
from annotate.services.exporting.filling import APART
from annotate.services.exporting.telling import About
from annotate.storage.store import Store
from tests.services.exporting.dividing import PLAN
from tests.services.exporting.parting import exported, in_small_parts
from tests.services.files import take
from tests.storage.making import add, commit, document

JOINED = [name for name, member in FORMATS.items() if member.joined]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    in_small_parts(monkeypatch)


# --- the same bytes ------------------------------------------------------------------------------


WHOLE: dict[str, Any] = {}
CUT = {"wanted": Wanted(unfinished=True, window=Window(60, 30), pseudonyms=True), "plan": PLAN}
CHOSEN = {"wanted": Wanted(unfinished=True, labels=("quote", "body")), "unit": "utf16"}


@pytest.mark.parametrize(
    ("format", "how"),
    [
        *((name, CUT) for name in JOINED),
        *((name, CHOSEN) for name in JOINED if name != "spacy"),
        ("conll", WHOLE),
    ],
)
def test_two_processes_write_the_bytes_of_one(
    sample: Store, tmp_path: Path, format: str, how: dict[str, Any]
) -> None:
    how = {"about": About("News")} | how
    two = exported(sample, tmp_path / "two", format, **how)
    assert two == exported(sample, tmp_path / "one", format, processes=1, **how)
    assert "manifest.json" in two
    assert not any(APART in path for path in two)


@pytest.mark.parametrize("how", [WHOLE, CUT, CHOSEN], ids=["whole", "cut", "chosen"])
@pytest.mark.parametrize("format", sorted({*JOINED} - {"spacy"}))
def test_parts_end_to_end_are_what_one_writer_writes(
    sample: Store,
    tmp_path: Path,
    format: str,
    how: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    how = {"about": About("News"), "processes": 1} | how
    parts = exported(sample, tmp_path / "parts", format, **how)
    monkeypatch.setattr(filling, "PART", 1_000)
    assert parts == exported(sample, tmp_path / "whole", format, **how)


TOLD = {"about": About("News"), "processes": 1}


@pytest.mark.parametrize("format", JOINED)
def test_what_is_told_of_all_is_of_all_parts(
    store: Store, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is of another source, language and day; the one that is labelled is in the last part."""
    days = ("2026-01-05", "2026-01-03", "2026-01-04", "2026-01-09", "2026-01-01", "", "2026-01-02")
    languages = ("de", "es", "en", "en", "fr", "en", "en")
    keys = add(
        store,
        *(
            document(f"Story {n} it is.", f"s/{n}", source=f"s{n}", language=code, published=day)
            for n, (day, code) in enumerate(zip(days, languages, strict=True))
        ),
    )
    commit(store, keys[-1], Add(0, 7, "quote"), Status((0,), "done"))
    parts = exported(store, tmp_path / "parts", format, **TOLD)
    monkeypatch.setattr(filling, "PART", 1_000)
    whole = exported(store, tmp_path / "whole", format, **TOLD)
    for path in ("README.md", *(["config.cfg"] if format == "spacy" else [])):
        assert told(parts[path]) == told(whole[path])
    assert b"2026-01-01 to 2026-01-09" in whole["README.md"].replace(b"\\", b"")


def told(content: bytes) -> list[bytes]:
    """The lines of a file, but for what says of which bytes it is."""
    return [line for line in content.splitlines() if b"  description: " not in line]


def test_files_that_are_numbered_go_on_being_numbered(
    sample: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = exported(sample, tmp_path / "parts", "spacy")
    shards = [path for path in parts if path.endswith(".spacy")]
    assert sorted(shards) == [f"train/part-{n:05}.spacy" for n in range(len(shards))]
    assert len(shards) > 2
    monkeypatch.setattr(filling, "PART", 1_000)
    whole = exported(sample, tmp_path / "whole", "spacy")
    assert whole["config.cfg"] == parts["config.cfg"]
    assert taken(tmp_path / "parts") == taken(tmp_path / "whole")


def taken(dataset: Path) -> bytes:
    """What a new project has of a dataset, as native JSONL."""
    database = dataset.with_suffix(".db")
    with Store.open(database) as store:
        assert take(store, dataset).problems == []
        return exported(store, dataset.with_suffix(".out"), "jsonl")["records.jsonl"]


# --- splits and parts without records ------------------------------------------------------------


@pytest.fixture
def one_finished(stories: Store) -> Store:
    """Of twenty articles that in the middle is finished."""
    (key,) = stories.connection.execute("SELECT key FROM documents WHERE id = 's/10'").fetchone()
    commit(stories, key, Add(0, 4, "quote"), Status((0,), "done"))
    return stories


def test_a_part_without_records_leaves_no_file(one_finished: Store, tmp_path: Path) -> None:
    found = exported(one_finished, tmp_path / "out", "spacy", wanted=FINISHED, processes=1)
    assert [path for path in sorted(found) if path.endswith(".spacy")] == ["train/part-00000.spacy"]
    (record,) = taken(tmp_path / "out").splitlines()
    assert b'"s/10"' in record


@pytest.mark.parametrize("format", JOINED)
@pytest.mark.parametrize("plan", [None, PLAN], ids=["whole", "splits"])
def test_where_nothing_is_finished_there_are_files_all_the_same(
    stories: Store, tmp_path: Path, format: str, plan: Plan | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    how = {"wanted": FINISHED, "plan": plan, "processes": 1}
    parts = exported(stories, tmp_path / "parts", format, **how)
    monkeypatch.setattr(filling, "PART", 1_000)
    assert parts == exported(stories, tmp_path / "whole", format, **how)


def test_manifest_hashes_what_was_joined(sample: Store, tmp_path: Path) -> None:
    found = exported(sample, tmp_path / "out", "huggingface", plan=PLAN)
    manifest = msgspec.json.decode(found["manifest.json"], type=Manifest)
    named = {file.path: (file.bytes, file.sha256) for file in manifest.files}
    assert named == {
        path: (len(content), sha256(content).hexdigest())
        for path, content in found.items()
        if path != "manifest.json"
    }
