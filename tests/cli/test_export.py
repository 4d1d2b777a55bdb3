"""`annotate export`: the dataset folder, and what is said of it."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from annotate.core.record import Record
from annotate.formats import FORMATS
from annotate.formats.base import Format, Loss, Lost, Writing
from tests.cli.conftest import FERRY, Run
from tests.cli.refusing import INVALID


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
    assert sorted(p.name for p in folder.iterdir()) == [
        "README.md",
        "croissant.json",
        "manifest.json",
        "records.jsonl",
    ]
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


def test_which_gold_goes_out_is_said_where_an_annotator_has_that_name(
    filled: Run, tmp_path: Path
) -> None:
    labels = tmp_path / "gold.jsonl"
    labels.write_text('{"text": "A b.", "annotator": "gold"}\n')
    filled("import", labels)
    labels.write_text('{"text": "A b.", "annotator": "gold/ben"}\n')
    filled("import", labels)
    told = "gold is what was adjudicated; the annotator of that name is annotator/gold"
    assert told in filled("export", "jsonl", "--layer", "gold").err.splitlines()
    ended = filled("export", "jsonl", "--layer", "annotator/gold", "--out", tmp_path / "out")
    assert told not in ended.err
    assert [line["annotator"] for line in lines(tmp_path / "out" / "records.jsonl")] == ["gold"]


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


def test_a_map_without_an_end_is_none(filled: Run) -> None:
    assert filled("import", "--map", "/dev/zero").error() == "error: longer than any map, /dev/zero"
    assert filled("import", "--map", "/").error() == "error: cannot be read (Is a directory), /"


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
        starts[unit] = line["spans"][0]["start"], line["paragraphs"][0][1]  # type: ignore[index]  # JSON
        ended = filled("import", out, "--offset-unit", unit)
        assert "1 the same as before" in ended.err
    assert starts == {"codepoint": (3, 7), "utf16": (4, 8), "byte": (7, 11)}


def test_options_choose_what_goes_out_and_the_manifest_says_so(filled: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ("--majority", "1", "--votes", "--labels", " quote,body", "--window", "3:2")
    ended = filled("export", "jsonl", "--out", out, *options, "--json")
    assert ended.json()["wanted"] == {
        "majority": 1,
        "votes": True,
        "labels": ["quote", "body"],
        "window": {"size": 3, "stride": 2, "unit": "word"},
    }
    assert " windows in " in ended.err
    assert "1 article left out: finished by nobody\n" in ended.err
    assert {line["annotator"] for line in lines(out / "records.jsonl")} == {
        "majority/1",
        "votes/all",
    }


def test_what_goes_with_labels_is_a_loss_that_strict_does_not_let_pass(filled: Run) -> None:
    ended = filled("export", "jsonl", "--labels", "quote", "--strict")
    assert (ended.code, "loss: 1 dropped" in ended.err) == (3, True)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--votes", "--unfinished"], 2, "error: only those who finished an article vote: leave"),
        (["--majority", "0"], 2, "error: invalid value for '--majority': 0 is not in the range"),
        (
            ["--window", "9:10"],
            2,
            f"{INVALID} '--window': no window: '9:10', write 400 (words), 2000c",
        ),
        (["--split", "train"], 2, f"{INVALID} '--split': two different splits at least, train, "),
        (["--split", "a=1,b=x"], 2, f"{INVALID} '--split': the share of b is no number above 0"),
        (["--without-text", "--offset-unit", "byte"], 2, "error: --without-text: offsets without"),
        (["--labels", "qoute"], 1, "error: no label 'qoute' in this project, it has quote, "),
        (["--layer", "gold"], 1, "error: no gold layer in this project yet, nobody has adjudic"),
    ],
)
def test_what_cannot_be_chosen_is_one_line(
    filled: Run, options: list[str], code: int, said: str
) -> None:
    ended = filled("export", "jsonl", *options)
    assert ended.code == code
    assert ended.error().startswith(said)


def test_a_release_without_texts_and_the_texts_put_back(
    filled: Run, project: Path, tmp_path: Path
) -> None:
    release, fresh = tmp_path / "out", tmp_path / "fresh"
    assert filled("export", "jsonl", "--without-text", "--out", release).code == 0
    assert "captain" not in (release / "records.jsonl").read_text()
    filled("init", fresh)
    ended = filled("import", release, "--project", fresh)
    assert (ended.code, "no text is known with the hash" in ended.err) == (1, True)
    ended = filled("import", release, "--text-from", project / "corpora", "--project", fresh)
    assert (ended.code, "records of labels: 1 new" in ended.err) == (0, True)
    ended = filled("import", release, "--text-from", project, "--project", fresh)
    assert "1 the same as before" in ended.err
    address = f"file://{project / 'corpora'}"
    ended = filled("import", release, "--text-from", address, "--project", fresh)
    assert (ended.code, "1 the same as before" in ended.err) == (0, True)
    assert filled("import", release, "--text-from", tmp_path / "x").error() == (
        f"error: no such file or folder, {tmp_path / 'x'}"
    )


def test_only_some_formats_are_anything_without_the_text(filled: Run) -> None:
    ended = filled("export", "conll", "--without-text")
    assert ended.code == 2
    said = "error: --without-text: conll is nothing without the text, take jsonl"
    assert ended.error().startswith(said)


@pytest.mark.parametrize("option", ["--split", "--window", "--labels"])
def test_what_is_asked_for_with_nothing_in_it_is_an_error(filled: Run, option: str) -> None:
    ended = filled("export", "jsonl", option, "")
    assert ended.code == 2
    assert option in ended.error()


def test_that_nothing_goes_out_is_said(run: Run, tmp_path: Path) -> None:
    ended = run("export", "brat", "--out", tmp_path / "out")
    assert ended.code == 0
    assert "the dataset is empty: there is no article yet" in ended.err.splitlines()


def test_a_strict_export_of_nothing_fails_and_says_so_quietly_too(run: Run, tmp_path: Path) -> None:
    strict = "export", "jsonl", "--out", tmp_path / "out", "--strict"
    assert run(*strict).code == 3
    (tmp_path / "a.txt").write_text("Nobody has read this.\n", encoding="utf-8")
    run("import", tmp_path / "a.txt")
    ended = run(*strict, "--quiet")
    assert ended.code == 3
    left_out = "1 article left out: not finished (--unfinished takes them too)"
    assert ended.err.splitlines() == ["the dataset is empty", left_out]
    assert run(*strict, "--quiet", "--unfinished").code == 0
