"""`annotate train`: what it says, and that its model is used."""

import sys
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from annotate.cli.main import outcome
from annotate.services.training.train import FEW
from annotate.suggesters.learning.model import NAME
from tests.cli.program import Ended, annotate
from tests.services import harbour


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour.made(tmp_path_factory.mktemp("train") / "project")


@pytest.fixture(scope="module")
def trained(folder: Path) -> Ended:
    return annotate("train", project=folder)


def suggested(*arguments: str | Path, project: Path) -> tuple[Ended, list[str]]:
    """What is suggested of a new article: the words, by label `ship`."""
    article = project.parent / "new.txt"
    article.write_text(harbour.text("ferry", "sank at noon"), encoding="utf-8")
    done = annotate("suggest", *arguments, article, project=project)
    spans = done.json()["spans"]
    return done, [span["text"] for span in spans if span["label"] == "ship"]


def test_what_was_learned_stands_beside_the_rules(trained: Ended) -> None:
    heads, *rows = trained.out.splitlines()

    assert trained.code == 0
    assert heads.split() == [
        "learned",
        "rules",
        "difference,",
        "95",
        "%",
        "labelled",
        "learned",
        "is",
        "label",
    ]
    learned, rules, *_, labelled, verdict, label = rows[0].split()
    assert float(learned) > 80 > float(rules) == 0
    assert (labelled, verdict, label) == ("40", "better", "ship")
    assert rows[1].split()[-3:] == ["better", "all", "labels"]


def test_it_says_what_it_learned_from_and_what_comes_of_it(trained: Ended) -> None:
    assert trained.err.splitlines() == [
        "learned from 40 readings of 20 articles",
        "tried on each of 5 parts of them in turn, learned from the others "
        "(copies of one story stay together)",
        "in none of them, so not counted in all labels: quote, attribution, caption, ad, body",
        f"with fewer than {FEW} articles the rules are likely better",
        "suggests from now on: ship",
    ]


def test_what_few_articles_teach_is_left_to_the_rules(trained: Ended, tmp_path: Path) -> None:
    few = harbour.made(tmp_path / "few", articles=4)
    done = annotate("train", project=few)
    assert done.code == 0
    assert "-100.0 to" in done.out or "+100.0" in done.out, "no more than is possible"
    assert done.err.splitlines()[-2:] == [
        "left to the rules, in fewer than 10 articles yet: ship (4)",
        "not kept; to use it all the same: annotate train --keep",
    ]
    assert not (few / NAME).exists()
    assert annotate("train", "--keep", project=few).err.endswith("suggests from now on: ship\n")
    again = annotate("train", project=few)
    assert again.err.splitlines()[-1].startswith("what was learned before is still used; ")


def test_the_model_speaks_over_files_if_it_is_named_or_the_projects(
    trained: Ended, folder: Path
) -> None:
    assert suggested(project=folder)[1] == ["ferry"]
    article = folder.parent / "new.txt"
    nowhere = annotate("suggest", article, cwd=folder.parent)
    named = annotate("suggest", "--model", folder / NAME, article, cwd=folder.parent)
    inside = annotate("suggest", article, cwd=folder)
    assert ['"label":"ship"' in done.out for done in (nowhere, named, inside)] == [
        False,
        True,
        True,
    ]


def test_over_the_projects_own_articles_it_speaks_unasked(trained: Ended, folder: Path) -> None:
    assert '"label":"ship"' in annotate("suggest", project=folder).out


def test_a_model_of_another_scheme_than_the_projects_is_named(
    trained: Ended, folder: Path, tmp_path: Path
) -> None:
    other = Path(copytree(folder, tmp_path / "other"))
    scheme = (
        (other / "annotate.toml").read_text(encoding="utf-8").replace('"selection"', '"paragraph"')
    )
    (other / "annotate.toml").write_text(scheme, encoding="utf-8")
    done = annotate("suggest", project=other)
    assert done.code == 1
    assert "learned another scheme, whose label was 'ship'" in done.error()
    assert '"label":"ship"' not in done.out


@pytest.mark.parametrize(("content", "what"), [(b"", "this is no model"), (None, "cannot be read")])
def test_a_model_of_no_use_is_one_line_and_the_rules_go_on(
    content: bytes | None, what: str, folder: Path, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / NAME).write_bytes(content)

    done, _ = suggested("--model", tmp_path / NAME, project=folder)

    assert done.code == 1
    assert what in done.error()
    assert done.error().endswith("; the rules go on without it")
    assert done.json()["suggester"] == "annotate"


def test_a_disk_that_is_full_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The library writes what it can, and says nothing."""

    class Trainer:
        def __init__(self, *, verbose: bool) -> None:
            assert not verbose

        def set_params(self, parameters: dict[str, Any]) -> None:
            assert parameters

        def append(self, items: object, tags: object) -> None:
            assert items
            assert tags

        def train(self, file: str) -> None:
            Path(file).write_bytes(b"")

    monkeypatch.setattr("pycrfsuite.Trainer", Trainer)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert outcome(["--project", str(folder), "train"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: what was learned could not be kept for a moment, ")
    assert line.endswith(", is there room on that disk? or set TMPDIR")


def test_too_little_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "annotate.toml").write_text("")

    done = annotate("train", project=tmp_path)

    assert done.code == 1
    assert done.error() == (
        f"error: there are not two finished articles to learn from, {tmp_path}, "
        "finish more, or see `annotate status`"
    )


def test_without_the_extra_it_says_which(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)

    assert outcome(["--project", str(folder), "train"]) == 1
    assert "install it with `pip install 'annotate-news[train]'`" in capsys.readouterr().err
