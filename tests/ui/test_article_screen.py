"""What an article's screen shows without a key: what happens elsewhere, messages, the panel."""

from pathlib import Path

import pytest

from annotate.core.errors import StorageError
from annotate.core.operations import Add
from annotate.storage import positions
from annotate.storage.store import FILE_NAME, Store
from annotate.ui.screens.article import ArticleScreen
from annotate.ui.widgets import article_view
from tests.storage.making import commit
from tests.ui.conftest import Make
from tests.ui.running import WIDE, Desk, running


async def pulse(desk: Desk) -> None:
    """Let the time pass after which the screen looks around."""
    assert isinstance(desk.app.screen, ArticleScreen)
    desk.app.screen._pulse()
    await desk.pilot.pause()


async def test_what_another_run_of_the_program_did_is_shown(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        with Store.open(folder / FILE_NAME) as store:
            commit(store, 1, Add(0, 5, "quote"))
        assert "q Ferry" not in desk.screen
        await pulse(desk)
        assert "q Ferry" in desk.screen
        assert desk.at == "Ferry st"


async def test_another_annotators_labels_are_not(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        with Store.open(folder / FILE_NAME) as store:
            commit(store, 1, Add(0, 5, "quote"), name="ben")
        await pulse(desk)
        assert desk.spans == []


async def test_the_panel_counts_what_was_done_today(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        for keys, number in (("b", 1), ("down", 1), ("q", 2), ("u", 1), ("U", 2), ("enter", 3)):
            await desk.press(keys)
            line = next(line for line in desk.lines if "Changes today" in line)
            assert int(line.split()[-1]) == number


async def test_the_place_is_remembered_while_one_reads(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("down", "right")
        await pulse(desk)
        with Store.open(folder / FILE_NAME) as store:
            place = positions.latest(store, "ana")
        assert place
        assert (place.document, place.paragraph) == (1, 1)


async def test_one_reads_on_while_another_program_writes_and_is_told_of_nothing(
    folder: Path,
) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("right_square_bracket", "left_square_bracket")
        with Store.open(folder / FILE_NAME) as store:
            with store.transaction():
                await desk.press("down")
                footer = desk.lines[-1]
                await pulse(desk)
                assert desk.lines[-1] == footer
                await desk.press("right_square_bracket")
                assert desk.article.document.id == "a/2"
            await pulse(desk)
            places = positions.get(store, "ana", 1), positions.latest(store, "ana")
        assert [(p.document, p.paragraph) for p in places if p] == [(1, 1), (2, 0)]


async def test_a_disk_that_fails_is_said_and_the_program_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageError("no space left on the disk", "annotations.db", "make room")

    async with running(folder, size=WIDE) as desk:
        monkeypatch.setattr(positions, "put", fail)
        monkeypatch.setattr(positions, "note", fail)
        await desk.press("down")
        await pulse(desk)
        assert "no space left on the disk" in desk.lines[-1]
        await desk.press("b")
        assert "no space left on the disk" in desk.lines[-1]
        assert desk.spans == []
        monkeypatch.undo()
        await desk.press("b")
        assert [label for label, _ in desk.spans] == ["body"]


async def test_the_panel_shows_spans_with_who_said_them_and_what_is_active(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("down", "q", "a", "q")
        panel = [line[84:].strip() for line in desk.lines]
        assert panel[panel.index("q “It was dark,”") + 1] == "╰─a said Ana Ruiz"
        assert "q “We saw nothing.”" in panel
        assert "links            2" in panel
        assert "¶ 2 of 5" in panel


async def test_where_one_is_shows_on_whatever_is_done_or_skipped(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("enter", "s", "f")
        for marks in ("▸·⚑", "▸–", "▸✓"):
            [here] = [line for line in desk.lines if "▸" in line[:11]]
            assert here[4:].startswith(marks)
            await desk.press("up")


async def test_what_a_run_lights_up_is_not_where_one_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_view, "LIT", 3600)
    async with running(folder) as desk:
        await desk.press("space")
        assert [line[3:6] for line in desk.lines if "▸" in line[:11]] == ["2▸·"]


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}])
async def test_the_label_of_the_whole_that_tab_reached_is_seen_and_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    async with running(folder) as desk:
        await desk.press("b", "d", "down", "home")
        assert desk.lines[1].startswith("   1▸· d ")
        await desk.press("tab")
        assert desk.lines[1].startswith("   1▸·[d]")
        assert desk.lines[-1].startswith(" x remove ad  ")
        await desk.press("right")
        assert desk.lines[1].startswith("   1▸· d ")


async def test_the_end_of_the_article_is_at_the_bottom_of_the_page(make: Make) -> None:
    text = "\n\n".join(f"Paragraph {n}." for n in range(1, 41))
    async with running(make(text)) as desk:
        await desk.press("end")
        assert desk.lines[-3].endswith("Paragraph 40.")
        assert desk.lines[1].endswith("Paragraph 30.")


async def test_a_link_is_drawn_from_end_to_end(folder: Path) -> None:
    async with running(folder, size=(30, 24)) as desk:
        await desk.press("down", "q", "a")
        column = [line[9:10] for line in desk.lines[1:]]
        assert column.count("╭") == column.count("╰") == 1
        await desk.press("r")
        assert not {line[9:10] for line in desk.lines[1:]} & set("╭╰│╶")


async def test_what_a_key_did_is_said_until_the_next_one(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("down", "q", "a")
        assert desk.lines[-1].endswith("attribution · linked to “It was dark,”")
        await desk.press("right")
        assert "linked" not in desk.lines[-1]
        await desk.press("X", "x")
        assert desk.lines[-1].endswith("  no span here")


@pytest.mark.parametrize("keys", ["", "e", "down q", "down q home tab"])
async def test_the_footer_names_at_most_seven_keys_that_make_sense(folder: Path, keys: str) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press(*keys.split())
        named = [piece for piece in desk.lines[-1].split("  ") if piece.strip()]
        assert 3 <= len(named) <= 8
        assert ("x remove quote" in desk.lines[-1]) == ("tab" in keys)


@pytest.mark.parametrize(("keys", "there"), [("down q", True), ("b", False), ("b home tab", False)])
async def test_it_names_linking_only_where_that_can_be_linked(
    folder: Path, keys: str, there: bool
) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press(*keys.split())
        assert ("r link" in desk.lines[-1]) == there


async def test_while_one_searches_it_leads_through_the_matches(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("slash", "w", "a", "s", "enter")
        assert desk.lines[-1].startswith(" n next match  N match before  esc end search  ")
        await desk.press("e")
        assert desk.lines[-1].count("esc") == 1
        await desk.press("escape", "escape")
        assert "match" not in desk.lines[-1]


async def test_after_the_keys_that_jump_the_next_key_is_a_letter_and_no_command(
    folder: Path,
) -> None:
    async with running(folder) as desk:
        await desk.press("down", "apostrophe", "a")
        assert desk.article.document.text[desk.article.cursor.selection.start :][:8] == "Ana Ruiz"
        await desk.press("quotation_mark", "n")
        await desk.settle()
        assert desk.spans == []
        await desk.press("a")
        assert desk.spans == [("attribution", "Ana Ruiz, a nurse")]


async def test_escape_takes_no_letter_and_leaves_nothing(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("apostrophe", "escape", "b")
        assert desk.spans == [("body", "Ferry strikes breakwater")]
