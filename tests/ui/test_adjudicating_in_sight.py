"""In adjudication, too, Enter takes only what can have been seen; versions that agree need that."""

from pathlib import Path

import pytest

from annotate.core.operations import Add
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.project import Project
from annotate.storage import documents
from annotate.ui.widgets.article_view import ArticleView
from tests.services.adjudicating.making import option
from tests.storage.making import commit
from tests.ui.adjudicating import adjudicating, finish
from tests.ui.conftest import Make
from tests.ui.running import Desk

NEVER = "quote", "“Never.”"
RAIN = "\n\n".join(["It rained."] * 20)
TEXT = f"{RAIN}\n\n{NEVER[1]}\n\n{RAIN}"
TALL = f"Headline\n\n{'It rained on and on. ' * 80}{NEVER[1]}\n\nThe end."
Said = tuple[tuple[str, str], ...]


def twice(folder: Path, ana: Said, ben: Said, key: int = 1) -> Path:
    """Let two people finish an article, each with these labels."""
    with Project.open(folder) as project:
        text = documents.get(project.store, key).text
        for name, said in (("ana", ana), ("ben", ben)):
            finish(project.store, key, text, name, *said)
    return folder


def in_sight(desk: Desk, words: str) -> bool:
    """Whether words stand on one line of the article; the panel has them, too."""
    region = desk.app.screen.query_one(ArticleView).region
    return any(words in line for line in desk.lines[region.y : region.bottom])


def standing(desk: Desk, paragraph: int) -> tuple[str, list[tuple[str, str]]]:
    """The status of a paragraph, and what gold has."""
    return desk.article.content.status_of(paragraph), desk.spans


@pytest.mark.parametrize("notches", [12, -12])
async def test_what_the_wheel_moved_out_of_sight_is_shown_before_it_is_taken(
    make: Make, notches: int
) -> None:
    async with adjudicating(twice(make(TEXT), (NEVER,), (NEVER,))) as desk:
        await desk.press(*["down"] * 20)
        assert desk.lines[-1].startswith(" space take agreed  ⏎ next  ")
        await desk.wheel(notches)
        assert not in_sight(desk, NEVER[1])
        assert desk.lines[-1].startswith(" ⏎ back to ¶ 21  space take agreed  ")
        await desk.press("enter")
        assert in_sight(desk, NEVER[1])
        assert desk.lines[-1].endswith("back at ¶ 21")
        assert standing(desk, 20) == ("unseen", [])
        await desk.press("enter")
        assert standing(desk, 20) == ("done", [NEVER])


async def test_the_rest_of_a_tall_paragraph_is_shown_before_it_is_taken(make: Make) -> None:
    async with adjudicating(twice(make(TALL), (NEVER,), (NEVER,))) as desk:
        await desk.press("down")
        pages = 0
        while not in_sight(desk, NEVER[1]):
            assert "⏎ read on" in desk.lines[-1]
            await desk.press("enter")
            assert desk.lines[-1].endswith("the paragraph goes on here")
            assert standing(desk, 1) == ("unseen", [])
            pages += 1
        assert pages > 1
        await desk.press("enter")
        assert standing(desk, 1) == ("done", [NEVER])


async def test_an_open_question_is_gone_to_from_wherever_the_wheel_led(make: Make) -> None:
    body, all_have = ("body", "“So.” It rained. “Never.”"), ("quote", "“So.”")
    text = f"{RAIN}\n\n{body[1]}\n\n{RAIN}"
    async with adjudicating(twice(make(text), (all_have, NEVER), (all_have, body))) as desk:
        await desk.wheel(12)
        assert not in_sight(desk, NEVER[1])
        assert desk.lines[-1].startswith(" space take agreed  ⏎ next  ")
        await desk.press("enter")
        assert in_sight(desk, NEVER[1])
        assert desk.lines[-1].endswith("conflict 2 of 2")


async def test_what_is_done_is_left_with_one_key(make: Make) -> None:
    async with adjudicating(twice(make(TEXT), (NEVER,), (NEVER,))) as desk:
        await desk.press("enter", "up")
        await desk.wheel(12)
        assert "back to" not in desk.lines[-1]
        await desk.press("enter")
        assert desk.article.cursor.paragraph == 1


async def test_unless_all_agree_on_more_there_by_now(make: Make) -> None:
    folder = twice(make(TEXT), (NEVER,), (NEVER,))
    async with adjudicating(folder) as desk:
        await desk.press("enter", "up")
        with Project.open(folder) as project:
            for name in ("ana", "ben"):
                commit(project.store, 1, Add(0, 10, "body"), name=name)
        assert isinstance(desk.article, Adjudication)
        desk.article.refresh()
        await desk.wheel(12)
        assert desk.lines[-1].startswith(" ⏎ back to ¶ 1  ")
        await desk.press("enter")
        assert standing(desk, 0) == ("done", [])
        await desk.press("enter")
        assert standing(desk, 0) == ("done", [("body", "It rained.")])


async def test_of_paragraphs_that_one_question_goes_over_those_in_sight_end(make: Make) -> None:
    talk = "“It began.\n\n“It went on.\n\n“It ended.”"
    long, short = ("quote", talk), ("quote", "“It began.")
    text = f"{RAIN}\n\n{talk}\n\n{RAIN}"
    async with adjudicating(twice(make(text), (long,), (short,))) as desk:
        await desk.press("1")
        while in_sight(desk, "“It ended.”"):
            await desk.wheel(-1)
        assert in_sight(desk, "“It began.")
        last = 21 if in_sight(desk, "“It went on.") else 20
        await desk.press("enter")
        done = [p for p in range(19, 24) if desk.article.content.status_of(p) == "done"]
        assert (done, desk.article.cursor.paragraph) == ([*range(20, last + 1)], last + 1)


async def test_a_question_is_looked_at_again_where_it_is_asked_not_where_its_answer_is(
    make: Make,
) -> None:
    ends = "It ended so."
    long, body = ("body", f"It began.\n\n{ends}"), ("body", ends)
    text = f"It began.\n\n{ends} {'It rained on and on. ' * 50}It stopped.\n\nThe end."
    async with adjudicating(twice(make(text), (long,), (body,))) as desk:
        here = desk.article
        assert isinstance(here, Adjudication)
        await desk.press(str(option(here, body)))
        assert (here.paragraph, here.cursor.paragraph) == (0, 1)
        await desk.wheel(5)
        assert not in_sight(desk, "It began.")
        assert desk.lines[-1].startswith(" ⏎ back to ¶ 1  ")
        await desk.press("enter")
        assert in_sight(desk, "It began.")
        assert (here.cursor.paragraph, here.content.status) == (0, "")
        await desk.press("enter")
        assert here.content.status_of(0) == "done"


async def test_once_all_is_settled_enter_leads_to_the_next_article_wherever_the_wheel_did(
    make: Make,
) -> None:
    """Also where gold has, from before, something of one that all have by now."""
    folder = twice(twice(make(TEXT, TALL), (NEVER,), ()), (NEVER,), (NEVER,), key=2)
    async with adjudicating(folder) as desk:
        await desk.press("space", "1", "enter")
        settled = desk.article
        start = settled.document.text.index(NEVER[1])
        with Project.open(folder) as project:
            commit(project.store, 1, Add(start, start + len(NEVER[1]), "quote"), name="ben")
        settled.refresh()
        await desk.press("home", "enter", *["down"] * 20)
        await desk.wheel(12)
        assert "⏎ next" in desk.lines[-1]
        await desk.press("enter")
        assert desk.article is not settled
