"""Suggestions on a Ray cluster: what one machine says, record for record, whatever dies."""

import os
import signal
import subprocess
from collections.abc import Iterator
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


def workers(below: int) -> Iterator[int]:
    """The processes of a cluster that this process has started, which do its tasks."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name = (folder / "cmdline").read_bytes()
            session = os.getsid(int(folder.name))
        except OSError:
            continue
        if name.startswith(b"ray::Map") and session == below:
            yield int(folder.name)


def test_a_worker_that_is_killed_changes_nothing_in_the_result(
    articles: Path, alone: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words: list[str | Path] = [COMMAND, "suggest", articles, "--on", "ray", "--out", out]
    with subprocess.Popen(words, stderr=subprocess.PIPE, start_new_session=True) as running:
        killed = None
        while killed is None and running.poll() is None:
            if list(out.glob("0*.json")):
                killed = next(workers(running.pid), None)
        assert killed
        os.kill(killed, signal.SIGKILL)
        _, said = running.communicate(timeout=120)
    assert running.returncode == 0, said.decode()
    assert answers(out) == alone
