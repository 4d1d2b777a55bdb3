"""An article in one line that never ends: a key takes no longer than where the line is short.

Counted is what is run, not how long it takes.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotate.core import operations as ops
from annotate.services.project import Project
from annotate.services.project import init as new_project
from tests.steps import steps
from tests.storage.making import add, commit, document
from tests.ui.running import Desk, running

SAID = "The mayor said “we will widen it” and left, according to Quill. "
MARKS = '" '
QUOTE = re.compile("“[^”]*”")
SHORT, LONG = 300, 2_400


@asynccontextmanager
async def reading(folder: Path, text: str, *, bare: bool = False) -> AsyncIterator[Desk]:
    """The program on an article, once all that can be suggested is; on a `bare` one, nothing is.

    There are no labels either.
    """
    new_project(folder, "Harbour")
    with (folder / "annotate.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[suggestions]\nwithout = {bare:.1f}\n")
    with Project.open(folder) as project:
        (key,) = add(project.store, document(f"Headline\n\n{text}"))
        at = len("Headline\n\n")
        quotes = [(at + m.start(), at + m.end()) for m in QUOTE.finditer(text)][::2]
        if quotes and not bare:
            commit(project.store, key, *(ops.Add(*place, "quote") for place in quotes))
    async with running(folder) as desk:
        await desk.press("down")
        await desk.settle()
        yield desk


async def lines_run(desk: Desk, key: str) -> int:
    """How many lines of Python are run for a key, each turn of a loop counted."""
    with steps() as ran:
        await desk.press(key)
    return ran.number


async def lines_of(folder: Path, text: str, keys: str, *, bare: bool = False) -> list[int]:
    async with reading(folder, text, bare=bare) as desk:
        return [await lines_run(desk, key) for key in keys.split()]


@pytest.mark.parametrize("text", [SAID, MARKS], ids=["quotations", "marks"])
async def test_the_work_of_a_key_grows_no_faster_than_the_paragraph(
    text: str, tmp_path: Path
) -> None:
    keys = "right shift+right q u left q u a u tab c x u X u enter right q a r u u"
    short = await lines_of(tmp_path / "short", text * SHORT, keys)
    long = await lines_of(tmp_path / "long", text * LONG, keys)

    growth = {k: b / a for k, a, b in zip(keys.split(), short, long, strict=True)}
    assert max(growth.values()) < LONG / SHORT * 1.3, growth


async def test_the_selection_grows_by_what_is_near_however_long_the_paragraph(
    tmp_path: Path,
) -> None:
    keys = "right e e e e e E"
    short = await lines_of(tmp_path / "short", SAID * SHORT, keys)
    long = await lines_of(tmp_path / "long", SAID * LONG, keys)

    growth = [b / a for a, b in zip(short, long, strict=True)]
    assert max(growth) < 2, growth


@pytest.mark.parametrize("text", [SAID, MARKS], ids=["quotations", "marks"])
async def test_a_label_takes_what_is_near_however_long_the_paragraph_where_nothing_is_suggested(
    text: str, tmp_path: Path
) -> None:
    keys, times = "a q b a u u u", 60_000 // len(text)
    short = await lines_of(tmp_path / "short", text * times, keys, bare=True)
    long = await lines_of(tmp_path / "long", text * times * 3, keys, bare=True)

    growth = [b / a for a, b in zip(short, long, strict=True)]
    assert max(growth) < 1.3, growth
