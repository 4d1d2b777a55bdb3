"""What is read along with another file: found though compressed, and told where it is bad."""

import gzip
from pathlib import Path

import pytest

from annotate.formats import FORMATS
from annotate.formats.base import Incoming, Source
from annotate.formats.places import opened
from annotate.storage.store import Store
from tests.formats import samples
from tests.formats.ships import HOW, RECORD
from tests.services.files import take


@pytest.mark.parametrize("which", [("first",), ("second",), ("first", "second")])
@pytest.mark.parametrize(
    ("name", "first", "second"),
    [("conll", "records.conll", "records.offsets"), ("brat", "ana/d.ann", "ana/d.txt")],
)
def test_each_of_two_files_may_be_compressed(
    name: str, first: str, second: str, which: tuple[str, ...], tmp_path: Path
) -> None:
    write = FORMATS[name].write
    assert write
    write([RECORD], tmp_path, HOW)
    plain = _read(name, tmp_path / first)
    paths = {"first": tmp_path / first, "second": tmp_path / second}
    for each in which:
        paths[each] = _compressed(paths[each])
    assert _read(name, paths["first"]) == plain
    assert plain.record.text == RECORD.text
    assert plain.record.id == RECORD.id


def test_one_without_an_ending_has_its_texts_beside_it_too(tmp_path: Path) -> None:
    write = FORMATS["conll"].write
    assert write
    write([RECORD], tmp_path, HOW)
    (tmp_path / "records.conll").rename(tmp_path / "records")
    assert _read("conll", tmp_path / "records").record.text == RECORD.text


def test_brat_needs_its_text(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(samples.brat(), encoding="utf-8")
    expected = "no text beside it that can be read (No such file or directory), a.txt"
    assert expected in _problem(store, tmp_path / "a.ann")


def test_what_is_wrong_with_a_file_beside_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(samples.brat(), encoding="utf-8")
    (tmp_path / "a.txt.gz").write_bytes(b"no such thing")
    expected = "no text beside it that can be read (Not a gzipped file (b'no')), a.txt.gz"
    assert expected in _problem(store, tmp_path / "a.ann")


def test_and_which_file_it_is(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("-DOCSTART- -X- -X- O\n\nNo -X- _ O\n", encoding="utf-8")
    (tmp_path / "a.offsets.gz").write_bytes(b"no such thing")
    expected = "a.conll: cannot be read (a.offsets.gz: Not a gzipped file (b'no'))"
    assert expected in _problem(store, tmp_path / "a.conll")


def _problem(store: Store, path: Path) -> str:
    """The one line that says what is wrong; nothing goes in."""
    report = take(store, path)
    (problem,) = map(str, report.problems)
    assert "\n" not in problem
    assert len(problem) < 400
    assert report.records == 0
    return problem


def _read(name: str, path: Path) -> Incoming:
    read = FORMATS[name].read
    assert read
    with opened(path) as stream:
        (item,) = read(Source("file", path, "d"), stream, None)
    assert isinstance(item, Incoming), item
    return item


def _compressed(path: Path) -> Path:
    found = path.with_name(path.name + ".gz")
    found.write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    return found
