"""CSV as programs write it that do not know what it is for."""

from pathlib import Path

import pytest

from annotate.formats import csv
from annotate.storage import documents
from annotate.storage.store import Store
from tests.formats.reading import read, records
from tests.services.files import problems, take


def test_offsets_are_whole_numbers_also_as_pandas_writes_them_beside_rows_without() -> None:
    lines = "id,text,start,end,label\na,Hello there,0.0,5.0,quote\nb,Nothing here,,,\n"
    first, second = (item.record for item in records(read(csv.read, lines.encode())))
    assert [(span.start, span.end) for span in first.spans or ()] == [(0, 5)]
    assert second.spans == ()


@pytest.mark.parametrize("offset", ["0.5", "x", "", "nan", "inf", "1e3"])
def test_an_offset_that_is_no_whole_number_is_refused(
    store: Store, tmp_path: Path, offset: str
) -> None:
    (tmp_path / "a.csv").write_text(
        f"text,start,end,label\nHello there,{offset},5,quote\nMore,,,\n"
    )
    (problem,) = problems(take(store, tmp_path))
    assert "a span needs start and end in numbers" in problem
    assert documents.count(store) == 1


def test_of_two_columns_of_one_name_neither_is_lost_in_silence(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("text,desk,Desk\nHello there,news,sport\n")
    (problem,) = problems(take(store, tmp_path))
    assert "two columns are called desk" in problem


def test_columns_without_a_name_may_be_several(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,,\nHello there,,\n")
    assert problems(take(store, tmp_path)) == []
    assert documents.count(store) == 1
