"""CoNLL: flat tags of words, with a file beside them that has what gave way."""

import json
from pathlib import Path

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats import conll, conll_writing
from annotate.formats.base import Incoming, Loss, Lost, Source, Writing
from tests.formats.reading import read, records
from tests.formats.ships import HOW, NOBODYS, RECORD, TEXT


def test_conll_is_flat_and_says_what_gave_way(tmp_path: Path) -> None:
    loss = conll_writing.write([RECORD, NOBODYS], tmp_path, HOW)
    lines = (tmp_path / conll_writing.FILE_NAME).read_text(encoding="utf-8").split("\n")
    assert lines == [
        "-DOCSTART- -X- -X- O",
        "",
        "🚢 -X- _ O",
        *("“ -X- _ B-quote", "No -X- _ I-quote", ". -X- _ I-quote"),
        *("Never -X- _ I-quote", ", -X- _ I-quote", "” -X- _ I-quote"),
        *("said -X- _ B-attribution", "Ann -X- _ I-attribution", ". -X- _ O"),
        "",
        *("More -X- _ O", "here -X- _ O", ". -X- _ O"),
        "",
        "-DOCSTART- -X- -X- O",
        "",
        *("Unread -X- _ O", ". -X- _ O"),
        "",
        "",
    ]
    assert loss == Loss(
        flattened=(Lost("ana d x:3", "another label has some of its tokens"),),
        dropped=(Lost("ana d attributes x:2 x:1", "tags cannot say what is linked"),),
    )


def test_the_side_file_has_the_offsets_in_the_unit_asked_for(tmp_path: Path) -> None:
    conll_writing.write([RECORD], tmp_path, Writing(DEFAULT_SCHEME, "utf16"))
    side = json.loads((tmp_path / "records.offsets").read_bytes())
    assert side["text"] == TEXT
    assert side["tokens"][:3] == [[0, 2], [3, 4], [4, 6]]


def test_other_tokens_than_the_side_files_are_refused(tmp_path: Path) -> None:
    conll_writing.write([RECORD, NOBODYS], tmp_path, HOW)
    path = tmp_path / conll_writing.FILE_NAME
    path.write_text(path.read_text(encoding="utf-8").replace("Ann ", "Anne "), encoding="utf-8")
    with path.open("rb") as stream:
        first, second = conll.read(Source("f", path), stream, None)
    assert "other tokens than in the side file" in str(first)
    assert "Problem" not in type(second).__name__


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-x I-x O I-x", [(0, 1), (3, 3)]),
        ("B-x B-x I-y I-x", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ("B-x I-x E-x I-x", [(0, 2), (3, 3)]),
        ("S-x U-x B-x L-x", [(0, 0), (1, 1), (2, 3)]),
    ],
)
def test_tags_of_every_kind(tags: str, expected: list[tuple[int, int]]) -> None:
    content = "".join(f"{n}\t{tag}\n" for n, tag in enumerate(tags.split()))
    (item,) = records(read(conll.read, content.encode()))
    spans = item.record.spans or ()
    assert [(s.start // 2, (s.end - 1) // 2) for s in spans] == expected


@pytest.mark.parametrize("begins", ["-DOCSTART- O\n\n", "", "\n\n"])
def test_documents_are_the_same_however_much_is_read_at_once(
    monkeypatch: pytest.MonkeyPatch, begins: str
) -> None:
    content = (
        f"{begins}one B-quote\n\ntwo O\n\n-DOCSTART- O\n-DOCSTART- O\nthree O\n\n\n-DOCSTART- O\n4"
    ).encode()
    found = []
    for size in range(1, len(content) + 2):
        monkeypatch.setattr(conll, "BUFFER", size)
        found.append(read(conll.read, content))
    assert found == [found[0]] * len(found)
    *whole, bad = found[0]
    last = content.count(b"\n") + 1
    assert [i.record.text for i in whole if isinstance(i, Incoming)] == ["one\ntwo", "", "three"]
    assert str(bad).startswith(f"file:{last - 1}: not a token and its tag ('4'), line {last}, ")
