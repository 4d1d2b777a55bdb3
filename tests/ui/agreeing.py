"""A reviewer at the figures of agreement, over articles that annotators finished."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from annotate.services.project import Project
from annotate.storage import documents
from tests.ui.adjudicating import adjudicating, finish
from tests.ui.running import Desk

TALL = (120, 80)
LOT = "0"
"""By which ana is P1, ben P2 and eve P3."""


def reviewed(folder: Path, **said: list[list[tuple[str, str]]]) -> Path:
    """The project's articles, finished by each annotator with what they say of each."""
    with Project.open(folder) as project:
        for name, articles in said.items():
            for key, labels in enumerate(articles, 1):
                finish(project.store, key, documents.get(project.store, key).text, name, *labels)
    return folder


@asynccontextmanager
async def figures(folder: Path, size: tuple[int, int] = TALL) -> AsyncIterator[Desk]:
    """The screen, once everything is measured."""
    async with adjudicating(folder, size=size) as desk:
        await pressed(desk, "ctrl+a")
        yield desk


async def pressed(desk: Desk, *keys: str) -> None:
    """Press keys, and wait for what is read after each."""
    for key in keys:
        await desk.press(key)
        await desk.settle()
