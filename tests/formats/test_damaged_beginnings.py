"""What a file is shows in the first of its records that is whole, whatever came before."""

from pathlib import Path

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats import FORMATS
from annotate.formats.base import Writing
from annotate.storage import annotations
from annotate.storage.store import Store
from tests.formats.small import labelled
from tests.services.files import problems, take

RECORDS = labelled(4)
LOST = {"prodigy": 1, "huggingface": 1, "doccano": 2, "label_studio": 2}
"""Records that stand in the first line of each file."""


def written(name: str, folder: Path) -> list[Path]:
    """The files of a format with these records."""
    write = FORMATS[name].write
    assert write
    write(iter(RECORDS), folder, Writing(DEFAULT_SCHEME))
    return [path for path in folder.rglob("*") if path.suffix in FORMATS[name].suffixes]


def break_first(path: Path) -> None:
    """Let the first line that holds an object break off."""
    lines = path.read_bytes().splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith(b"{"))
    lines[first] = lines[first][: len(lines[first]) // 2] + b"\n"
    path.write_bytes(b"".join(lines))


@pytest.mark.parametrize("name", LOST)
def test_a_damaged_first_record_does_not_hide_what_the_others_are(
    store: Store, tmp_path: Path, name: str
) -> None:
    paths = written(name, tmp_path)
    for path in paths:
        break_first(path)
    report = take(store, tmp_path)
    assert len(report.problems) == len(paths)
    assert report.records == len(RECORDS) - LOST[name]
    found = {(d.id, layer) for d, _, layers in annotations.each(store) for layer, _ in layers}
    assert found < {(record.id, record.annotator) for record in RECORDS}


def test_an_array_of_tasks_of_which_none_is_whole_is_not_passed_over(
    store: Store, tmp_path: Path
) -> None:
    (path,) = written("label_studio", tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"annotations")])
    (problem,) = problems(take(store, tmp_path))
    assert "is the file cut off" in problem
