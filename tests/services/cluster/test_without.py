"""What is said where a cluster is asked for that cannot be: one line, before anything begins."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.core.errors import ProjectError
from annotate.services.cluster import running
from annotate.services.cluster.shards import Told, Work
from tests.cli.program import Ended, annotate, called
from tests.services.cluster.conftest import SAMPLES

Run = Callable[..., Ended]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Call the command line, on no project that is named."""
    return lambda *arguments: called(*arguments, captured=capfdbinary)


def test_a_cluster_needs_a_place_for_its_answers(run: Run) -> None:
    done = run("suggest", SAMPLES, "--on", "ray")
    assert done.code == 2
    assert "--on and --out go together" in done.err


@pytest.mark.parametrize("words", [("suggest",), ("export", "parquet")])
def test_without_ray_it_is_said_what_to_install(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "ray.py").write_text("raise ImportError")
    path = {"PYTHONPATH": str(tmp_path)}
    done = annotate(*words, SAMPLES, "--on", "ray", "--out", tmp_path / "out", variables=path)
    assert done.code == 1
    assert done.error() == "error: a cluster needs Ray, pip install 'annotate-news[ray]'"


@pytest.mark.parametrize(
    "words",
    [(SAMPLES,), (SAMPLES, "--on", "ray"), ("--on", "ray", "--out", "o"), (SAMPLES, "--out", "o")],
)
def test_files_are_exported_on_a_cluster_to_a_place(
    words: tuple[str | Path, ...], run: Run
) -> None:
    done = run("export", "parquet", *words)
    assert done.code == 2
    assert "files go out with all three: PATH, --on and --out" in done.err


def test_what_is_about_a_project_says_nothing_of_files(tmp_path: Path, run: Run) -> None:
    words = ("export", "parquet", SAMPLES, "--on", "ray", "--out", tmp_path / "out")
    done = run(*words, "--layer", "ana")
    assert done.code == 2
    assert "--layer is about a project's labels" in done.err


def test_a_format_that_does_not_carry_all_is_of_a_project(tmp_path: Path, run: Run) -> None:
    done = run("export", "brat", SAMPLES, "--on", "ray", "--out", tmp_path / "out")
    assert done.error() == "error: brat is written of a project, take parquet, jsonl"


@pytest.mark.parametrize("words", [["export", "jsonl", "--on", "ray"], ["suggest", "--on", "ray"]])
def test_a_manifest_of_somebodys_own_is_never_written_over(
    words: list[str], tmp_path: Path, run: Run
) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "out"
    article.write_text("Text.")
    out.mkdir()
    for own in (b'{"name": "mine"}', b'{"files": []}', b"\xff", b""):
        (out / "manifest.json").write_bytes(own)
        ended = run(*words, article, "--out", out)
        assert (ended.code, ended.error()) == (
            1,
            f"error: there is a file that is none of a dataset, {out}/manifest.json, "
            "move it away, or choose another folder",
        )
        assert [path.name for path in out.iterdir()] == ["manifest.json"]
        assert (out / "manifest.json").read_bytes() == own


SLOW = """
import time
from annotate.core.errors import ProjectError

def init(**how):
    time.sleep(0.5)
    raise ProjectError("it has begun")
"""
"""A Ray that takes its time to begin, and then does nothing else."""
DEAD = "import os\n\ndef init(**how):\n    os._exit(1)\n"


def act(*_: object) -> Told:
    raise AssertionError("nothing is ever asked of it")


def said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ray: str, address: str | None, connect: float
) -> str:
    """What is said where Ray is like this, at an address or none, and so long is waited for it."""
    folder = tmp_path / "ray"
    folder.mkdir()
    (folder / "__init__.py").write_text(ray)
    (folder / "data.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(running, "CONNECT", connect)
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("RAY_ADDRESS", address)
    out = tmp_path / "out"
    out.mkdir()
    work = Work(act, out, "nothing")
    with pytest.raises(ProjectError) as raised:
        list(running.run(work, [SAMPLES / "harbour-gazette"], None))
    return str(raised.value)


@pytest.mark.parametrize("address", [None, "", "local"])
def test_on_this_machine_ray_may_take_longer_to_begin_than_a_cluster_to_answer(
    address: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(tmp_path, monkeypatch, SLOW, address, 0) == "it has begun"


def test_a_cluster_that_does_not_answer_is_said_to_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(tmp_path, monkeypatch, SLOW, "10.0.0.7:6379", 0) == (
        "no Ray cluster answers, 10.0.0.7:6379, is it up, is RAY_ADDRESS right? "
        "one with a token wants RAY_AUTH_MODE=token too"
    )


def test_a_ray_that_does_not_begin_here_is_no_matter_of_addresses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(tmp_path, monkeypatch, DEAD, None, 60) == (
        "Ray does not begin on this machine, "
        "see whether it has room in memory and in its folder for temporary files"
    )
