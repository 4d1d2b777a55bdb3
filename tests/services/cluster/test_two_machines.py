"""A Ray cluster of two machines: the work of one, record for record, whichever goes meanwhile."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psutil  # type: ignore[import-untyped]  # it has no types
import pytest

from tests.campaign import CAMPAIGN
from tests.cli.program import COMMAND, annotate
from tests.services.cluster.test_exporting import Corpus, corpus, rows, told
from tests.services.cluster.test_suggesting import alone, answers

__all__ = ["alone", "corpus"]
pytestmark = pytest.mark.skipif(not CAMPAIGN, reason="a cluster takes its time: a campaign's")
COPIES = 8
"""How often each record is there, in a file of its own, so that there is work for a while."""


class Machines(NamedTuple):
    """A cluster of two, each with a core; the second one can be lost."""

    cluster: Any
    second: Any

    @property
    def variables(self) -> dict[str, str]:
        """What leads a program to the cluster."""
        return {"RAY_ADDRESS": self.cluster.address}

    def lose_one_at_work(self) -> None:
        """Kill all of the second machine once a worker there has something to do."""
        raylet = psutil.Process(self.second.all_processes["raylet"][0].process.pid)
        while not any(is_at_work(worker) for worker in raylet.children()):
            time.sleep(0.01)
        self.cluster.remove_node(self.second, allow_graceful=False)


def is_at_work(worker: psutil.Process) -> bool:
    """Whether it does one of the tasks at this moment."""
    try:
        return any(word.startswith("ray::Map") for word in worker.cmdline())
    except psutil.Error:
        return False


@pytest.fixture
def machines() -> Iterator[Machines]:
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        second = cluster.add_node(num_cpus=1)
        cluster.wait_for_nodes()
        yield Machines(cluster, second)
    finally:
        cluster.shutdown()  # type: ignore[no-untyped-call]  # it has no types


@pytest.fixture
def records(corpus: Corpus, tmp_path: Path) -> tuple[Path, list[dict[str, Any]]]:
    """Many files of a record each, and what one machine exports of them."""
    lines = b"".join(
        file.read_bytes() for file in sorted((corpus.project.parent / "jsonl").glob("*.jsonl"))
    ).splitlines(keepends=True)
    folder = tmp_path / "records"
    folder.mkdir()
    for number, line in enumerate(lines * COPIES):
        (folder / f"{number:04}.jsonl").write_bytes(line)
    return folder, corpus.alone * COPIES


def suggested(articles: Path, out: Path) -> tuple[str | Path, ...]:
    return "suggest", articles, "--on", "ray", "--out", out


def exported(files: Path, out: Path) -> tuple[str | Path, ...]:
    return "export", "parquet", files, "--on", "ray", "--out", out


def lost_half_way(machines: Machines, words: tuple[str | Path, ...], out: Path) -> None:
    """Run it, and lose a machine when something is done and something is not."""
    environment = os.environ | machines.variables
    with subprocess.Popen([COMMAND, *words], env=environment) as running:
        while not list(out.glob("0*.json")):
            assert running.poll() is None
            time.sleep(0.01)
        machines.lose_one_at_work()
        assert running.poll() is None
        assert running.wait(300) == 0


def test_two_machines_suggest_what_one_does(
    machines: Machines, articles: Path, alone: str, tmp_path: Path
) -> None:
    assert annotate(*suggested(articles, tmp_path / "out"), variables=machines.variables).code == 0
    assert answers(tmp_path / "out") == alone
    lost_half_way(machines, suggested(articles, tmp_path / "lost"), tmp_path / "lost")
    assert answers(tmp_path / "lost") == alone


def test_two_machines_export_what_one_does(
    machines: Machines, corpus: Corpus, records: tuple[Path, list[dict[str, Any]]], tmp_path: Path
) -> None:
    files, rows_alone = records
    words = exported(files, tmp_path / "out")
    done = annotate(*words, project=corpus.project, variables=machines.variables)
    assert done.code == 0, done.err
    assert rows(tmp_path / "out", told(tmp_path / "out")) == rows_alone
    at = ("--project", corpus.project)
    lost_half_way(machines, (*at, *exported(files, tmp_path / "lost")), tmp_path / "lost")
    assert rows(tmp_path / "lost", told(tmp_path / "lost")) == rows_alone
