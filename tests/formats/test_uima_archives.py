"""Archives of UIMA's XMI: what is whole is read, and no bomb is expanded."""

import tracemalloc
from io import BytesIO
from pathlib import Path
from struct import pack
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from annotate.formats import uima, uima_zip
from annotate.formats.base import Incoming
from annotate.formats.uima_types import TYPES_FILE
from annotate.formats.uima_zip import LARGEST, UNSUSPECTED
from annotate.storage import annotations
from annotate.storage.store import Store
from tests.formats.reading import problems, read
from tests.formats.xmi import SOFA, xmi
from tests.services.files import take, took

# archives


def zipped(files: dict[str, bytes], way: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", way) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


QUOTED = xmi(SOFA + '<c:Quote xmi:id="2" begin="0" end="1"/>')


def test_an_exported_project_has_a_layer_for_each_person(store: Store, tmp_path: Path) -> None:
    one = zipped({"x.xmi": QUOTED, TYPES_FILE: b"<t/>"})
    project = {
        "annotation/a.txt/ana.zip": one,
        "annotation/a.txt/ben.zip": one,
        "annotation/a.txt/INITIAL_CAS.zip": one,
        "curation/a.txt/CURATION_USER.zip": one,
        "source/a.txt": b"A text.",
    }
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "project.zip").write_bytes(zipped(project))
    (tmp_path / "in" / "pictures.zip").write_bytes(zipped({"a.jpg": b"no"}))
    report = took(store, tmp_path / "in")
    assert (report.documents, report.records, report.passed_over) == (1, 3, 1)
    ((document, _, said),) = annotations.each(store)
    assert document.id == "a.txt"
    assert sorted(layer for layer, _ in said) == ["ana", "ben", "gold/curation"]


def test_an_archive_reads_what_is_whole_and_names_the_rest(tmp_path: Path) -> None:
    bomb = b" " * (LARGEST + 1)
    files = {"../../up.xmi": QUOTED, "bad.xmi": b"<x", "bomb.xmi": bomb, "in/b.xmi": QUOTED}
    content = zipped(files | {"annotation/d/ana.zip": b"no archive"})
    found = read(uima.read, content)
    assert problems(found) == [
        "file/annotation/d/ana.zip: no archive that can be read",
        "file/bad.xmi: unclosed token, line 1, is the file cut off?",
        "file/bomb.xmi: it expands to more than 64 MB, is it a bomb?",
    ]
    assert [i.record.id for i in found if isinstance(i, Incoming)] == ["../../up", "in/b"]
    assert list(tmp_path.iterdir()) == []


def test_many_bombs_in_an_archive_are_named_and_what_all_of_it_gives_is_limited() -> None:
    suspected = zipped({f"{n}.xmi": b" " * (UNSUSPECTED + 1) for n in range(3)} | {"x.xmi": QUOTED})
    assert [line.split(", ")[0] for line in problems(read(uima.read, suspected))] == [
        f"file/{n}.xmi: it expands to more than 100 times its size" for n in range(3)
    ]
    most = LARGEST // UNSUSPECTED
    below = zipped({f"{n:02}.xmi": b" " * UNSUSPECTED for n in range(most + 9)})
    *each, last = problems(read(uima.read, below))
    assert len(each) == most
    assert last == "file: it expands to more than 100 times its size, is it a bomb?"


def test_archives_within_one_count_their_files_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uima_zip, "MOST_FILES", 5)
    inner = zipped({"a.xmi": QUOTED, "TypeSystem.xml": b""})
    names = [f"annotation/{n}/ana.zip" for n in range(2)]
    found = read(uima.read, zipped(dict.fromkeys(names, inner)))
    assert problems(found) == ["file: more than 5 files in it, is it a bomb?"]
    assert sum(isinstance(item, Incoming) for item in found) == 1


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (ZIP_DEFLATED, "Bad CRC-32 for file 'bomb.xmi'"),
        (ZIP_BZIP2, "compressed in a rare way"),
        (ZIP_LZMA, "compressed in a rare way"),
    ],
)
def test_a_bomb_that_lies_about_its_size_is_not_expanded(way: int, expected: str) -> None:
    size = 1 << 24
    content = zipped({"bomb.xmi": b" " * size}, way).replace(pack("<I", size), pack("<I", 10))
    tracemalloc.start()
    try:
        assert problems(read(uima.read, content)) == [
            f"file/bomb.xmi: cannot be unpacked ({expected})"
        ]
        assert tracemalloc.get_traced_memory()[1] < size // 2
    finally:
        tracemalloc.stop()


def test_an_archive_that_is_cut_off_or_damaged_is_a_problem() -> None:
    content = zipped({"a.xmi": QUOTED})
    for piece in range(1, 20):
        assert problems(read(uima.read, content[: len(content) * piece // 20]))
        damaged = bytearray(content)
        damaged[len(content) * piece // 20] ^= 255
        assert len(read(uima.read, bytes(damaged))) <= 1


@pytest.mark.parametrize("name", ["a.xmi", "annotation/a.txt/ana.zip"])
def test_an_archive_that_is_cut_off_is_not_passed_over(
    store: Store, tmp_path: Path, name: str
) -> None:
    whole = zipped({name: QUOTED})
    (tmp_path / "a.zip").write_bytes(whole[: len(whole) // 2])
    (problem,) = take(store, tmp_path).problems
    assert "no archive that can be read, is it cut off?" in str(problem)


def test_another_archive_that_is_cut_off_is_passed_over(store: Store, tmp_path: Path) -> None:
    whole = zipped({"a.docx": b"Some words of it." * 9})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(whole[: len(whole) // 2])
    report = take(store, tmp_path / "in")
    assert (report.problems, report.passed_over) == ([], 1)
