"""Whatever a file holds, wherever it is shown: nothing is obeyed, interpreted, or ends the program.

Each step looks at every character and style that would go to the terminal.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.events import Paste
from textual.screen import Screen
from textual.widgets import Label

from annotate.core.operations import Add, Relate, SetFlag, SetNote, Status
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.services.project import Project
from annotate.storage import suggestions
from annotate.storage.store import FILE_NAME, Store
from tests.storage.making import add, commit, document
from tests.ui.payloads import CONTROLS, MARKUP, PAYLOADS, harm, shown
from tests.ui.running import Desk, running

ALL = " ".join(PAYLOADS)
SIZE = (200, 60)
KEYS = "down tab tab w n escape end tab w r r x u home m m M"


def toml(text: str) -> str:
    """A text as a TOML string."""
    escaped = "".join(f"\\u{ord(c):04x}" if not c.isprintable() else c for c in text)
    return '"' + escaped.replace("\\", "\\\\").replace("\\\\u", "\\u").replace('"', '\\"') + '"'


SCHEME = f"""
guidelines = {toml(ALL + "# " + MARKUP[0])}
[[labels]]
name = {toml(MARKUP[1] + "e" + chr(0x301) * 50)}
key = "q"
unit = "quotation"
help = {toml(ALL)}
[[labels]]
name = {toml(MARKUP[0])}
key = "a"
unit = "attribution"
help = {toml(MARKUP[0])}
[[labels]]
name = {toml(MARKUP[2])}
key = "["
unit = "paragraph"
[[relations]]
label = {toml(MARKUP[3])}
head = [{toml(MARKUP[0])}]
child = [{toml(MARKUP[1] + "e" + chr(0x301) * 50)}]
help = {toml(ALL)}
[keys]
previous-article = "ctrl+up"
"""


def text_of(payload: str) -> str:
    """An article that is hostile in its title, a quotation, who said it, and a paragraph."""
    return f"{payload}\n\n“{payload},” said {payload} Lee.\n\nneedle {payload}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that is hostile wherever a file can be."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "annotate.toml").write_text(SCHEME, encoding="utf-8")
    with Project.open(folder) as project:
        for n, payload in enumerate(PAYLOADS):
            known = {"title": payload, "source": payload, "url": payload, "published": payload}
            add(project.store, document(text_of(payload), f"{n} {payload}", **known))
        _label(project.store)
    return folder


def _label(store: Store) -> None:
    """Labels, notes and flags of Ana's on the first article; layers of hostile names beside it."""
    quote, said, whole = MARKUP[1] + "e" + "\u0301" * 50, MARKUP[0], MARKUP[2]
    text = text_of(PAYLOADS[0])
    spans = [
        Add(text.index("“"), text.index(" said"), quote, ALL),
        Add(text.index("said"), text.index(" Lee"), said, ALL),
        Add(0, len(PAYLOADS[0]), whole, ALL),
        Add(text.index("needle"), len(text), "gone \x1b[31m" + MARKUP[0], ALL),
    ]
    commit(store, 1, *spans)
    writer = store.value("SELECT name FROM writers ORDER BY key DESC")
    remarks = [SetNote(ALL, span) for span in (None, f"{writer}:1")]
    commit(store, 1, Relate(MARKUP[3], f"{writer}:2", f"{writer}:1"), *remarks, SetFlag(True))
    commit(store, 1, SetNote(ALL, None, 0), SetNote(ALL, None, 1))
    for payload in PAYLOADS:
        commit(store, 1, Status((0,), "done"), name=payload)
    second = text_of(PAYLOADS[1])
    found = [Suggestion(second.index("“"), second.index(" said"), quote, ALL, 0.9, "x")]
    with store.transaction():
        suggestions.put(store, 2, ALL, Suggestions(tuple(found)))


@asynccontextmanager
async def watched(folder: Path, size: tuple[int, int] = SIZE) -> AsyncIterator["Watch"]:
    async with running(folder, size=size) as desk:
        watch = Watch(desk)
        await watch.press()
        yield watch


class Watch:
    """A desk at which every step is looked at."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def press(self, *keys: str) -> None:
        """Press keys, looking after each."""
        for key in keys or ("left",):
            await self.desk.press(key)
            self.look()

    async def type(self, text: str, *keys: str) -> None:
        """Paste a text, then press keys."""
        self.desk.app.post_message(Paste(text))
        await self.desk.settle()
        self.look()
        await self.press(*keys)
        await self.desk.settle()
        self.look()

    def look(self) -> None:
        assert list(harm(self.desk.app)) == []
        assert self.desk.app.failure is None

    def sees(self, words: str) -> bool:
        """Whether words stand on the screen, blanks aside."""
        return shown(words) in " ".join(self.desk.screen.split())


async def test_articles_and_their_labels(folder: Path) -> None:
    async with watched(folder) as watch:
        await watch.press(*KEYS.split())
        for _ in PAYLOADS:
            await watch.press("right_square_bracket", "down", "q", "a", "left_square_bracket", "u")
        assert watch.sees("[[b]] \\[b] [")


async def test_what_is_said_in_the_line_below(folder: Path) -> None:
    async with watched(folder) as watch:
        await watch.press("tab", "w")
        assert watch.sees(MARKUP[0]) or watch.sees(MARKUP[2])
        await watch.press("right_square_bracket", "down", "q")
        assert watch.sees(MARKUP[1])
        await watch.press("a")
        assert watch.sees(f"{MARKUP[0]} · linked to")
        await watch.press("right_square_bracket", "u", "u", "u")
        await watch.press("down", "w", "tab", "w", "enter")


async def test_the_panel_shows_notes_and_spans(folder: Path) -> None:
    async with watched(folder) as watch:
        await watch.press("down")
        assert watch.sees("✎ ␛[2J␛[31mred")
        assert watch.sees("╰─a said")


async def test_the_list_its_filter_and_who_did_what(folder: Path) -> None:
    async with watched(folder) as watch:
        await watch.press("escape")
        for payload in (*MARKUP, *CONTROLS[:1]):
            assert watch.sees(payload[:30])
        await watch.press("down", "up", "f", "f", "o", "o", "escape", "slash")
        await watch.type(ALL, "enter", "slash")
        assert watch.sees("“␛[2J")
        await watch.press("escape", "escape", "u", "escape", "escape", "U")


async def test_help_and_guidelines(folder: Path) -> None:
    async with watched(folder) as watch:
        await watch.press("question_mark")
        assert watch.sees(MARKUP[1][:20])
        assert watch.sees(MARKUP[0])
        await watch.press("escape", "g")
        assert watch.sees("[bold red on white]loud[/]")
        await watch.press("escape", "escape", "question_mark", "escape", "g")


async def test_the_palette_offers_and_does_what_is_called_like_markup(folder: Path) -> None:
    async with watched(folder) as watch:
        await watch.press("right_square_bracket", "down", "ctrl+p")
        await watch.desk.settle()
        watch.look()
        assert watch.sees(MARKUP[0])
        await watch.press(*"nope")
        await watch.desk.settle()
        watch.look()
        await watch.press("enter")
        await watch.desk.settle()
        watch.look()
        assert len(watch.desk.spans) == 1


async def test_searching_one_article_and_all(folder: Path) -> None:
    async with watched(folder) as watch:
        await watch.press("slash")
        await watch.type(PAYLOADS[0], "enter", "n", "N", "slash", "escape", "escape")
        await watch.press("ctrl+f")
        await watch.type("needle", "enter")
        assert watch.sees(f"{len(PAYLOADS)} articles")
        await watch.press(*["down"] * (len(PAYLOADS) - 1), "enter")
        await watch.desk.settle()
        watch.look()
        await watch.press("ctrl+f")
        await watch.type(ALL, "enter", "escape")


@pytest.mark.parametrize("key", ["n", "ctrl+n", "at", "colon", "slash", "ctrl+f", "ctrl+p"])
async def test_whatever_is_pasted_into_a_line(folder: Path, key: str) -> None:
    async with watched(folder) as watch:
        await watch.press("right_square_bracket", key)
        for payload in PAYLOADS:
            await watch.type(payload)
        await watch.press("enter", "escape", "escape")


async def test_errors_that_quote_a_file(folder: Path) -> None:
    async with watched(folder) as watch:
        with Store.open(folder / FILE_NAME) as store:
            sound = store.value("SELECT paragraphs FROM texts WHERE document = 2")
            _put_paragraphs(store, "[0]")
        await watch.press("right_square_bracket")
        assert watch.sees("the document is damaged")
        await watch.press("escape", "down", "enter")
        await watch.desk.settle()
        watch.look()
        assert watch.sees("is damaged")
        with Store.open(folder / FILE_NAME) as store:
            _put_paragraphs(store, sound)


def _put_paragraphs(store: Store, paragraphs: str) -> None:
    """The second document's, whose errors name it by its hostile id."""
    with store.transaction() as connection:
        connection.execute("UPDATE texts SET paragraphs = ? WHERE document = 2", (paragraphs,))


async def test_narrow_and_in_every_theme(folder: Path) -> None:
    async with watched(folder, (40, 10)) as watch:
        for _ in range(3):
            await watch.press("ctrl+t", "down", "tab", "question_mark", "escape", "n", "escape")
        await watch.press("escape", "down", "down")


async def test_a_first_run_on_it(folder: Path) -> None:
    async with running(folder, None) as desk:
        watch = Watch(desk)
        for payload in PAYLOADS:
            await watch.type(payload)
        await watch.press("enter")
        assert "What is your name?" in desk.screen


class Careless(Screen[None]):
    """What the program would be without its care."""

    def compose(self) -> ComposeResult:
        yield Label("\x1b[31m", markup=False)
        yield Label("a\u202eb", markup=False)
        yield Label("[@click=app.bell]ring[/]")
        yield Label("[link='https://evil.example']here[/link]")


async def test_the_eye_sees_what_would_be_obeyed(folder: Path) -> None:
    async with running(folder, size=SIZE) as desk:
        await desk.app.push_screen(Careless())
        await desk.pilot.pause()
        assert [problem.split()[1] for problem in harm(desk.app)] == ["0:", "1:", "2:", "3:"]


async def test_suggesters_of_hostile_names(folder: Path) -> None:
    async with watched(folder) as watch:
        await watch.press("right_square_bracket", "down", "w", "ctrl+o")
        await watch.desk.settle()
        watch.look()
        assert watch.sees("␛[2J␛[31mred")
        await watch.press(*["down"] * 12, "space", "up", "enter", "right", "left", "escape")
        await watch.press("asterisk", "w", "asterisk", "w", "space")
