"""What is read along with another file is found whichever of the two is compressed."""

import gzip
from pathlib import Path

import pytest

from annotate.formats import FORMATS
from annotate.formats.base import Incoming, Source
from annotate.formats.places import opened
from tests.formats.ships import HOW, RECORD


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
