"""A line, an element or a device without end is refused before it fills the memory."""

import gzip
import io
import json
import os
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from annotate.formats import json_array, measured
from annotate.formats.base import Source
from annotate.formats.measured import guarded
from annotate.storage.store import Store
from tests.formats.packing import WAYS
from tests.services.files import problems, take, took


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.html", "a.csv", "a.conll", "a.ann"])
def test_a_line_without_end_is_stopped_in_every_format(
    store: Store, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "LONGEST", 1 << 20)
    packed, plain = tmp_path / f"{name}.gz", tmp_path / name
    packed.write_bytes(gzip.compress(b"x" * (1 << 22)))
    report = take(store, packed)
    assert report.documents == 0
    (problem,) = problems(report)
    assert "it expands to more than 1 MB" in problem
    plain.write_bytes(b"x" * (1 << 22))
    (problem,) = problems(take(store, plain))
    assert problem.startswith(f"{plain}: cannot be read (it has more than 1 MB in one ")


@pytest.mark.parametrize("end", ["", *WAYS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_array_on_one_line_is_no_line_that_is_too_long(
    store: Store, tmp_path: Path, end: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "LONGEST", 1 << 19)
    tasks = [{"data": {"text": f"{n} " + "word " * 200}, "annotations": []} for n in range(1_000)]
    content = json.dumps(tasks).encode(encoding)
    path = tmp_path / f"a.json{end}"
    path.write_bytes(WAYS[end](content) if end else content)
    assert took(store, path).documents == 1_000


def test_an_element_without_end_is_stopped_all_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_array, "LONGEST", 1 << 20)
    path = tmp_path / "a.jsonld"
    for beginning in (b"", b"[", b'[{"'):
        path.write_bytes(beginning + b"x" * (1 << 22))
        (problem,) = problems(take(store, path))
        assert problem.startswith(f"{path}:1: an element of more than 256 MB")


def test_a_line_is_measured_however_often_it_is_asked_how_far_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "LONGEST", 1 << 20)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * (1 << 22))
    with Source("a", path).open() as stream:

        def read_on() -> None:
            while piece := stream.read(measured.BUFFER):
                assert stream.tell() % len(piece) == 0

        with pytest.raises(OSError, match="more than 1 MB in one line"):
            read_on()


def test_of_a_device_that_has_no_end_nothing_is_read(store: Store) -> None:
    (problem,) = problems(take(store, Path("/dev/zero"), format="jsonl"))
    assert problem.startswith("/dev/zero:1: NUL characters: no JSON Lines, nothing of the file")


def test_a_line_of_a_pipe_may_be_as_long_as_one_of_a_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "LONGEST", 1 << 20)
    pipe = tmp_path / "a.jsonl"
    os.mkfifo(pipe)

    def fill() -> None:
        with suppress(BrokenPipeError):
            pipe.write_bytes(b'{"text": "Before."}\n' + b"x" * (1 << 21))

    writer = Thread(target=fill)
    writer.start()
    report = take(store, pipe)
    assert report.documents == 1
    assert "more than 1 MB in one line, and no article is so long" in problems(report)[0]
    writer.join()


def test_whatever_a_stream_raises_is_an_error_in_one_line() -> None:
    class Strange(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise KeyError("two\nlines")

    with pytest.raises(OSError, match="'two\\\\nlines'"):
        guarded(Strange()).read()
