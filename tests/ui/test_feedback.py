"""Labels beside gold, and second passes, by keys."""

from pathlib import Path

import pytest

from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.operations import SetFlag, SetNote
from annotate.services.controls.repeating import repeat
from annotate.services.project import Project
from annotate.storage.store import FILE_NAME, Store
from tests.services.adjudicating.making import BODY, LONG, NO, version
from tests.services.controls.making import GOLD, said, settle
from tests.storage.making import add, commit, document, put
from tests.ui.adjudicating import adjudicating
from tests.ui.conftest import Make
from tests.ui.payloads import PAYLOADS, harm
from tests.ui.running import WIDE, running, stored


@pytest.fixture
def reviewed(make: Make) -> Path:
    """Three articles with gold; ana finished the first two, and an own one without gold."""
    folder = make()
    with Store.open(folder / FILE_NAME) as store:
        for n in range(3):
            settle(store, n, *GOLD)
        put(store, 1, said(0, NO, LONG, BODY), "ana")
        put(store, 2, said(1, *GOLD), "ana")
        why = SetNote("Do titles belong to it?", paragraph=0), SetFlag(paragraph=0)
        commit(store, 1, *why, name="gold/eva")
    return folder


async def test_every_place_stands_beside_gold_with_what_the_reviewer_said(reviewed: Path) -> None:
    async with running(reviewed, size=WIDE) as desk:
        await desk.press("escape", "home", "ctrl+g")
        assert "1 the same · 1 other boundary · 1 only mine · 1 only gold" in desk.screen
        lines = [line.strip() for line in desk.lines]
        at = lines.index("1  other boundary")
        assert lines[at + 1 : at + 4] == [
            "mine  a attribution  said Ana Ruiz, a nurse",
            "gold  a attribution  said Ana Ruiz",
            "⚑ guideline unclear: Do titles belong to it?",
        ]
        assert "1  q quote  “No,”" in lines
        await desk.press("escape")
        assert "3 articles" in desk.screen


async def test_what_differs_stands_before_what_is_the_same(make: Make) -> None:
    folder = make()
    words = [f"word{n}" for n in range(40)]
    labels = [("quote", word) for word in words]
    with Store.open(folder / FILE_NAME) as store:
        [key] = add(store, document(" ".join(words)))
        for name, some in (("ana", labels), ("gold/eva", labels[:-1])):
            put(store, key, version(*some, text=" ".join(words)), name)
    async with running(folder) as desk:
        await desk.press("escape", "ctrl+g")
        assert "39 the same · 1 only mine" in desk.screen
        shown = [" ".join(line.split()) for line in desk.lines]
        assert shown.index("1 only mine") < shown.index("1 q quote word0")
        assert "mine q quote word39" in shown


async def test_what_is_too_long_for_a_line_goes_on_below_its_beginning(make: Make) -> None:
    folder = make()
    text = " ".join(f"word{n}" for n in range(20))
    with Store.open(folder / FILE_NAME) as store:
        [key] = add(store, document(text))
        for name in ("ana", "gold/eva"):
            put(store, key, version(("body", text), text=text), name)
    async with running(folder) as desk:
        await desk.press("escape", "ctrl+g")
        at = next(n for n, line in enumerate(desk.lines) if "b body" in line)
        assert desk.lines[at + 1].startswith(" " * desk.lines[at].index("b body") + "word")


async def test_it_goes_from_article_to_article_and_to_all_by_label(reviewed: Path) -> None:
    async with running(reviewed, size=WIDE) as desk:
        await desk.press("escape", "home", "ctrl+g", "]")
        assert "3 the same" in desk.screen
        await desk.press("]", "]")
        assert "3 the same" in desk.screen
        await desk.press("tab")
        assert "2 articles against gold" in desk.screen
        assert "4 the same · 1 other boundary · 1 only mine · 1 only gold" in desk.screen
        line = next(line for line in desk.lines if line.strip().startswith("quote"))
        assert line.split()[1] == "0.857"
        await desk.press("tab", "[")
        assert "1 the same" in desk.screen


async def test_of_the_open_article_too_and_of_none_that_is_not_done(reviewed: Path) -> None:
    async with running(reviewed) as desk:
        await desk.press("escape", "end", "enter", "ctrl+g")
        assert "feedback comes when" in desk.screen
        await desk.press("[", "ctrl+g")
        assert "3 the same" in desk.screen


async def test_from_the_list_it_leads_to_all_that_have_some(reviewed: Path) -> None:
    async with running(reviewed, size=WIDE) as desk:
        await desk.press("escape", "end", "ctrl+g")
        assert "2 articles against gold" in desk.screen
        lines = [line.split() for line in desk.lines]
        assert ["k/1", "3", "the", "same"] in lines
        await desk.press("tab", "]")
        assert "1 the same · 1 other boundary" in desk.screen


async def test_it_names_nobody(reviewed: Path) -> None:
    async with running(reviewed, size=WIDE) as desk:
        await desk.press("escape", "home", "ctrl+g")
        for name in ("ben", "cem", "eva", "gold/"):
            assert name not in desk.screen


async def test_reviewers_have_none_of_it(reviewed: Path) -> None:
    async with adjudicating(reviewed) as desk:
        await desk.press("escape", "ctrl+g", "A")
        assert "feedback" not in desk.screen
        assert "second pass" not in desk.screen


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_hostile_text_is_shown_and_not_obeyed(make: Make, payload: str) -> None:
    folder = make()
    with Store.open(folder / FILE_NAME) as store:
        [key] = add(store, document(f"{payload} end", title=payload))
        for name, label in (("ana", "quote"), ("gold/eva", "body")):
            span = Span(0, len(payload), label, "s")
            put(store, key, AnnotationSet((span,), status="d" * 9), name)
        commit(store, key, SetNote(payload, paragraph=0), name="gold/eva")
    async with running(folder, size=WIDE) as desk:
        await desk.press("escape", "ctrl+g")
        assert "other label" in desk.screen
        assert list(harm(desk.app)) == []


async def test_the_list_says_what_waits_and_leads_there_and_back(reviewed: Path) -> None:
    with Project.open(reviewed) as project:
        repeat(project.store, ["ana"], 1)
    first = stored(reviewed, key=2)
    async with running(reviewed, size=WIDE) as desk:
        await desk.press("escape")
        assert "2 to label again: A" in desk.lines[0]
        await desk.press("A")
        assert desk.spans == []
        assert "again/ana" in desk.lines[0]
        await desk.press("q", "enter", "enter", "enter")
        await desk.press("escape")
        assert "2 articles  yours, all · as given out" in desk.lines[0]
        assert "1 done · again/ana" in desk.screen
        await desk.press("A")
        assert "again/ana" not in desk.screen
        await desk.press("escape")
        assert "1 to label again: A" in desk.lines[0]
    assert stored(reviewed, key=2) == first
    done = [stored(reviewed, "again/ana", key).status for key in (1, 2)]
    assert sorted(done) == ["", "ddd"]


async def test_who_labels_again_stays_who_they_are(reviewed: Path) -> None:
    with Project.open(reviewed) as project:
        repeat(project.store, ["ana"], 1)
    async with running(reviewed, size=WIDE) as desk:
        await desk.press("escape", "A")
        assert "again/ana" in desk.lines[0]
        await desk.press("at", "up", "enter")
        assert "Who annotates now?" not in desk.screen
        assert "ana" in desk.lines[0]


async def test_before_the_second_pass_there_is_no_feedback(reviewed: Path) -> None:
    with Project.open(reviewed) as project:
        repeat(project.store, ["ana"], 1)
    async with running(reviewed, size=WIDE) as desk:
        await desk.press("escape", "home", "ctrl+g")
        assert "no gold to compare with yet" in desk.screen


async def test_its_keys_are_in_the_palette(reviewed: Path) -> None:
    async with running(reviewed, size=(120, 60)) as desk:
        await desk.press("escape", "home", "ctrl+g", "ctrl+p")
        await desk.settle()
        for words in ("]  next article", "[  previous article", "all articles: Each", "page down"):
            assert words in desk.screen
