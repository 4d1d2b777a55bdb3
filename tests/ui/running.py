"""The program as somebody at the keyboard has it: keys go in, what is on the screen comes out."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from annotate.core.annotation_set import AnnotationSet
from annotate.services.annotating.article import Article
from annotate.services.project import Project
from annotate.storage import annotations, check
from annotate.storage.store import FILE_NAME, Store
from annotate.ui.app import AnnotateApp
from annotate.ui.screens.article import ArticleScreen
from annotate.ui.teaching import Teach
from annotate.ui.widgets.article_view import ArticleView

WIDE, NARROW = (120, 40), (80, 24)


class Desk:
    """Somebody at the keyboard of a running program."""

    def __init__(self, app: AnnotateApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other: `space` and names as Textual has them."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str, *keys: str) -> None:
        """Type a text into a line, then press keys."""
        names = {" ": "space", "\t": "tab"}
        await self.press(*(names.get(c, c) for c in text), *keys)

    async def wheel(self, notches: int) -> None:
        """Turn the mouse's wheel over the article, down, or, with a negative number, up."""
        view = self.app.screen.query_one(ArticleView)
        for _ in range(abs(notches)):
            if notches > 0:
                view.on_mouse_scroll_down()
            else:
                view.on_mouse_scroll_up()
        await self.pilot.pause()

    async def settle(self) -> None:
        """Wait until no thread works on anything any more."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def screen(self) -> str:
        """Every line that is on the terminal, as text."""
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The lines on the terminal, without blanks at their ends."""
        return [line.rstrip() for line in self.raw_lines]

    @property
    def raw_lines(self) -> list[str]:
        """The characters that go to the terminal, a line each."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def at(self) -> str:
        """What follows the cursor in the open article, up to eight characters."""
        article = self.article
        place = article.cursor.selection.cursor
        return article.document.text[place : place + 8]

    @property
    def selected(self) -> str:
        """The text that is selected in the open article."""
        return self.article.document.text[slice(*self.article.cursor.selection.range)]

    @property
    def article(self) -> Article:
        """The open article."""
        assert isinstance(self.app.screen, ArticleScreen)
        return self.app.screen._article

    @property
    def spans(self) -> list[tuple[str, str]]:
        """The label and text of each of its spans."""
        text = self.article.document.text
        return [(s.label, text[s.start : s.end]) for s in self.article.content.spans]

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """Each link: its label, the texts of its head and of its child."""
        text = {
            s.id: self.article.document.text[s.start : s.end] for s in self.article.content.spans
        }
        return [(r.label, text[r.head], text[r.child]) for r in self.article.content.relations]


@asynccontextmanager
async def running(
    folder: Path,
    annotator: str | None = "ana",
    size: tuple[int, int] = NARROW,
    teach: Teach = "not",
) -> AsyncIterator[Desk]:
    """The program on a project; when it is left the file is sound."""
    with Project.open(folder) as project:
        app = AnnotateApp(project, annotator, teach=teach)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Desk(app, pilot)
        app.leave()
        assert list(check.check(project.store)) == []


def listed(line: str) -> str:
    """The first word of the title in a line of the list of articles, or nothing."""
    found = re.search(r"^[▸ ] [✓–·] ?━* *\d+/\d+\W+(\S+)", line)
    return found[1] if found else ""


def row(desk: Desk, words: str) -> str:
    """The first line that holds some words, blanks as one."""
    return next(" ".join(line.split()) for line in desk.lines if words in line)


def stored(folder: Path, name: str = "ana", key: int = 1) -> AnnotationSet:
    """What the file holds of somebody's labels, as another program reads it."""
    with Store.open(folder / FILE_NAME) as store:
        return annotations.read(store, key, name)
