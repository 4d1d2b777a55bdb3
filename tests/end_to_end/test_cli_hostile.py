"""Hostile text in titles, names, notes and files: no command lets a terminal obey any of it.

`tests.cli.program.annotate` looks at every byte that is printed, of every run in every test.
"""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from annotate.cli.group import COMMANDS
from annotate.core.annotation_set import AnnotationSet
from annotate.storage.store import FILE_NAME, Store
from tests.cli.program import COMMAND, annotate, made
from tests.storage.making import put

PAYLOADS = (
    "\x1b[2J\x1b[31m",  # clear the screen
    "\x1b]0;owned\x07",  # set the title
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;aGk=\x07",  # fill the clipboard
    "\x1bP1$r0m\x1b\\",
    "\x9b2J\x9d0;owned\x9c",  # the same in single characters
    "\u202eesrever\u2066\u061c",
    "one\r\ntwo\rthree\u2028four\x0b\x0c\x08",
    "e" + "\u0301" * 500,
    "[/nope] [@click=app.bell]x[/] [link=http://evil.example]y[/link]",
    "\ufeff\u200b%s %n {0} $(id) `id`",
)
ALL = " ".join(PAYLOADS)
EVIL = "\x1b[2J"


def record(n: int, payload: str) -> str:
    """An article that is hostile wherever a record can be, of somebody whose name is not."""
    return json.dumps(
        {
            "id": f"id-{n} {payload}",
            "title": f"title {payload}",
            "source": payload,
            "url": payload,
            "published": payload,
            "language": payload,
            "text": f"needle {n} {payload} end",
            "paragraphs": [[0, 6]],
            "annotator": f"ana {n}",
            "spans": [{"id": f"s{payload}", "start": 0, "end": 12, "label": "quote"}],
            "notes": [{"text": f"note {payload}"}],
            "appearances": [{"id": f"copy-{n} {payload}", "title": payload, "url": payload}],
            "meta": {payload: payload},
        }
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of hostile articles, in a folder and with a name that are hostile too."""
    folder = made(tmp_path_factory.mktemp("hostile") / f"project {EVIL}\x9d0;x\x07\n")
    text = (folder / "annotate.toml").read_text()
    name = json.dumps(ALL).replace("\\b", "\\u0008")
    _, newline, rest = text.partition("\n\n")
    (folder / "annotate.toml").write_text(f"name = {name}\n\n{rest.partition(newline)[2]}")
    for n, payload in enumerate(PAYLOADS):
        name = payload.replace("/", "-")[:60]
        (folder / "corpora" / f"{name}.txt").write_text(f"Headline {payload}\n\nfile {n}")
    bytes_name = os.fsencode(folder / "corpora") + b"/caf\xe9\x1b[2J.txt"
    Path(os.fsdecode(bytes_name)).write_text("A file whose name is no UTF-8.")
    records = folder / "corpora" / f"records{EVIL}.jsonl"
    records.write_text("\n".join(record(n, p) for n, p in enumerate(PAYLOADS)) + '\n{"text"')
    return folder


def test_what_is_imported_is_said_harmlessly(project: Path) -> None:
    ended = annotate("import", "--annotator", "ana", project=project)
    assert ended.code == 1  # the last line of the records is cut off
    assert "␛[2J.jsonl:12: not valid JSON" in ended.err
    assert annotate("import", "--annotator", "ana", "--json", project=project).json()["known"] > 20


def named_hostile(project: Path) -> None:
    """Let people have labelled whose names no import takes, as an older program did."""
    with Store.open(project / FILE_NAME) as store:
        for key, payload in enumerate(PAYLOADS, 1):
            put(store, key, AnnotationSet(status="d"), f"ana {payload}")


def ids(project: Path) -> list[str]:
    return [f["id"] for f in annotate("search", "needle", "--json", project=project).json()]


def test_every_command_prints_hostile_articles_harmlessly(project: Path, tmp_path: Path) -> None:
    annotate("import", "--annotator", "ana", project=project)
    named_hostile(project)
    first, *others = ids(project)
    assert len(others) == len(PAYLOADS) - 1
    runs: dict[str, list[list[str | Path]]] = {
        "init": [["init", tmp_path / f"new {EVIL}"], ["init", project]],
        "import": [["import", project / "corpora"]],
        "suggest": [["suggest", "--processes", "1"]],
        "status": [["status"], ["status", "--json"], ["status", "--suggesters"]],
        "search": [["search", "needle"], ["search", "needle", "--json"], ["search", EVIL]],
        "export": [
            ["export", "jsonl", "--out", tmp_path / f"out {EVIL}"],
            ["export", "jsonl", "--out", tmp_path / "out", "--json"],
        ],
        "train": [["train", "--layer", EVIL]],
        "agreement": [["agreement"], ["agreement", "--json"]],
        "adjudicate": [
            ["adjudicate", "--unanimous", "--annotator", "eva"],
            ["adjudicate", "--unanimous", "--annotator", EVIL],
        ],
        "assign": [
            ["assign", "--overlap", "1", "--count", "2", "--name", f"first {PAYLOADS[6]}"],
            ["assign", f"ana {EVIL}", "--calibration"],
            ["assign", "--end", EVIL],
            ["assign"],
        ],
        "controls": [["controls"], ["controls", "--json"]],
        "feedback": [["feedback", "--annotator", "ana"], ["feedback", first]],
        "merge": [["merge", tmp_path / f"no {EVIL}"]],
        "sync": [["sync", tmp_path / f"shared {EVIL}"]],
        "hub": [["hub", "people", f"postgresql://localhost:1/{EVIL}"]],
        "serve": [["serve", EVIL], ["serve", "ana", "--url", f"https://{EVIL}"]],
        "stats": [["stats"], ["stats", "--json"], ["stats", "--html", tmp_path / "stats.html"]],
        "log": [["log"], ["log", "--json"], ["log", "--document", first]],
        "remove": [["remove", first], ["remove", "--restore", first], ["remove", f"x{EVIL}"]],
        "check": [["check"], ["check", "--json"]],
        "backup": [["backup", tmp_path / f"copy {EVIL}"]],
        "restore": [["restore", tmp_path / f"copy {EVIL}"], ["restore", tmp_path / f"no {EVIL}"]],
        "completion": [["completion", "bash"]],
    }
    assert set(runs) | {"demo"} == set(COMMANDS)
    for arguments in (each for several in runs.values() for each in several):
        ended = annotate(*arguments, project=project)
        assert ended.out or ended.err, arguments


def test_damage_is_told_harmlessly(project: Path) -> None:
    import sqlite3
    from contextlib import closing

    annotate("import", "--annotator", "ana", project=project)
    with closing(sqlite3.connect(project / "annotations.db")) as connection:
        connection.execute("UPDATE texts SET text = text || 'x'")
        connection.execute("DELETE FROM spans")
        connection.commit()
    for as_json in ([], ["--json"]):
        ended = annotate("check", *as_json, project=project)
        assert ended.code == 1
        assert ended.out.count("the text is not the one its hash names") > len(PAYLOADS)


@pytest.mark.parametrize(
    "arguments",
    [
        [EVIL],
        [f"--{EVIL}"],
        ["import", EVIL],
        ["import", "--format", EVIL],
        ["import", "--encoding", EVIL],
        ["export", EVIL],
        ["export", "jsonl", "--layer", EVIL],
        ["log", "--layer", EVIL],
        ["log", "--document", EVIL],
        ["status", "--project", EVIL],
        ["import", "--annotator", EVIL],
        ["import", "\udce9\x9b2J"],
    ],
)
def test_what_was_typed_is_said_back_harmlessly(arguments: list[str], tmp_path: Path) -> None:
    ended = annotate(*arguments, project=made(tmp_path / "project"))
    assert ended.code in {1, 2}
    assert ended.error().startswith("error: ")
    assert "␛" in ended.err or "x1b" in ended.err or "\ufffd" in ended.err


def on_a_terminal(*arguments: str | Path) -> tuple[int, bytes]:
    """A run whose output is a terminal; all that reaches it."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([COMMAND, *arguments], stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        printed = b""
        while chunk := _read(ours):
            printed += chunk
        process.wait(60)
    os.close(ours)
    return process.returncode, printed


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""  # the other end is closed: how Linux says that this is the end


def test_a_terminal_sees_a_progress_bar_and_nothing_of_the_articles(
    project: Path, tmp_path: Path
) -> None:
    code, printed = on_a_terminal("--project", made(tmp_path / "p"), "import", project / "corpora")
    assert code == 1
    assert b"importing  [" in printed
    assert "␛[2J.jsonl:12: not valid JSON".encode() in printed
    for evil in (b"\x1b[2J", b"\x1b]", b"\x1bP", b"\xc2\x9b", b"\x07", "\u202e".encode()):
        assert evil not in printed
