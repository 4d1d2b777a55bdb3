"""Whatever is wrong with a file of another tool is named, and what is right in it goes in."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats import FORMATS
from annotate.formats.base import Writing
from annotate.services.import_report import ImportReport
from annotate.services.importing import import_paths
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.formats import samples
from tests.formats.small import labelled
from tests.services.files import take

WRITTEN = [name for name, member in FORMATS.items() if member.write]
PIECES = 20
ALL_OR_NOTHING = {"brat", "parquet", "spacy", "uima"}
"""Formats of which a small file without its end is none."""
RECORDS = labelled(4)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder of each format with the same records."""
    folders = {name: tmp_path_factory.mktemp(name) for name in WRITTEN}
    for name, folder in folders.items():
        write = FORMATS[name].write
        assert write
        write(iter(RECORDS), folder, Writing(DEFAULT_SCHEME))
    return folders


def assert_reasonable(report: ImportReport) -> None:
    """Every problem is one line with a reason."""
    lines = [str(problem) for problem in report.problems]
    assert all(line and "\n" not in line and len(line) < 400 for line in lines), lines


def cut_off(folder: Path, to: Path, piece: int, whole: Collection[str]) -> Path:
    """A copy of a folder, each file of which ends after so many PIECES."""
    for path in folder.rglob("*"):
        if path.is_file():
            there = to / path.relative_to(folder)
            there.parent.mkdir(parents=True, exist_ok=True)
            content = path.read_bytes()
            end = len(content) if path.name in whole else len(content) * piece // PIECES
            there.write_bytes(content[:end])
    return to


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_that_is_cut_off_loses_its_end_only(
    written: dict[str, Path], tmp_path: Path, name: str
) -> None:
    counts = []
    for piece in range(PIECES + 1):
        folder = cut_off(written[name], tmp_path / f"{piece}", piece, FORMATS[name].furniture)
        with Store.open(tmp_path / f"{piece}.db") as store:
            report = import_paths(store, DEFAULT_SCHEME, [folder], annotator="me", format=name)
            assert not list(check(store))
        assert_reasonable(report)
        counts.append(report.records)
    assert counts[-1] == len(RECORDS)
    assert counts[0] == 0
    assert name in ALL_OR_NOTHING or max(counts[1:-1]) > len(RECORDS) / 2


def foreign(path: Path, lines: Iterable[Any]) -> Path:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def changed(value: Any, where: tuple[str | int, ...], to: Any) -> Any:
    """A copy of a JSON value with something else at one place."""
    copy = json.loads(json.dumps(value))
    inner = copy
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = to
    return copy


TEXT = ("text",)
PRODIGY = [
    (TEXT, 3, "expected text, got a whole number, $.text"),
    (("spans", 0, "start"), "x", "expected a whole number, got text, $.spans[0].start"),
    (("spans", 0, "end"), 9999, "9999 lies outside the text"),
    (("spans", 1, "start"), -1, "-1 lies outside the text"),
    (("spans", 1, "label"), "PERSON", "unknown label 'PERSON', $.spans[1].label"),
    (("relations", 0, "label"), "likes", "unknown relation 'likes'"),
    (("relations", 0, "head_span"), None, ""),
    (("answer",), "maybe", "unknown value 'maybe', $.answer"),
    (TEXT, "a\0b", "NUL character, $.text"),
]
DOCCANO = [
    (TEXT, None, "no text in it, $.text"),
    (("entities", 0, "end_offset"), 9999, "9999 lies outside the text"),
    (("entities", 0, "label"), "PERSON", "unknown label 'PERSON'"),
    (("relations", 0, "to_id"), 77, "no entity 77, $.relations[0].to_id"),
    (("entities",), 5, "expected a list or null, got a whole number, $.entities"),
]
RESULT = ("annotations", 0, "result")
STUDIO = [
    (("data",), 5, "expected an object, got a whole number, $.data"),
    (("data", "text"), 5, "expected text, got a whole number, $.data.text"),
    ((*RESULT, 0, "value", "start"), 9999, "the start 9999 is not before the end"),
    ((*RESULT, 0, "value", "labels"), ["PERSON"], "unknown label 'PERSON'"),
    ((*RESULT, 0, "value", "labels"), [], "a region without a label, $.annotations[0].result[0]"),
    ((*RESULT, 0, "type"), "choices", "a result of type 'choices', which is no label of a text"),
    ((*RESULT, 4, "to_id"), "r9", "no such region, $.annotations[0].result[4].to_id"),
    (("annotations",), {}, "expected a list, got an object, $.annotations"),
]


@pytest.mark.parametrize(("where", "to", "expected"), PRODIGY)
def test_a_bad_task_of_prodigy(
    store: Store, tmp_path: Path, where: tuple[str | int, ...], to: object, expected: str
) -> None:
    good = samples.prodigy()
    other = good | {"_annotator_id": "ben"}
    path = foreign(tmp_path / "a.jsonl", [good, changed(good, where, to), other])
    assert_named(take(store, path), expected, 2)


@pytest.mark.parametrize(("where", "to", "expected"), DOCCANO)
def test_a_bad_example_of_doccano(
    store: Store, tmp_path: Path, where: tuple[str | int, ...], to: object, expected: str
) -> None:
    good = samples.doccano()
    path = foreign(tmp_path / "a.jsonl", [good, changed(good, where, to)])
    assert_named(take(store, path), expected, 1)


@pytest.mark.parametrize(("where", "to", "expected"), STUDIO)
def test_a_bad_task_of_label_studio(
    store: Store, tmp_path: Path, where: tuple[str | int, ...], to: object, expected: str
) -> None:
    (good,) = samples.label_studio()
    path = tmp_path / "a.json"
    path.write_text(json.dumps([good, changed(good, where, to)]))
    assert_named(take(store, path), expected, 1)


def assert_named(report: ImportReport, expected: str, records: int) -> None:
    """One problem with that reason, where there is any to be, and the rest is in."""
    assert_reasonable(report)
    assert len(report.problems) == bool(expected)
    assert all(expected in str(problem) for problem in report.problems), report.problems
    assert report.records == records


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("T9\tQuote 5 3\tx", "T9 is nowhere in the text, line 11"),
        ("T9\tQuote 0 9999\tx", "the text of T9 is"),
        ("T9\tQuote 0 4\tHull", "the text of T9 is 'Hill', not 'Hull', line 11"),
        ("T9\tQuote 0 4x\tHill", "not a line of brat ('T9\\tQuote 0 4x\\tHill'), line 11"),
        ("T1\tQuote 0 4\tHill", "T1 is there twice, line 11"),
        ("R9\tAttributed_to Arg1:T2 Arg2:T77", "no span 'T77', line 11"),
        ("R9\tAttributed_to Arg1:T2", "not a line of brat"),
        ("T9\tPerson 0 4\tHill", "unknown label 'Person'"),
    ],
)
def test_a_bad_line_of_brat(store: Store, tmp_path: Path, line: str, expected: str) -> None:
    files = samples.written(tmp_path)
    files["brat"].write_text(f"{samples.brat()}{line}\n", encoding="utf-8")
    assert_named(take(store, files["brat"]), expected, 0)


@pytest.mark.parametrize(
    ("content", "expected", "records"),
    [
        ("text,start\na", "1 fields for 2 columns, is a quotation mark missing?", 0),
        ("words,start\na,b", "no column is called text, see docs/formats.md", 0),
        ("id,Body\na,b", "no column is called text, call the column body so, if it is that", 0),
        ('text,start,end,label\n"aa,1,2,quote\n', "unexpected end of data", 0),
        ('"te"xt,start,end,label\naa,1,2,quote\n', "',' expected after '\"'", 0),
        ("text,start,end,label\raa,1,2,quote\r", "save it with LF or CR LF at the line ends", 0),
        ("text,start,end,label\na\ra,0,1,quote\nbb,0,1,quote\n", "a CR without LF", 1),
        ("text,start,end,label\naa,x,2,quote\nbb,0,1,quote\n", "a span needs start and end", 1),
        ("text,start,end,label\naa,0,9,quote\nbb,0,1,quote\n", "9 lies outside the text", 1),
        ("text,start,end,label\naa,0,1,person\nbb,0,1,quote\n", "unknown label 'person'", 1),
    ],
)
def test_a_bad_row(store: Store, tmp_path: Path, content: str, expected: str, records: int) -> None:
    (tmp_path / "a.csv").write_text(content, newline="")
    assert_named(take(store, tmp_path / "a.csv"), expected, records)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("word", "not a token and its tag ('word'), line 3, tags are O, B-LABEL and I-LABEL"),
        ("word -X- _ QUOTE", "not a token and its tag"),
        ("word -X- _ B-PERSON", "unknown label 'PERSON'"),
    ],
)
def test_a_bad_line_of_conll(store: Store, tmp_path: Path, line: str, expected: str) -> None:
    path = tmp_path / "a.conll"
    path.write_text(f"-DOCSTART- O\n\n{line}\n\n-DOCSTART- O\n\nfine -X- _ B-QUOTE\n")
    assert_named(take(store, path), expected, 1)


@pytest.mark.parametrize(
    ("where", "to", "expected"),
    [
        (("target", "selector", 0, "start"), 9999, "the start 9999 is not before the end"),
        (("target", "selector", 0, "type"), "CssSelector", "an annotation without offsets"),
        (("body",), [], "an annotation without a label"),
        (("body", 0, "value"), "PERSON", "unknown label 'PERSON'"),
        (("target", "source"), "urn:x:other", "no text is known with the id 'other'"),
        (("target", "source"), "../c1.txt", "it names a file outside of its folder, '../c1.txt'"),
        (("target", "source"), "%2e%2e/c1.txt", "it names a file outside of its folder"),
        (("target", "source"), "/etc/passwd", "it names a file outside of its folder"),
        (("target", "source"), "file:///etc/passwd", "no text is known with the id 'passwd'"),
        (("target", "selector"), 5, "expected an object or a list, got a whole number"),
    ],
)
def test_a_bad_web_annotation(
    store: Store, tmp_path: Path, where: tuple[str | int, ...], to: object, expected: str
) -> None:
    files = samples.written(tmp_path)
    take(store, files["brat"])
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.jsonld"
    path.write_text(json.dumps([samples.webanno(), changed(samples.webanno(), where, to)]))
    report = take(store, path)
    assert_reasonable(report)
    assert any(expected in str(problem) for problem in report.problems), report.problems


@pytest.mark.parametrize("format", ["prodigy", "doccano", "label_studio", "conll", "csv", "brat"])
def test_bytes_of_another_encoding_are_named(store: Store, tmp_path: Path, format: str) -> None:
    files = samples.written(tmp_path)
    content = files[format].read_bytes()
    files[format].write_bytes(content.replace("“".encode(), b"\x93\xff"))
    report = take(store, files[format])
    assert_reasonable(report)
    assert report.problems


@settings(max_examples=campaign(50, 2000))
@given(
    st.sampled_from(sorted(FORMATS)),
    st.binary(max_size=60) | st.text(max_size=60).map(str.encode),
    st.floats(0, 1),
    st.sampled_from([None, "utf-8", "cp1252", "utf-16"]),
)
def test_anything_in_the_middle_of_a_file_is_survived(
    tmp_path_factory: pytest.TempPathFactory,
    format: str,
    junk: bytes,
    where: float,
    encoding: str | None,
) -> None:
    folder = tmp_path_factory.mktemp("junk")
    files = samples.written(folder)
    path = files.get(format, folder / "c1.txt")
    content = path.read_bytes()
    at = round(where * len(content))
    path.write_bytes(content[:at] + junk + content[at:])
    with Store.open(folder / "a.db") as store:
        report = import_paths(
            store, DEFAULT_SCHEME, [path], annotator="me", format=format, encoding=encoding
        )
    assert_reasonable(report)
