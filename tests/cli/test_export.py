"""`annotate export`: the dataset folder, and what is said of it."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from annotate.core.record import Record
from annotate.formats import FORMATS
from annotate.formats.base import Format, Loss, Lost, Writing
from tests.cli.conftest import FERRY, Run


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_default_folder_is_in_the_project(filled: Run, project: Path) -> None:
    ended = filled("export", "jsonl")
    folder = project / "exports" / "jsonl"
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == (
        f"1 record of 1 article in {folder}\n"
        "1 article left out: not finished (--unfinished takes them too)\n"
        "loss: none\n"
    )
    assert sorted(p.name for p in folder.iterdir()) == ["manifest.json", "records.jsonl"]
    (ferry,) = lines(folder / "records.jsonl")
    assert (ferry["text"], ferry["annotator"]) == (FERRY, "ana")


def test_as_json_it_prints_the_manifest(filled: Run, tmp_path: Path) -> None:
    ended = filled("export", "jsonl", "--out", tmp_path / "out", "--quiet", "--json")
    assert ended.err == ""
    assert ended.json() == json.loads((tmp_path / "out" / "manifest.json").read_text())


def test_only_the_layers_asked_for(filled: Run, tmp_path: Path) -> None:
    filled("export", "jsonl", "--out", tmp_path / "out", "--layer", "ana")
    assert [line["annotator"] for line in lines(tmp_path / "out" / "records.jsonl")] == ["ana"]
    ended = filled("export", "jsonl", "--layer", "nobody")
    assert ended.code == 1
    assert ended.error() == "error: no layer 'nobody' in this project, see `annotate status`"


def test_what_is_not_finished_goes_out_if_it_is_asked_for(filled: Run, tmp_path: Path) -> None:
    labels = tmp_path / "begun.jsonl"
    text, spans = "Begun here.", '[{"start": 0, "end": 5, "label": "body"}]'
    labels.write_text(
        f'{{"text": "{text}", "annotator": "ben", "status": "open", "spans": {spans}}}\n'
    )
    filled("import", labels)
    filled("export", "jsonl", "--out", tmp_path / "out")
    assert [line["annotator"] for line in lines(tmp_path / "out" / "records.jsonl")] == ["ana"]
    ended = filled("export", "jsonl", "--out", tmp_path / "out", "--unfinished")
    assert ended.err.startswith("3 records of 3 articles in ")
    who = [line["annotator"] for line in lines(tmp_path / "out" / "records.jsonl")]
    assert who == ["ana", None, "ben"]


def lossy(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """Writes nothing, and says that it could not carry two spans of the first record."""
    (folder / "empty.txt").write_text(str(len(list(records))))
    return Loss(split=(Lost("ana:1", "in two"),), dropped=(Lost("ana:2", "a"), Lost("ana:3", "b")))


def test_what_a_format_cannot_carry_is_said_and_fails_only_if_strict(
    filled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "jsonl", Format("jsonl", (".jsonl",), write=lossy))
    ended = filled("export", "jsonl")
    assert ended.code == 0
    assert "loss: 1 split, 2 dropped, each is named in manifest.json" in ended.err
    assert filled("export", "jsonl", "--strict").code == 3


def test_a_folder_that_cannot_be_written_is_an_error(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = filled("export", "jsonl", "--out", tmp_path / "file")
    assert ended.code == 1
    assert ended.error().startswith("error: the export could not be written (File exists)")


def interrupted(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """Gets as far as the first record."""
    (folder / "half.txt").write_text(str(next(iter(records))))
    raise KeyboardInterrupt


def test_an_interrupted_export_leaves_the_one_before(
    filled: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled("export", "jsonl")
    folder = project / "exports" / "jsonl"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setitem(FORMATS, "jsonl", Format("jsonl", (".jsonl",), write=interrupted))
    ended = filled("export", "jsonl")
    assert (ended.code, ended.out, ended.err) == (130, "", "interrupted\n")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


MAP = """
[labels]
ZITAT = "quote"

[relations]
gesagt_von = { label = "attributes", reverse = true }
"""


def test_a_map_names_what_goes_out_and_what_comes_in(
    filled: Run, run: Run, tmp_path: Path, project: Path
) -> None:
    (tmp_path / "map.toml").write_text(MAP)
    ended = filled("export", "jsonl", "--out", tmp_path / "out", "--map", tmp_path / "map.toml")
    assert ended.code == 0
    (ana,) = lines(tmp_path / "out" / "records.jsonl")
    assert "ZITAT" in json.dumps(ana)
    ended = filled("import", tmp_path / "out", "--map", tmp_path / "map.toml")
    assert (ended.code, "1 the same as before" in ended.err) == (0, True)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "error: cannot be read (No such file or directory), "),
        (b"\xff", "error: not UTF-8, "),
        (b'[labels]\na = "b"', "error: unknown label 'b', "),
    ],
)
def test_a_map_that_is_none_is_one_line(
    filled: Run, tmp_path: Path, content: bytes | None, expected: str
) -> None:
    if content is not None:
        (tmp_path / "map.toml").write_bytes(content)
    for command in ("export", "import"):
        what = ["jsonl"] if command == "export" else []
        ended = filled(command, *what, "--map", tmp_path / "map.toml")
        assert ended.code == 1
        assert ended.error().startswith(expected)


def test_offsets_may_count_what_the_consumer_counts(filled: Run, tmp_path: Path) -> None:
    labels = tmp_path / "wide.jsonl"
    labels.write_text(
        '{"text": "🚢é said", "annotator": "ben", "paragraphs": [[0, 7]],'
        ' "spans": [{"start": 3, "end": 7, "label": "quote"}]}\n'
    )
    filled("import", labels)
    starts = {}
    for unit in ("codepoint", "utf16", "byte"):
        out = tmp_path / unit
        filled("export", "jsonl", "--out", out, "--layer", "ben", "--offset-unit", unit)
        (line,) = lines(out / "records.jsonl")
        starts[unit] = line["spans"][0]["start"], line["paragraphs"][0][1]  # type: ignore[index]
        ended = filled("import", out, "--offset-unit", unit)
        assert "1 the same as before" in ended.err
    assert starts == {"codepoint": (3, 7), "utf16": (4, 8), "byte": (7, 11)}
