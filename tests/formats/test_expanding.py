"""Compressed files are read as what is in them; what expands beyond measure is refused."""

import gzip
import io
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotate import formats
from annotate.formats.base import Format, Source
from annotate.formats.expanding import ENDINGS, MARKS, ending, expanded, plain_name
from annotate.formats.measured import taken
from annotate.formats.places import Place
from annotate.services import sources
from annotate.services.import_report import ImportReport
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.formats.packing import WAYS, compressed
from tests.services.files import LABELLED, jsonl, problems, take, took

PIECES = 20


def numbered(count: int) -> Iterable[dict[str, object]]:
    return ({**LABELLED, "id": f"{n}", "text": f"{LABELLED['text']} {n}"} for n in range(count))


def test_every_ending_is_tried() -> None:
    assert set(WAYS) == set(ENDINGS)


@pytest.mark.parametrize("end", WAYS)
def test_a_compressed_file_goes_in_under_its_own_name(
    store: Store, tmp_path: Path, end: str
) -> None:
    path = jsonl(tmp_path / "a.jsonl", *numbered(3))
    packed = compressed(path, end)
    path.unlink()
    report = took(store, packed)
    assert not report.passed_over
    assert (report.documents, report.records) == (3, 3)


@pytest.mark.parametrize("end", WAYS)
def test_a_folder_of_compressed_texts_has_the_ids_of_plain_ones(
    store: Store, tmp_path: Path, end: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "2026-01-02-a.txt").write_text("Some text of it.")
    compressed(tmp_path / "in" / "2026-01-02-a.txt", end)
    report = took(store, tmp_path / "in")
    assert (report.documents, report.appearances, report.passed_over) == (1, 0, 0)


@pytest.mark.parametrize("end", WAYS)
def test_standard_input_is_told_by_how_it_begins(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    for content, expected in ((WAYS[end](b"a\nb"), b"a\nb"), (b"a\nb", b"a\nb"), (b"", b"")):
        stdin = io.TextIOWrapper(io.BufferedReader(cast(io.RawIOBase, io.BytesIO(content))))
        monkeypatch.setattr(sys, "stdin", stdin)
        with Source("standard input").open() as stream:
            assert stream.read() == expected


@pytest.mark.parametrize("end", WAYS)
def test_a_file_that_is_cut_off_loses_its_end_only(empty: Path, tmp_path: Path, end: str) -> None:
    lines = b"".join(b'{"id": %d, "text": "%d"}\n' % (n, n**999) for n in range(400))
    packed = WAYS[end](lines)
    counts = []
    for piece in range(1, PIECES):
        path = tmp_path / f"a.jsonl{end}"
        path.write_bytes(packed[: len(packed) * piece // PIECES])
        with Store.open(Path(shutil.copy(empty, tmp_path / f"{piece}.db"))) as store:
            report = take(store, path)
        (problem,) = problems(report)
        assert problem == f"{path}: cannot be read (it is cut off)"
        counts.append(report.documents)
    assert counts == sorted(counts)
    assert end == ".bz2" or max(counts) > 200


@pytest.mark.parametrize("end", WAYS)
def test_what_is_not_compressed_so_is_a_problem(store: Store, tmp_path: Path, end: str) -> None:
    for n, content in enumerate(
        (b"no", b'{"text": "plain"}\n' * 9, WAYS[end](b"x")[:3] + b"\0" * 99)
    ):
        path = tmp_path / f"{n}.jsonl{end}"
        path.write_bytes(content)
        (problem,) = problems(take(store, path))
        assert problem.startswith(f"{path}: cannot be read (")
        assert "None" not in problem


def bombed(store: Store, path: Path, content: bytes, end: str) -> ImportReport:
    """What an import of some compressed lines reports, after which come many zeros."""
    path.write_bytes(WAYS[end](content))
    return take(store, path)


@pytest.mark.parametrize("end", WAYS)
def test_a_bomb_is_stopped_and_what_came_before_it_is_in(
    store: Store, tmp_path: Path, end: str
) -> None:
    article = b'{"text": "Before it."}\n'
    report = bombed(store, tmp_path / f"a.jsonl{end}", article + b" " * (1 << 27), end)
    assert report.documents == 1
    (problem,) = problems(report)
    assert "it expands to more than 300 times its size: a bomb?" in problem


def test_a_bomb_that_must_be_looked_into_to_tell_its_format_is_a_problem_too(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("Beside it.")
    (tmp_path / "in" / "a.json.gz").write_bytes(gzip.compress(b"[" + b" " * (1 << 27)))
    report = take(store, tmp_path / "in")
    assert (report.documents, report.passed_over) == (1, 0)
    (problem,) = problems(report)
    assert "a.json.gz: cannot be read (it expands to more than 300 times its size: a" in problem
    assert "if not, import it unpacked" in problem


def test_what_a_compressed_file_is_is_looked_for_but_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []

    def format_of(name: str, place: Place | None = None) -> Format | None:
        looked.append(place)
        return formats.format_of(name, place)

    monkeypatch.setattr(sources, "format_of", format_of)
    path = tmp_path / "a.json.gz"
    report = bombed(store, path, b"[" + b" " * (1 << 27), ".gz")
    assert len(problems(report)) == 1
    assert looked == [path]


def test_many_lines_alike_are_no_bomb(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "The same."}\n' * 100_000))
    assert took(store, path).documents == 1


def test_names() -> None:
    assert [ending(n) for n in ("a.jsonl.gz", "A.TXT.ZST", "gz", ".gz", "a.gzip")] == [
        *(".gz", ".zst", "", "", ""),
    ]
    assert plain_name("a.warc.GZ") == plain_name("a.warc.xz.GZ") == "a.warc"


def test_how_far_a_stream_is_counts_what_lies_below_it() -> None:
    content = gzip.compress(b"x" * 1_000_000)
    stream = expanded(io.BytesIO(content), "a.gz")
    stream.read()
    assert taken(stream) == len(content)
    assert taken(io.BytesIO(b"")) is None
    assert expanded(below := io.BytesIO(b""), "a.txt") is below


@settings(max_examples=campaign(50, 2000))
@given(st.sampled_from(sorted(WAYS)), st.binary(max_size=300), st.data())
def test_any_bytes_come_back_or_are_an_error(end: str, content: bytes, data: st.DataObject) -> None:
    assume(not content.startswith(tuple(MARKS)))
    assert expanded(io.BytesIO(WAYS[end](content)), f"a{end}").read() == content
    packed = bytearray(WAYS[end](content))
    packed[data.draw(st.integers(0, len(packed) - 1))] ^= data.draw(st.integers(1, 255))
    said = failure(lambda: expanded(io.BytesIO(packed), f"a{end}").read())
    assert said is None or (said and "\n" not in said)


def failure(read: Callable[[], bytes]) -> str | None:
    """What is said where something cannot be read to its end; None where it can."""
    try:
        read()
    except OSError as error:
        return error.strerror or ""
    return None
