"""Adjudicating by keys alone: a sample article from its first conflict to the settled end."""

import shutil
from pathlib import Path

import pytest

from annotate.core.conflicts import Conflict, compare
from annotate.core.operations import Add
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.project import Project
from annotate.services.sample import throw_away
from annotate.storage import annotations, documents
from tests.storage.making import commit
from tests.ui.adjudicating import QUOTES, SAID, TITLE, adjudicating, finish, rows_of
from tests.ui.conftest import Make
from tests.ui.payloads import PAYLOADS
from tests.ui.running import NARROW, WIDE, Desk, stored

NAMES = ("sample-ana", "sample-ben", "sample-chloe")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, made once."""
    with throw_away() as folder:
        return Path(shutil.copytree(folder, tmp_path_factory.mktemp("sample") / "project"))


@pytest.fixture
def folder_of_three(sample: Path, tmp_path: Path) -> Path:
    """A copy of it, with eight articles that three annotators finished."""
    return Path(shutil.copytree(sample, tmp_path / "sample"))


def case(desk: Desk) -> Adjudication:
    assert isinstance(desk.article, Adjudication)
    return desk.article


async def test_a_sample_article_is_adjudicated_fully_and_gold_is_what_was_chosen(
    folder_of_three: Path,
) -> None:
    """Of each conflict the digit is pressed by turns: the first version, the last, none."""
    before = rows_of(NAMES, folder_of_three)
    assert min(map(len, (before["spans"], before["operations"], before["gestures"]))) > 0
    chosen: set[tuple[int, int, str]] = set()
    async with adjudicating(folder_of_three) as desk:
        here, key = case(desk), case(desk).key
        agreed = here.ground.agreed
        await desk.press("space")
        for turn in range(100):
            if here.is_settled:
                break
            conflict = here.at_hand
            if conflict in here.standing.open and conflict is not None:
                digit = (1, len(conflict.options) - 1, 0)[turn % 3]
                if isinstance(conflict, Conflict):
                    chosen.update(conflict.options[digit - 1].places)
                await desk.press(str(digit))
            await desk.press("enter")
        assert "article settled" in desk.screen
        assert here.standing.open == ()
    gold = stored(folder_of_three, "gold/eva", key)
    assert {(s.start, s.end, s.label) for s in gold.spans} == chosen | agreed
    assert gold.settlement is not None
    with Project.open(folder_of_three) as project:
        versions = [annotations.read(project.store, key, name) for name in NAMES]
    assert set(gold.settlement.versions) == {version.digest() for version in versions}
    assert set(compare(versions).agreed) == agreed
    assert rows_of(NAMES, folder_of_three) == before


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_answers_stand_side_by_side_with_their_digits_and_marks(
    folder: Path, size: tuple[int, int]
) -> None:
    longer = "attribution", "said Ana Ruiz, a nurse"
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        finish(project.store, 1, text, "ana", QUOTES[0], SAID)
        finish(project.store, 1, text, "ben", QUOTES[0], longer)
    async with adjudicating(folder, size=size) as desk:
        for words in ("conflict 1 of 1 · 1 open", "a said Ana Ruiz, a nurse", "0 none is right"):
            assert words in desk.screen
        assert "ana" not in desk.screen.replace("Ana", "")
        await desk.press("v")
        assert "A ana" in desk.screen or "B ana" in desk.screen
        await desk.press("1")
        assert "1✓" in desk.screen


async def test_labelling_moving_and_removing_work_as_they_do_in_annotating(folder: Path) -> None:
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        finish(project.store, 1, text, "ana", TITLE, SAID)
        finish(project.store, 1, text, "ben")
    async with adjudicating(folder) as desk:
        await desk.press("d")
        assert desk.spans == [("ad", "Ferry strikes breakwater")]
        await desk.press("enter")
        assert "conflict 2 of 2" in desk.screen
        await desk.press("1", "comma", "comma")
        assert desk.spans[1] == ("attribution", "said Ana Ru")
        await desk.press("x")
        assert desk.spans == [("ad", "Ferry strikes breakwater")]
        await desk.press("u", "u", "u", "u")
        assert desk.spans == [("ad", "Ferry strikes breakwater")]
        await desk.press("u", "u")
        assert (desk.spans, len(case(desk).standing.open)) == ([], 2)


async def test_what_the_guideline_leaves_open_is_asked_and_settled_with_the_article(
    folder: Path,
) -> None:
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        for name in ("ana", "ben"):
            finish(project.store, 1, text, name, QUOTES[0])
    async with adjudicating(folder) as desk:
        await desk.press("exclamation_mark")
        await desk.type(PAYLOADS[0].replace("\n", " ") + "why", "enter")
        await desk.press("space")
        assert "\x1b" not in "".join(desk.raw_lines)
    settlement = stored(folder, "gold/eva").settlement
    assert settlement is not None
    assert settlement.unclear
    assert settlement.reason.endswith("why")


async def test_after_the_settled_article_enter_opens_the_next_and_escape_the_list(
    folder: Path,
) -> None:
    with Project.open(folder) as project:
        for key in (1, 2):
            text = documents.get(project.store, key).text
            for name in ("ana", "ben"):
                finish(project.store, key, text, name)
    async with adjudicating(folder) as desk:
        await desk.press("space")
        assert "article settled" in desk.screen
        await desk.press("enter")
        assert "article 2 of 2 · gold/eva" in desk.screen
        await desk.press("space", "enter")
        assert "every other article is settled" in desk.screen
        await desk.press("escape")
        assert "2 articles" in desk.screen


async def test_what_was_settled_and_changed_since_opens_at_what_is_new(folder: Path) -> None:
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        finish(project.store, 1, text, "ana", QUOTES[0], TITLE)
        finish(project.store, 1, text, "ben", QUOTES[0])
    async with adjudicating(folder) as desk:
        await desk.press("space", "1", "enter")
        assert "article settled" in desk.screen
        await desk.press("end", "escape")
    with Project.open(folder) as project:
        start = text.index("The captain")
        commit(project.store, 1, Add(start, start + len("The captain"), "body"), name="ben")
    async with adjudicating(folder) as desk:
        assert desk.at == "The capt"
        assert "conflict 2 of 2 · 1 open" in desk.screen


async def test_hostile_names_and_texts_are_shown_as_they_may_be(make: Make) -> None:
    hostile = "[bold]Ferry\u202e[/] strikes \x07\x1b[31mred\n\nMore [red]text[/red]."
    folder = make(hostile)
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        finish(project.store, 1, text, "ana [b]\u202e", ("caption", text.split("\n")[0]))
        finish(project.store, 1, text, "ben")
    async with adjudicating(folder) as desk:
        await desk.press("v", "1", "v")
        shown = "".join(desk.raw_lines)
        assert "[bold]Ferry" in shown
        assert not {"\u202e", "\x07", "\x1b"} & set(shown)


async def test_n_brackets_and_enter_lead_to_the_first_conflict_as_opening_does(
    folder: Path,
) -> None:
    with Project.open(folder) as project:
        for key in (1, 2):
            text = documents.get(project.store, key).text
            words = text.split("\n\n")[1]
            finish(project.store, key, text, "ana", ("body", words))
            finish(project.store, key, text, "ben", ("caption", words))
    async with adjudicating(folder) as desk:
        assert "conflict 1 of 1" in desk.screen
        first = desk.article
        for way in ("N", "left_square_bracket", "right_square_bracket"):
            await desk.press("home", way)
            assert "conflict 1 of 1 · 1 open" in desk.screen, way
        await desk.press("left_square_bracket", "space", "1", "enter", "home", "enter")
        assert desk.article.document != first.document
        assert "conflict 1 of 1 · 1 open" in desk.screen
