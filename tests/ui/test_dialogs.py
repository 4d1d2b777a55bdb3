"""What is asked in a line: notes, and paragraphs by their number; by keys alone."""

from pathlib import Path

import pytest

from annotate.ui.commands import Commands
from tests.ui.conftest import FERRY, Make
from tests.ui.running import WIDE, Desk, running, stored

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


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
async def test_lines_that_are_pasted_are_words_of_one_line(make: Make, end: str) -> None:
    async with running(make("Ferry\n\nIt was dark, and late.")) as desk:
        await desk.press("slash")
        await _paste(desk, f"was dark,{end}   and{end}")
        await desk.press("enter")
        assert "match 1 of 1" in desk.lines[-1]
        await desk.press("escape", "n")
        await _paste(desk, f"who{end}is it")
        await desk.press("enter")
        assert [note.text for note in desk.article.content.notes] == ["who is it"]


# --- leaving -----------------------------------------------------------------------------------

DIALOGS = [
    "n",
    "colon",
    "slash",
    "at",
    "ctrl+f",
    "ctrl+o",
    "ctrl+p",
    "question_mark",
    "escape slash",
]


@pytest.mark.parametrize("keys", DIALOGS)
async def test_the_program_is_left_from_any_dialog(folder: Path, keys: str) -> None:
    async with running(folder) as desk:
        await desk.press(*keys.split())
        await desk.type("no")
        await desk.press("ctrl+q")
        assert desk.app._exit
        assert stored(folder).notes == ()


async def test_so_it_is_before_anybody_has_said_who_they_are(folder: Path) -> None:
    async with running(folder, None) as desk:
        assert "What is your name?" in desk.screen
        await desk.press("ctrl+q")
        assert desk.app._exit


@pytest.mark.parametrize("keys", ["n", "ctrl+p"])
async def test_a_key_that_was_given_away_does_not_leave_from_a_dialog(
    make: Make, keys: str
) -> None:
    async with running(make(FERRY, file='[keys]\nquit = "f9, Q"\ngrow = "ctrl+q"\n')) as desk:
        await desk.press(keys, "ctrl+q", "Q")
        assert not desk.app._exit
        await desk.press("f9")
        assert desk.app._exit


async def test_who_means_to_leave_by_another_key_is_told_the_right_one(make: Make) -> None:
    async with running(make(FERRY, file='[keys]\nquit = "f9"\n'), size=WIDE) as desk:
        await desk.press("ctrl+c", "ctrl+c")
        assert desk.screen.count("f9 leaves; everything is saved already.") == 1


async def test_what_is_chosen_in_the_palette_is_not_done_on_a_screen_that_was_left(
    folder: Path,
) -> None:
    async with running(folder) as desk:
        chosen = [run for _, _, run in Commands(desk.app.screen)._offers()]
        assert len(chosen) > 20
        await desk.press("escape")
        there = desk.app.screen
        for run in chosen:
            await run()
        assert desk.app.screen is there
        assert not desk.app._exit
    assert not stored(folder).spans
