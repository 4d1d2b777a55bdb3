"""Exports that several processes share: the same bytes, of one moment, whole or not at all."""

import os
from collections.abc import Callable
from hashlib import sha256
from multiprocessing import active_children
from pathlib import Path
from resource import RLIMIT_FSIZE, prlimit
from shutil import copy
from signal import SIGKILL
from typing import Any

import msgspec
import pytest

from annotate.core.errors import AnnotateError
from annotate.core.operations import Add, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING, FINISHED, Wanted, Window
from annotate.corpus.splits import Plan
from annotate.formats import FORMATS
from annotate.formats.manifest import Manifest
from annotate.services.exporting import export, filling, sharing
from annotate.services.exporting.filling import APART
from annotate.services.exporting.telling import About
from annotate.services.workers import workers
from annotate.storage.store import Store
from tests.services.exporting.dividing import PLAN
from tests.services.files import take
from tests.storage.making import add, commit, document

JOINED = [name for name, member in FORMATS.items() if member.joined]
OTHERS = [name for name, member in FORMATS.items() if member.write and not member.joined]
Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that few articles are several parts, which processes are started for."""
    monkeypatch.setattr(filling, "PART", 3)
    monkeypatch.setattr(filling, "LEAST", 1)


def exported(store: Store, out: Path, format: str = "conll", **how: Any) -> Files:
    """The files of a dataset by two processes, unless told otherwise, by their paths."""
    usual: dict[str, Any] = {"wanted": EVERYTHING, "processes": 2}
    export(store, DEFAULT_SCHEME, format, out, **(usual | how))
    return files(out)


def files(out: Path) -> Files:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}


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


# --- one moment ----------------------------------------------------------------------------------


def test_what_is_written_meanwhile_does_not_go_out(stories: Store, tmp_path: Path) -> None:
    before = exported(stories, tmp_path / "before", processes=1)

    def write(done: int, total: int) -> None:
        with Store.open(stories.path) as other:
            add(other, document(f"More {done} of {total}.", f"new/{done}"))
            commit(other, 20, Add(0, 4, "quote"))

    assert exported(stories, tmp_path / "out", progress=write) == before
    assert exported(stories, tmp_path / "after") != before


def test_nor_does_what_is_written_as_all_have_just_begun(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, begun = exported(stories, tmp_path / "before", processes=1), sharing.Sharing

    def write(*of: Any) -> sharing.Sharing:
        with Store.open(stories.path) as other:
            add(other, document("One more.", "new/1"))
        return begun(*of)

    monkeypatch.setattr(sharing, "Sharing", write)
    assert exported(stories, tmp_path / "out") == before


def test_where_somebody_writes_all_the_time_one_process_does_it(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "PATIENCE", 0.01)
    monkeypatch.setattr(sharing.Sharing, "write_all", None)
    idle = list[int]()
    with Store.open(stories.path) as other, other.transaction():
        found = exported(
            stories, tmp_path / "out", progress=lambda *_: idle.append(len(active_children()))
        )
    assert not any(idle)
    assert found == exported(stories, tmp_path / "one", processes=1)


@pytest.mark.parametrize("restored", [True, False])
def test_what_is_in_the_place_of_a_database_that_was_moved_is_not_read_with_it(
    stories: Store, tmp_path: Path, restored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path(copy(stories.path, tmp_path / "other.db"))

    def begun(*of: Any) -> Any:
        stories.path.rename(tmp_path / "away.db")
        if restored:
            other.rename(stories.path)
        return workers(*of)

    monkeypatch.setattr(sharing, "workers", begun)
    with pytest.raises(
        AnnotateError, match="no longer in its place" if restored else "no database"
    ):
        exported(stories, tmp_path / "out")
    assert stories.path.exists() == restored  # none is made there


# --- whole or not at all -------------------------------------------------------------------------


def failing(store: Store, out: Path, wreck: Callable[[int], object]) -> str:
    """What is said where the processes are wrecked as the first part is there."""
    before = exported(store, out)

    def wreck_all(done: int, total: int) -> None:
        assert done < total
        for process in active_children():
            wreck(process.pid or 0)

    with pytest.raises(AnnotateError) as caught:
        exported(store, out, progress=wreck_all)
    assert files(out) == before
    assert not active_children()
    return str(caught.value)


def test_one_that_is_killed_is_told_in_a_line(stories: Store, tmp_path: Path) -> None:
    said = failing(stories, tmp_path / "out", lambda process: os.kill(process, SIGKILL))
    assert said == f"{sharing.ENDED}, {sharing.HINT}"


def test_so_is_a_disk_that_takes_no_more_from_one(stories: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = failing(stories, out, lambda process: prlimit(process, RLIMIT_FSIZE, (1, 1)))
    what = "the export could not be written (File too large)"
    assert said == f"{what}, {out}, what was there before still is"


def test_a_process_that_is_told_nothing_new_ends_with_the_export(
    stories: Store, tmp_path: Path
) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exported(stories, tmp_path / "out", progress=interrupt)
    assert not active_children()
    assert not (tmp_path / "out").exists()


# --- which are shared ----------------------------------------------------------------------------


def test_progress_counts_articles_up_to_all(stories: Store, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    exported(stories, tmp_path / "out", progress=lambda *of: told.append(of))
    assert told == [(3, 20), (6, 20), (9, 20), (12, 20), (15, 20), (18, 20), (20, 20)]


@pytest.mark.parametrize("format", OTHERS)
def test_other_formats_are_written_by_this_process(
    stories: Store, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "workers", None)
    assert exported(stories, tmp_path / "out", format)


def test_so_is_what_lies_where_nothing_can_be_written(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "is_read_only", lambda _: True)
    monkeypatch.setattr(sharing, "workers", None)
    assert exported(stories, tmp_path / "out")


def test_no_more_processes_are_started_than_there_are_parts(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = list[int]()

    def begun(answer: Any, processes: int, error: AnnotateError) -> Any:
        started.append(processes)
        return workers(answer, processes, error)

    monkeypatch.setattr(sharing, "workers", begun)
    monkeypatch.setattr(filling, "PART", 10)
    exported(stories, tmp_path / "out", processes=40)
    assert started == [2]


def test_manifest_hashes_what_was_joined(sample: Store, tmp_path: Path) -> None:
    found = exported(sample, tmp_path / "out", "huggingface", plan=PLAN)
    manifest = msgspec.json.decode(found["manifest.json"], type=Manifest)
    named = {file.path: (file.bytes, file.sha256) for file in manifest.files}
    assert named == {
        path: (len(content), sha256(content).hexdigest())
        for path, content in found.items()
        if path != "manifest.json"
    }
