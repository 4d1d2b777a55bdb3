"""`-` in the place of a file: a database through a pipe, a map of names from one."""

import os
import pty
import subprocess
from pathlib import Path

from tests.cli.conftest import FERRY, Run
from tests.cli.program import COMMAND, annotate
from tests.cli.test_export import MAP


def test_a_backup_goes_through_a_pipe_and_comes_back(filled: Run, project: Path) -> None:
    done = subprocess.run(
        [COMMAND, "--project", project, "backup", "-"], capture_output=True, check=True, timeout=60
    )
    assert done.stdout.startswith(b"SQLite format 3\0")
    assert done.stderr == b"copied to -\n"
    filled("remove", "--purge", "--yes", "gazette/2025-11-04-ferry")
    ended = annotate("restore", "-", project=project, stdin=done.stdout)
    assert (ended.code, ended.out) == (0, "")
    assert filled("check").code == 0
    assert filled("status", "--json").json()["documents"] == 2


def test_none_goes_to_a_terminal(filled: Run, project: Path) -> None:
    reader, terminal = pty.openpty()
    command: list[str | Path] = [COMMAND, "--project", project, "backup", "-"]
    done = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(terminal)
    os.close(reader)
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: no terminal can take a database, ")


def test_what_is_no_backup_is_refused_from_a_pipe_too(filled: Run, project: Path) -> None:
    ended = annotate("restore", "-", project=project, stdin=FERRY.encode())
    assert ended.code == 1
    assert ended.error().startswith("error: ")
    assert filled("check").code == 0


def test_a_dataset_is_a_folder_and_goes_to_none(filled: Run, project: Path) -> None:
    ended = filled("export", "jsonl", "--out", "-")
    assert (ended.code, ended.out) == (2, "")
    assert ended.error().startswith("error: a dataset is a folder: it cannot go to standard output")
    assert not Path("-").exists()


def test_a_map_of_names_may_come_through_a_pipe(filled: Run, project: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "out")
    ended = annotate("export", "jsonl", *out, "--map", "-", project=project, stdin=MAP.encode())
    assert ended.code == 0
    assert "ZITAT" in (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8")
