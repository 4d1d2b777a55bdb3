"""Suggestions on a Ray cluster: what one machine says, record for record, whatever dies."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from tests.campaign import CAMPAIGN
from tests.cli.program import COMMAND, annotate

pytestmark = pytest.mark.skipif(not CAMPAIGN, reason="a cluster takes its time: a campaign's")
NAME = len("000000-0123456789abcdef")
"""How long the name of a shard is, with which all its files begin."""


@pytest.fixture(scope="module")
def alone(articles: Path) -> str:
    return annotate("suggest", articles, "--quiet").out


def answers(out: Path) -> str:
    """What the files of answers hold, in the manifest's order."""
    manifest = msgspec.json.decode((out / "manifest.json").read_bytes())
    files = [file["path"] for shard in manifest["shards"] for file in shard["files"]]
    return "".join((out / file).read_text("utf-8") for file in files)


def test_a_cluster_says_what_one_machine_says_and_nothing_is_done_twice(
    articles: Path, alone: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ("suggest", articles, "--on", "ray", "--out", out)
    assert annotate(*words).code == 0
    assert answers(out) == alone
    before = {file: file.stat().st_mtime_ns for file in out.glob("0*")}
    first, second, *_ = sorted(out.glob("*.jsonl"))
    first.write_text("cut of")
    second.unlink()
    assert annotate(*words).code == 0
    assert answers(out) == alone
    after = {file: file.stat().st_mtime_ns for file in out.glob("0*")}
    assert {file.name[:NAME] for file in after if after[file] != before[file]} == {
        first.name[:NAME],
        second.name[:NAME],
    }


def processes(below: int, name: str) -> Iterator[int]:
    """The processes of a cluster that this process has started, by what they are called."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            session = os.getsid(int(folder.name))
        except OSError:
            continue
        if session == below and Path(os.fsdecode(words[0])).name.startswith(name):
            yield int(folder.name)


def killed_half_way(words: Sequence[str | Path], out: Path, name: str) -> tuple[int, str]:
    """What the program ends with, and says, if something of the cluster is killed meanwhile."""
    with subprocess.Popen(words, stderr=subprocess.PIPE, start_new_session=True) as running:
        killed = None
        while killed is None and running.poll() is None:
            if list(out.glob("0*.json")):
                killed = next(processes(running.pid, name), None)
        assert killed
        os.kill(killed, signal.SIGKILL)
        _, said = running.communicate(timeout=120)
    return running.returncode, said.decode()


def test_a_worker_that_is_killed_changes_nothing_in_the_result(
    articles: Path, alone: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = (COMMAND, "suggest", articles, "--on", "ray", "--out", out)
    code, said = killed_half_way(words, out, "ray::Map")
    assert code == 0, said
    assert answers(out) == alone


def test_a_cluster_that_goes_is_said_in_one_line_and_the_next_run_goes_on(
    articles: Path, alone: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ("suggest", articles, "--on", "ray", "--out", out)
    code, said = killed_half_way((COMMAND, *words), out, "raylet")
    again = "run it again: what is done is not done again"
    assert (code, said) == (1, f"error: the Ray cluster is gone, or broke off, {again}\n")
    done = {file: file.stat().st_mtime_ns for file in out.glob("0*.json")}
    assert done
    assert annotate(*words).code == 0
    assert answers(out) == alone
    assert all(file.stat().st_mtime_ns == at for file, at in done.items())
