"""Ctrl-C, readers that go away, and output that goes nowhere: said in one line, or not at all."""

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from annotate.services.sample import corpora
from tests.campaign import campaign
from tests.cli.program import COMMAND, annotate, made


def records(number: int) -> bytes:
    """Articles with labels: what is written for each is several rows of several tables."""
    lines = (
        {
            "text": f"Article {n}. " + "word " * 100,
            "annotator": "ana",
            "spans": [{"start": at, "end": at + 3, "label": "quote"} for at in range(0, 60, 3)],
        }
        for n in range(number)
    )
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def interrupted_import(project: Path, lines: int, *options: str) -> tuple[int, str]:
    """Import from a pipe that never ends, and press Ctrl-C, twice, when so much was written."""
    with subprocess.Popen(
        [COMMAND, "--project", project, "import", "-", "--format", "jsonl", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        process.stdin.write(records(lines))  # more than a pipe holds: the rest is under way
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert out == b""
    return process.returncode, err.decode()


@pytest.mark.parametrize("lines", range(100, 1600, campaign(700, 25)))
def test_what_an_interrupted_import_says_it_took_in_is_there_and_whole(
    lines: int, tmp_path: Path
) -> None:
    project = made(tmp_path / "project")
    code, err = interrupted_import(project, lines)
    match = re.match(r"articles: ([\d,]+) new\n", err)
    assert match, err
    taken = int(match[1].replace(",", ""))
    assert 0 < taken <= lines
    assert err == f"articles: {taken:,} new\nrecords of labels: {taken:,} new\ninterrupted\n"
    assert code == 130
    assert annotate("status", "--json", project=project).json()["documents"] == taken
    assert annotate("check", project=project).code == 0
    again = annotate("import", "-", "--format", "jsonl", project=project, stdin=records(1600))
    assert again.err.startswith(f"articles: {1600 - taken:,} new, {taken:,} known\n")


def test_an_interrupted_strict_import_takes_nothing_in(tmp_path: Path) -> None:
    project = made(tmp_path / "project")
    assert interrupted_import(project, 200, "--strict") == (130, "nothing new\ninterrupted\n")
    assert annotate("status", "--json", project=project).json()["documents"] == 0


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made(tmp_path_factory.mktemp("signals") / "project")
    code = annotate("import", "-", "--format", "jsonl", project=folder, stdin=records(300)).code
    assert code == 0
    return folder


COMMANDS = (
    ["--help"],
    ["--version"],
    ["status"],
    ["status", "--json"],
    ["search", "article"],
    ["log", "--most", "300"],
    ["log", "--json"],
    ["completion", "zsh"],
    ["suggest", str(corpora()), "--processes", "1"],
    ["export", "jsonl", "--json", "--quiet"],
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_reader_that_has_gone_ends_a_command_in_silence(
    arguments: list[str], project: Path
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [COMMAND, "--project", project, *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_one_that_goes_amid_the_output_does_too(unbuffered: str, project: Path) -> None:
    reading, writing = os.pipe()
    running = subprocess.Popen(
        [COMMAND, "--project", project, "log", "--json", "--most", "300"],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
    )
    os.close(writing)
    assert os.read(reading, 1) == b"["  # the rest of it is more than a pipe holds
    os.close(reading)
    _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (1, b"")


def through_a_shell(project: Path, arguments: str) -> tuple[int, bytes]:
    line = f'"$0" --project "$1" {arguments}'
    done = subprocess.run(
        ["sh", "-c", line, COMMAND, project], capture_output=True, timeout=60, check=False
    )
    return done.returncode, done.stderr


def test_head_sees_its_line_and_nothing_else_is_said(project: Path) -> None:
    line = '"$0" --project "$1" log --most 300 | head -n 1'
    done = subprocess.run(
        ["sh", "-c", line, COMMAND, project], capture_output=True, timeout=60, check=False
    )
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", ["status", "log", "log --json", "--help"])
def test_output_that_the_disk_does_not_take_is_an_error(
    arguments: str, unbuffered: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    code, err = through_a_shell(project, f"{arguments} > /dev/full")
    assert (code, err) == (1, b"error: No space left on device\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(closed: str, project: Path) -> None:
    for arguments in ("status", "log --json", "import"):
        assert through_a_shell(project, f"{arguments} {closed}") in (
            (0, b""),
            (0, b"nothing new\n"),
        )


def test_a_closed_standard_input_that_is_to_be_read_is_an_error(project: Path) -> None:
    code, err = through_a_shell(project, "import --quiet --format text - <&-")
    assert (code, err) == (1, b"error: standard input is closed, name a file\n")
