"""Importing from a pipe, with somebody watching, killed half-way, or twice at once."""

import io
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from annotate.services.importing import Interrupted
from annotate.services.texts import Texts
from annotate.storage import bulk, documents
from annotate.storage.bulk import BulkImport
from annotate.storage.check import check
from annotate.storage.import_logs import ImportLogs
from annotate.storage.store import Store
from tests.services.files import LABELLED, TEXT, jsonl, problems, take, texts, took
from tests.storage.forked import fork
from tests.storage.making import add

# --- standard input ------------------------------------------------------------------------------


class Piped:
    """Standard input, as a pipe that somebody writes to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        out, self.into = os.pipe()
        self.stream = os.fdopen(out, "r")
        monkeypatch.setattr(sys, "stdin", self.stream)

    def write(self, line: str) -> None:
        os.write(self.into, line.encode())

    def end(self) -> None:
        os.close(self.into)


def test_standard_input_is_read_as_the_format_that_is_named(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = Piped(monkeypatch)
    piped.write('{"text": "a"}\n{"text": \n')
    piped.end()
    report = take(store, Path("-"), format="jsonl")
    assert texts(store) == ["a"]
    assert problems(report)[0].startswith("standard input:2: not valid JSON")
    assert not piped.stream.closed
    piped.stream.close()


def test_a_text_from_standard_input_is_named_after_its_hash(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"An article.")))
    took(store, Path("-"), format="text")
    (document,) = [d for _, d in documents.each(store)]
    assert document.id == document.sha256[:16]


def test_nobody_waits_for_a_pipe_that_keeps_the_import_waiting(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has come is committed, and others may write, while the rest is still to come."""
    piped = Piped(monkeypatch)
    seen: list[int] = []

    def work_meanwhile() -> None:
        with Store.open(store.path) as other:
            other.connection.execute("PRAGMA busy_timeout = 5000")
            for n in range(3):
                piped.write(f'{{"text": "Piped {n}."}}\n')
                while documents.count(other) < 2 * n + 1:
                    time.sleep(0.001)
                add(other, f"Meanwhile {n}.")
                seen.append(documents.count(other))
        piped.end()

    thread = threading.Thread(target=work_meanwhile)
    thread.start()
    report = took(store, Path("-"), format="jsonl")
    thread.join()
    piped.stream.close()
    assert seen == [2, 4, 6]
    assert report.documents == 3
    assert list(check(store)) == []


# --- progress and interruption -------------------------------------------------------------------


def test_progress_is_told_in_bytes(store: Store, tmp_path: Path) -> None:
    records = jsonl(tmp_path / "a.jsonl", *({"text": f"Text {n}."} for n in range(300)))
    (tmp_path / "b.txt").write_text("A text.", encoding="utf-8")
    told: list[tuple[int, int]] = []
    took(store, records, tmp_path / "b.txt", progress=lambda *at: told.append(at))
    size = records.stat().st_size + (tmp_path / "b.txt").stat().st_size
    assert len(told) > 3
    assert told == sorted(told)
    assert {total for _, total in told} == {size}
    assert all(0 < at <= size for at, _ in told)


@pytest.mark.parametrize("strict", [False, True])
def test_an_import_that_is_killed_is_finished_by_the_next(
    store: Store, tmp_path: Path, strict: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", 7)
    made = [LABELLED | {"id": f"a/{n}", "text": f"{TEXT} {n}"} for n in range(50)]
    records = jsonl(tmp_path / "a.jsonl", *made)
    calls = iter(range(10**6))
    document = BulkImport.document

    def die_at_the_thirtieth(self: BulkImport, given: Any) -> Any:
        if next(calls) == 30:
            os.kill(os.getpid(), signal.SIGKILL)
        return document(self, given)

    if not (child := fork()):
        monkeypatch.setattr(BulkImport, "document", die_at_the_thirtieth)
        try:
            with Store.open(store.path) as other:
                take(other, records, strict=strict)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    before = documents.count(store)
    assert before == 0 if strict else 0 < before <= 30
    assert list(check(store)) == []
    report = took(store, records, strict=strict)
    assert report.documents == 50 - before
    assert store.value("SELECT count(*) FROM operations") == 50
    assert list(check(store)) == []


def test_an_interruption_as_it_is_committed_leaves_what_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = ImportLogs.finish

    def interrupted(self: ImportLogs) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        finish(self)

    monkeypatch.setattr(ImportLogs, "finish", interrupted)
    with pytest.raises(Interrupted) as caught:
        took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    assert caught.value.report.documents == documents.count(store) == 1


@pytest.mark.parametrize("strict", [False, True])
def test_an_interrupted_import_tells_once_what_could_not_be_read(
    store: Store, tmp_path: Path, strict: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, step = (BulkImport, "document") if strict else (ImportLogs, "finish")
    scan, done = os.scandir, getattr(owner, step)

    def refuse(path: str) -> object:
        if str(path).endswith("/shut"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    def interrupted(*given: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        return done(*given)

    for name in ("in/shut", "texts/shut"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "in" / "a.pdf").touch()
    jsonl(tmp_path / "in" / "a.jsonl", LABELLED)
    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(owner, step, interrupted)
    with Texts([tmp_path / "texts"]) as beside, pytest.raises(Interrupted) as caught:
        take(store, tmp_path / "in", texts=beside, strict=strict)
    report = caught.value.report
    assert problems(report) == [
        f"{tmp_path}/{name}/shut: cannot be read (Permission denied)" for name in ("in", "texts")
    ]
    assert report.passed_over == 1


def test_two_imports_at_once_give_each_text_once(store: Store, tmp_path: Path) -> None:
    made = [LABELLED | {"id": f"a/{n}", "text": f"{TEXT} {n}"} for n in range(60)]
    records = jsonl(tmp_path / "a.jsonl", *made)
    children = []
    for _ in range(4):
        if not (child := fork()):
            try:
                with Store.open(store.path) as other:
                    os._exit(len(take(other, records).problems))
            finally:
                os._exit(99)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert documents.count(store) == 60
    assert store.value("SELECT count(*) FROM operations") == 60
    assert list(check(store)) == []
