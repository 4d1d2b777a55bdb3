"""The list of articles: progress, filters, order, finding; with none, one, many."""

import re
from pathlib import Path

from annotate.core.operations import Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.storage.store import FILE_NAME, Store
from annotate.ui.keymap import in_force
from tests.storage.making import add, commit, document
from tests.ui.conftest import FERRY, STRIKE, Make
from tests.ui.listing import MIXED, chosen, titles
from tests.ui.running import NARROW, WIDE, running


async def test_an_empty_project_says_what_to_do(blank: Path) -> None:
    async with running(blank) as desk:
        assert "No articles yet." in desk.screen
        assert "annotate import" in desk.screen
        assert "0 articles" in desk.lines[0]


async def test_what_it_says_names_the_keys_in_force(make: Make) -> None:
    async with running(make(file='[keys]\nquit = "f9"\n')) as desk:
        assert "Leave with f9 and import some:" in desk.screen
        assert desk.lines[-1] == " f9 quit  @ annotator  f2 tutorial  ? help"


async def test_where_a_filter_shows_none_the_footer_leads_out_of_it(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("escape", "f", "f")
        assert "None here." in desk.screen
        assert desk.lines[-1] == " f show  / find  esc back  ? help"


async def test_one_article_is_not_counted_as_several(make: Make) -> None:
    async with running(make("Beta\n\nOne.")) as desk:
        await desk.press("escape")
        assert desk.lines[0].startswith(" 1 article  all · by import")
        await desk.press("ctrl+f")
        await desk.type("one", "enter")
        await desk.settle()
        assert "1 article · " in desk.screen


async def test_where_some_are_shown_it_says_how_many_of_all(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("enter", "enter", "escape")
        assert desk.lines[0].startswith(" 3 articles  all · by import")
        await desk.press("f")
        assert desk.lines[0].startswith(" 2 of 3 articles  unfinished · by import")
        await desk.press("f", "f")
        assert desk.lines[0].startswith(" 0 of 3 articles  set aside · by import")
        await desk.press("escape", "slash")
        await desk.type("alpha", "enter")
        assert desk.lines[0].startswith(" 1 of 3 articles  by import · “alpha”")


async def test_an_article_without_a_title_goes_by_its_id(make: Make) -> None:
    folder = make(*MIXED)
    with Store.open(folder / FILE_NAME) as store:
        add(store, document("One.", "gazette/untitled"))
    async with running(folder) as desk:
        await desk.press("escape", "end")
        assert chosen(desk) == "gazette/untitled"


async def test_no_key_does_anything_there_and_none_ends_it(make: Make) -> None:
    async with running(make()) as desk:
        for binding in in_force(DEFAULT_SCHEME, {})["documents"]:
            if binding.id != "quit":
                await desk.press(binding.key.split(",")[0])
                await desk.settle()
                await desk.press("escape", "escape")
        assert "0 articles" in desk.lines[0]
        assert not desk.app._exit


async def test_progress_is_seen_article_by_article(make: Make) -> None:
    async with running(make(*MIXED), size=WIDE) as desk:
        await desk.press("enter", "escape")
        line = next(line for line in desk.lines if "Beta" in line)
        assert "━━━━━━━━━━" in line
        assert "1/2" in line
        assert line.startswith("▸ ·")
        assert " ana 1/2" in desk.lines[-2]
        await desk.press("enter", "enter", "escape")
        assert "✓" in next(line for line in desk.lines if "Beta" in line)
        assert "1 done · ana" in desk.lines[0]


async def test_how_far_the_others_are_is_seen_below(make: Make) -> None:
    folder = make(*MIXED)
    with Store.open(folder / FILE_NAME) as store:
        commit(store, 2, Status((0, 1), "done"), name="ben")
    async with running(folder) as desk:
        await desk.press("escape")
        assert "no labels yet" in desk.lines[-2]
        await desk.press("down")
        assert " ben ✓" in desk.lines[-2]


async def test_the_filter_goes_through_the_states(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("enter", "enter", "right_square_bracket", "S", "F", "escape")
        seen = {}
        for _ in range(6):
            state = re.split("articles?", desk.lines[0])[1].split("·")[0].strip()
            seen[state] = titles(desk) if "None here." not in desk.screen else []
            await desk.press("f")
        assert seen == {
            "all": ["Beta", "Alpha", "Gamma"],
            "unfinished": ["Gamma"],
            "done": ["Beta"],
            "set aside": ["Alpha"],
            "flagged": ["Alpha"],
        }


async def test_the_order_goes_through_the_columns(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("right_square_bracket", "enter", "escape")
        seen = {}
        for _ in range(6):
            await desk.press("o")
            order = desk.lines[0].split("by ")[1].split()[0]
            seen[order] = titles(desk)
        assert seen["title"] == ["Alpha", "Beta", "Gamma"]
        assert seen["import"] == ["Beta", "Alpha", "Gamma"]
        assert seen["progress"][0] == "Alpha"
        assert set(seen) == {"title", "source", "date", "progress", "uncertainty", "import"}


async def test_titles_and_sources_are_found_whatever_their_case(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("escape", "slash")
        await desk.type("ALPHA", "enter")
        assert titles(desk) == ["Alpha"]
        assert "“ALPHA”" in desk.lines[0]
        await desk.press("slash", *["backspace"] * 5)
        await desk.type("gazette", "enter")
        assert len(titles(desk)) == 3
        await desk.press("slash")
        await desk.type("zebra", "enter")
        assert "None here." in desk.screen
        await desk.press("escape")
        assert len(titles(desk)) == 3


async def test_escape_leads_out_of_the_filter_and_then_to_the_article(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("down", "escape", "down", "f", "escape")
        assert "all · by import" in desk.lines[0]
        await desk.press("escape")
        assert desk.article.document.title == "Beta"
        assert desk.article.cursor.paragraph == 1


async def test_a_long_list_is_gone_through_by_pages(make: Make) -> None:
    texts = [f"N{n}\n\nText {n}." for n in range(60)]
    async with running(make(*texts), size=NARROW) as desk:
        await desk.press("escape", "pagedown")
        assert chosen(desk) == "N20"
        await desk.press("end")
        assert chosen(desk) == "N59"
        assert titles(desk)[-1] == "N59"
        await desk.press("pageup", "up")
        assert chosen(desk) == "N38"
        await desk.press("home", "up")
        assert chosen(desk) == "N0"
        assert len(titles(desk)) == 21


async def test_articles_that_came_meanwhile_are_there_when_the_list_is_shown_again(
    folder: Path,
) -> None:
    async with running(folder) as desk:
        await desk.press("escape")
        with Store.open(folder / FILE_NAME) as store:
            add(store, document("Later\n\nText.", "a/3", title="Later"))
        await desk.press("enter", "escape")
        assert titles(desk) == ["Ferry", "Strike", "Later"]


async def test_undo_and_redo_go_to_the_article_and_say_so(make: Make) -> None:
    async with running(make(FERRY, STRIKE), size=WIDE) as desk:
        await desk.press("b", "right_square_bracket", "escape", "u")
        assert desk.article.document.id == "a/1"
        assert desk.spans == []
        assert (
            "undone · body Ferry strikes breakwater · in “Ferry strikes breakwater”"
            in desk.lines[-1]
        )
        await desk.press("escape", "U")
        assert len(desk.spans) == 1
        assert "done again" in desk.lines[-1]


async def test_what_could_not_be_done_is_said_until_the_next_key(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("escape", "u")
        assert "nothing to undo" in desk.lines[-1]
        await desk.press("down")
        assert "nothing to undo" not in desk.lines[-1]


async def test_an_article_that_cannot_be_opened_keeps_nobody_from_the_others(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("down")
    with Store.open(folder / FILE_NAME) as store:
        sound = store.value("SELECT paragraphs FROM texts WHERE document = 1")
        store.connection.execute("UPDATE texts SET paragraphs = '[0]' WHERE document = 1")
    async with running(folder, size=WIDE) as desk:
        await desk.settle()
        assert "2 articles" in desk.lines[0]
        assert "damaged" in desk.screen
        await desk.press("down", "enter", "b")
        assert desk.article.document.id == "a/2"
        assert len(desk.spans) == 1
        with Store.open(folder / FILE_NAME) as store:
            sql = "UPDATE texts SET paragraphs = ? WHERE document = 1"
            store.connection.execute(sql, (sound,))
