"""What is said where a cluster is asked for that cannot be: one line, before anything begins."""

from pathlib import Path

import pytest

from tests.cli.program import annotate
from tests.services.cluster.conftest import SAMPLES


def test_a_cluster_needs_a_place_for_its_answers() -> None:
    done = annotate("suggest", SAMPLES, "--on", "ray")
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
def test_files_are_exported_on_a_cluster_to_a_place(words: tuple[str | Path, ...]) -> None:
    done = annotate("export", "parquet", *words)
    assert done.code == 2
    assert "files go out with all three: PATH, --on and --out" in done.err


def test_what_is_about_a_project_says_nothing_of_files(tmp_path: Path) -> None:
    words = ("export", "parquet", SAMPLES, "--on", "ray", "--out", tmp_path / "out")
    done = annotate(*words, "--layer", "ana")
    assert done.code == 2
    assert "--layer is about a project's labels" in done.err


def test_a_format_that_does_not_carry_all_is_of_a_project(tmp_path: Path) -> None:
    done = annotate("export", "brat", SAMPLES, "--on", "ray", "--out", tmp_path / "out")
    assert done.error() == "error: brat is written of a project, take parquet, jsonl"
