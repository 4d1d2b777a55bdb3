"""What is asked in a line: notes, numbers, words to look for, names; by keys alone."""

from pathlib import Path

import pytest

from annotate.services import person
from annotate.storage import positions
from annotate.storage.positions import Position
from annotate.storage.store import FILE_NAME, Store
from tests.ui.conftest import FERRY, STRIKE, Make
from tests.ui.running import NARROW, WIDE, Desk, running, stored

# --- notes -------------------------------------------------------------------------------------


async def test_a_note_is_written_shown_changed_and_taken_away(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("down", "n")
        await desk.type("Who is she?", "enter")
        assert [(n.text, n.paragraph) for n in stored(folder).notes] == [("Who is she?", 1)]
        assert "✎ paragraph: Who is she?" in desk.screen
        await desk.press("n", "end")
        await desk.type(" Ask.", "enter")
        assert [n.text for n in stored(folder).notes] == ["Who is she? Ask."]
        await desk.press("n", *["backspace"] * 16, "enter")
        assert stored(folder).notes == ()
        assert "note removed" in desk.screen


async def test_a_note_that_is_left_with_escape_is_not_written(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("n")
        await desk.type("no", "escape")
        assert stored(folder).notes == ()
        assert desk.at == "Ferry st"


async def test_letters_in_a_note_label_nothing(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("n")
        await desk.type("qacdb xu", "enter")
        assert desk.spans == []
        assert [n.text for n in stored(folder).notes] == ["qacdb xu"]


async def test_a_note_on_the_span_that_was_reached(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("down", "q", "home", "tab", "n")
        assert "Note on the span" in desk.screen
        await desk.type("odd", "enter")
        assert [n.span for n in stored(folder).notes] == [stored(folder).spans[0].id]


async def test_opening_a_note_of_several_lines_and_leaving_it_as_it_is_changes_nothing(
    folder: Path,
) -> None:
    from annotate.core.operations import SetNote
    from annotate.storage.store import FILE_NAME, Store
    from tests.storage.making import commit

    with Store.open(folder / FILE_NAME) as store:
        commit(store, 1, SetNote("one\ntwo\x1b[31m", None, 0))
    async with running(folder) as desk:
        await desk.press("n", "enter")
        assert [n.text for n in stored(folder).notes] == ["one\ntwo\x1b[31m"]


# --- going to a paragraph ----------------------------------------------------------------------


@pytest.mark.parametrize(("number", "paragraph"), [("3", 3), ("0", 1), ("99", 5), ("9" * 20, 5)])
async def test_a_paragraph_is_gone_to_by_its_number(
    folder: Path, number: str, paragraph: int
) -> None:
    async with running(folder) as desk:
        await desk.press("colon")
        await desk.type(number, "enter")
        assert desk.article.cursor.paragraph + 1 == paragraph
        assert ("5 is the last" in desk.lines[-1]) == (int(number) > 5)


@pytest.mark.parametrize("answer", ["", "two", "-1", "1.5", "²"])
async def test_what_is_no_number_is_asked_again(folder: Path, answer: str) -> None:
    async with running(folder) as desk:
        await desk.press("down", "colon")
        await desk.type(answer, "enter")
        assert "not a number" in desk.screen
        await desk.press("escape")
        assert desk.article.cursor.paragraph == 1


async def test_a_number_longer_than_any_is_taken_for_the_last_paragraph(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("colon")
        await _paste(desk, "9" * 5000)
        await desk.press("enter")
        assert desk.article.cursor.paragraph == 4


async def _paste(desk: Desk, text: str) -> None:
    from textual.events import Paste

    desk.app.post_message(Paste(text))
    await desk.pilot.pause()


async def test_what_is_pasted_is_shown_without_what_a_terminal_obeys(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("n")
        await _paste(desk, "a\x1b]0;x\x07b\u202ec\nd")
        assert not {c for line in desk.raw_lines for c in line} & set("\x1b\x07\u202e")
        await desk.press("enter")
        [note] = stored(folder).notes
        assert not set(note.text) & set("\x1b\x07\u202e\n")


# --- searching ---------------------------------------------------------------------------------


async def test_a_search_goes_from_match_to_match_and_round(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("slash")
        await desk.type("WAS", "enter")
        seen = [desk.at]
        assert "match 1 of 2" in desk.screen
        for key in "nnN":
            await desk.press(key)
            seen.append(desk.at)
        assert seen == ["was dark", "was susp", "was dark", "was susp"]
        await desk.press("escape", "N")
        assert desk.article.document.id == "a/2"


@pytest.mark.parametrize("key", ["n", "N"])
async def test_a_search_that_finds_nothing_says_so_until_it_is_ended(
    folder: Path, key: str
) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("slash")
        await desk.type("union", "enter")
        assert "not in this article" in desk.lines[-1]
        await desk.press("right")
        assert desk.lines[-1].startswith(" esc end search  ")
        await desk.press(key)
        assert "not in this article" in desk.lines[-1]
        assert desk.article.document.id == "a/1"
        await desk.press("escape", "n")
        assert "Note on the paragraph" in desk.screen


async def test_blanks_alone_are_not_looked_for(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("slash", "space", "enter", "n")
        assert "Note on the paragraph" in desk.screen


async def test_all_articles_are_searched_and_the_one_chosen_is_opened_at_the_words(
    folder: Path,
) -> None:
    async with running(folder) as desk:
        await desk.press("ctrl+f")
        await desk.type("union", "enter")
        await desk.settle()
        assert "1 article · ⏎ opens it" in desk.screen
        await desk.press("tab")
        await desk.type("zebra", "enter")
        await desk.settle()
        assert "nowhere · ⏎ searches" in desk.screen
        await desk.press(*["backspace"] * 5)
        await desk.type("union", "enter")
        await desk.settle()
        await desk.press("enter")
        assert desk.article.document.id == "a/2"
        assert desk.at == "union.\n\n"


async def test_words_that_stand_apart_in_it_are_gone_to_one_by_one(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("ctrl+f")
        await desk.type("strike uni", "enter")
        await desk.settle()
        await desk.press("enter")
        assert desk.at == "Strike e"
        assert "match 1 of 2" in desk.lines[-1]
        await desk.press("n")
        assert desk.at == "union.\n\n"


async def test_a_search_of_all_articles_in_vain_can_be_tried_again_and_left(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("ctrl+f")
        await desk.type("zebra", "enter")
        await desk.settle()
        assert "nowhere" in desk.screen
        await desk.press("down", "escape")
        assert desk.article.document.id == "a/1"


async def test_an_article_that_went_meanwhile_is_said_to_be_gone(folder: Path) -> None:
    from annotate.storage import documents
    from annotate.storage.store import FILE_NAME, Store

    async with running(folder) as desk:
        await desk.press("ctrl+f")
        await desk.type("union", "enter")
        await desk.settle()
        with Store.open(folder / FILE_NAME) as store:
            documents.purge(store, 2)
        await desk.press("enter")
        await desk.settle()
        assert "no such document" in desk.screen
        assert desk.article.document.id == "a/1"


# --- names -------------------------------------------------------------------------------------


async def test_the_first_run_asks_for_a_name_once_and_remembers_it(folder: Path) -> None:
    async with running(folder, None) as desk:
        assert "What is your name?" in desk.screen
        await desk.type("  Ana   Ruiz ", "enter")
        assert "Ana Ruiz" in desk.lines[0]
        await desk.press("b")
    assert person.find(None, {}) == "Ana Ruiz"
    assert len(stored(folder, "Ana Ruiz").spans) == 1


async def test_what_can_be_no_name_is_asked_again(folder: Path) -> None:
    async with running(folder, None) as desk:
        for name in ("", "a@b", "gold/ana"):
            await desk.type(name, "enter")
            assert "What is your name?" in desk.screen
            assert "name" in desk.lines[desk_hint(desk)]
            await desk.press(*["backspace"] * len(name))
        await desk.type("ana", "enter")
        assert "ana" in desk.lines[0]


def desk_hint(desk: Desk) -> int:
    """The line below the one that is typed in."""
    return next(n for n, line in enumerate(desk.lines) if "What is your name" in line) + 4


async def test_who_gives_no_name_leaves(folder: Path) -> None:
    async with running(folder, None) as desk:
        await desk.press("escape")
        assert desk.app._exit
    assert person.find(None, {}) is None


async def test_somebody_else_sits_down_with_labels_and_a_place_of_their_own(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("down", "down", "b", "at")
        await desk.type("ben", "enter", "enter")
        assert "ben" in desk.lines[0]
        assert desk.spans == []
        assert desk.article.cursor.paragraph == 0
        await desk.press("q")
        await desk.press("u")
        assert "nothing to undo" in desk.screen
        await desk.press("at")
        await desk.type("ana", "enter")
        assert desk.article.cursor.paragraph == 2
        assert len(desk.spans) == 1
    assert stored(folder, "ben").spans == ()


async def test_a_name_that_is_new_is_meant_twice(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("at")
        await desk.type("nadia umit", "enter")
        assert "new annotator nadia umit? ⏎ again" in desk.screen
        await desk.press("t", "enter", "backspace")
        assert "⏎ changes over" in desk.screen
        await desk.press("enter")
        assert "new annotator nadia umit? ⏎ again" in desk.screen
        await desk.press("enter")
        assert desk.lines[0].endswith(" · nadia umit")


async def test_the_names_that_are_known_are_gone_through_the_latest_first(folder: Path) -> None:
    with Store.open(folder / FILE_NAME) as store:
        for name in ("cleo", "gold/ana", "chloé", "ben"):
            positions.put(store, name, Position(1, 0, 0))
    async with running(folder) as desk:
        seen = []
        for keys in (["down"], ["tab", "down"], ["up"], ["down", "shift+tab", "shift+tab"]):
            await desk.press("at")
            assert "gold" not in desk.screen
            await desk.press(*keys, "enter")
            seen.append(desk.lines[0].rpartition(" · ")[2])
        assert seen == ["ben", "chloé", "chloé", "cleo"]


async def test_what_is_typed_leaves_the_names_that_have_it(folder: Path) -> None:
    with Store.open(folder / FILE_NAME) as store:
        for name in ("nadia umit", "nadim", "ben"):
            positions.put(store, name, Position(1, 0, 0))
    async with running(folder) as desk:
        await desk.press("at")
        await desk.type("UM")
        assert "nadia umit" in desk.screen
        assert "nadim" not in desk.screen
        await desk.press("tab", "tab", "enter")
        assert desk.lines[0].endswith(" · nadia umit")


async def test_a_known_name_is_taken_by_a_click(folder: Path) -> None:
    with Store.open(folder / FILE_NAME) as store:
        positions.put(store, "benedikt", Position(1, 0, 0))
    async with running(folder) as desk:
        await desk.press("at")
        line = next(n for n, text in enumerate(desk.lines) if "benedikt" in text)
        await desk.pilot.click(offset=(desk.lines[line].index("benedikt") + 1, line))
        await desk.pilot.pause()
        assert desk.lines[0].endswith(" · benedikt")


async def test_who_comes_first_to_others_names_chooses_or_means_it_twice(folder: Path) -> None:
    with Store.open(folder / FILE_NAME) as store:
        positions.put(store, "ben", Position(1, 0, 0))
    async with running(folder, None) as desk:
        assert "ben" in desk.screen
        assert "↓ goes through those here" in desk.screen
        await desk.type("bne", "enter")
        assert "new annotator bne?" in desk.screen
        await desk.press("backspace", "backspace", "down", "enter")
        assert desk.lines[0].endswith(" · ben")
    assert person.find(None, {}) == "ben"


async def test_the_place_where_one_stopped_is_that_of_the_next_start(make: Make) -> None:
    folder = make(FERRY, STRIKE)
    async with running(folder) as desk:
        await desk.press("right_square_bracket", "down", "right")
    async with running(folder, size=NARROW) as desk:
        assert desk.article.document.id == "a/2"
        assert desk.at == "returned"
