"""What was learned, on the screen: after the rules, without a hitch, and anew when that is due."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotate.core.scheme_file import NAME as FILE
from annotate.services.importing import import_paths
from annotate.services.project import Project
from annotate.services.training.train import train
from annotate.storage import decisions
from annotate.storage.store import Store
from annotate.suggesters.learning.model import NAME
from annotate.ui import learning
from annotate.ui.screens import article as article_screen
from tests.services import harbour
from tests.ui.running import NARROW, WIDE, Desk, running

SAID = "\n\n“It was dark and cold,” Ana Ruiz said."
NEW = harbour.text("ferry", "sank at noon") + SAID
LAST = harbour.text("barge", "sank at dawn") + SAID


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has learned what a ship is, with two articles that nobody has labelled."""
    folder = harbour.made(tmp_path_factory.mktemp("learned") / "project")
    for name, article in (("new", NEW), ("last", LAST)):
        (folder / "corpora" / f"{name}.txt").write_text(article, encoding="utf-8")
    with Project.open(folder) as project:
        articles = [folder / "corpora" / "new.txt", folder / "corpora" / "last.txt"]
        import_paths(project.store, project.scheme, articles, annotator="ana")
        train(project, processes=1)
    return folder


@pytest.fixture
def folder(trained: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(trained, tmp_path / "project"))


def setting(folder: Path, line: str) -> Path:
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n[suggestions]\n{line}\n")
    return folder


def ships(desk: Desk) -> list[str]:
    """The ships that are suggested in the open article."""
    text = desk.article.document.text
    return [text[s.start : s.end] for s in desk.article.offers.found.spans if s.label == "ship"]


async def test_it_comes_after_the_rules_and_is_accepted_as_they_are(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        assert desk.article.document.text == NEW
        await desk.settle()
        assert ships(desk) == ["ferry"]
        await desk.press("down", "tab", "tab", "w")
        assert "ship? wording like what was labelled · right 93 in 100" in desk.screen
        await desk.press("enter")
        assert ("ship", "ferry") in desk.spans


async def test_a_long_article_has_it_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_screen, "AT_ONCE", 0)
    async with running(folder) as desk:
        await desk.settle()
        assert ships(desk) == ["ferry"]


@pytest.mark.parametrize("line", ['off = ["learned"]', "without = 1.0"])
async def test_where_it_is_not_wanted_it_does_not_speak(line: str, folder: Path) -> None:
    async with running(setting(folder, line)) as desk:
        await desk.settle()
        assert ships(desk) == []


async def test_a_model_that_was_learned_meanwhile_speaks_in_the_next_article(folder: Path) -> None:
    (folder / NAME).rename(folder / "aside")
    async with running(folder) as desk:
        await desk.settle()
        assert ships(desk) == []
        (folder / "aside").rename(folder / NAME)
        await desk.press("right_square_bracket")
        await desk.settle()
        assert desk.article.document.text == LAST
        assert ships(desk) == ["barge"]


@pytest.mark.parametrize("at_once", [0, 60_000])
async def test_a_damaged_model_is_one_line_once_and_the_rules_go_on(
    at_once: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_screen, "AT_ONCE", at_once)
    raw = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(raw[:-100])
    async with running(folder, size=NARROW) as desk:
        await desk.settle()
        # wrapped, and not cut off: its last word is there
        await desk.pilot.pause()
        assert "the model of suggestions is" in desk.screen
        assert "`annotate train`" in desk.screen
        await desk.press("down")
        assert "quote" in {s.label for s in desk.article.offers.found.spans}
        await desk.press("right_square_bracket")
        await desk.settle()
        assert "damaged" not in desk.lines[-1]
        assert desk.screen.count("the model of suggestions is") == 1
        assert "quote" in {s.label for s in desk.article.offers.found.spans}


async def test_after_enough_finished_articles_it_learns_anew_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "PULSE", 0.05)
    before = (folder / NAME).stat().st_mtime_ns
    async with running(setting(folder, "retrain = 1")) as desk:
        await desk.settle()
        assert desk.app._retraining.wait() is None
        await desk.press("down", "up", *["enter"] * 2)
        while desk.article.document.text == NEW:
            await desk.press("enter")
        await desk.settle()
        assert "learning anew in the background" in desk.lines[-1]
        while "learning" in desk.lines[-1]:
            await desk.pilot.pause(0.05)
        assert "learned from 21 articles" in desk.lines[-1]
        assert desk.app._retraining.wait() == 0
    assert (folder / NAME).stat().st_mtime_ns > before


async def test_where_it_cannot_learn_it_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "PULSE", 0.05)
    folder = harbour.made(tmp_path / "project", articles=1)
    async with running(setting(folder, "retrain = 1")) as desk:
        await desk.settle()
        while "could not" not in desk.lines[-1]:
            await desk.pilot.pause(0.05)
        why = "there are not two finished articles to learn from"
        assert f"could not learn anew: {why}" in desk.lines[-1]


async def test_another_article_is_no_work_where_nothing_was_done_since(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in: list[str] = []

    def refresh(store: Store, layer: str, wanted: Callable[[], bool]) -> bool:
        taken_in.append(layer)
        return decisions.refresh(store, layer, wanted)

    monkeypatch.setattr(learning, "decisions", SimpleNamespace(refresh=refresh))
    async with running(folder) as desk:
        await desk.settle()
        for key in ("right_square_bracket", "left_square_bracket"):
            await desk.press(key)
            await desk.settle()
        assert taken_in == ["ana"]
        await desk.press("f", "right_square_bracket")
        await desk.settle()
        assert taken_in == ["ana", "ana"]
