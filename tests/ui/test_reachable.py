"""Every function has a key, stands in the palette with it, and in the help: on every screen."""

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.binding import Binding

from annotate.ui.keyboard import TypedScreen
from annotate.ui.screens.keyed import KeyedScreen
from annotate.ui.screens.reading import Reading
from tests.ui.adjudicating import QUOTES, SAID, adjudicating
from tests.ui.agreeing import reviewed
from tests.ui.running import Desk, running

TALL = (160, 160)
WAYS: dict[str, tuple[Callable[..., AbstractAsyncContextManager[Desk]], str]] = {
    "annotate": (running, ""),
    "documents": (running, "escape"),
    "help": (running, "question_mark"),
    "guidelines": (running, "g"),
    "tutorial": (running, "f2"),
    "adjudicate": (adjudicating, ""),
    "queue": (adjudicating, "escape"),
    "agreement": (adjudicating, "ctrl+a"),
}
"""How each screen is come to."""
KEYED = [name for name in WAYS if name not in ("help", "guidelines")]


def own(screen: object) -> Iterator[Binding]:
    """What the classes of this package bind on a screen, as far as it can be done there."""
    assert isinstance(screen, TypedScreen)
    ours = screen.in_force if isinstance(screen, KeyedScreen) else Reading.BINDINGS
    active = {a.binding.action for a in screen.active_bindings.values() if a.enabled}
    yield from (b for b in ours if isinstance(b, Binding) and b.action in active)


@pytest.fixture
def shared(folder: Path) -> Path:
    """A project of which two have finished an article."""
    return reviewed(folder, ana=[[*QUOTES, SAID], []], ben=[[QUOTES[0]], []])


@pytest.mark.parametrize("name", WAYS)
async def test_the_palette_has_everything_that_a_key_does(shared: Path, name: str) -> None:
    opened, keys = WAYS[name]
    async with opened(shared, size=TALL) as desk:
        await desk.press(*keys.split())
        bound = list(own(desk.app.screen))
        assert len(bound) > 3
        await desk.press("ctrl+p")
        await desk.settle()
        lines = [line.strip() for line in desk.lines]
        missing = [b.action for b in bound if not any(offers(desk, b, line) for line in lines)]
        assert missing == []


def offers(desk: Desk, binding: Binding, line: str) -> bool:
    """Whether a line of the palette is a binding's: one of its keys, and what it does."""
    keys = (desk.app.get_key_display(Binding(key, "")) for key in binding.key.split(","))
    said = (f"{key}  {binding.description}" for key in keys)
    return any(line == one or line.startswith(f"{one}: ") for one in said)


@pytest.mark.parametrize("name", KEYED)
async def test_the_help_has_it_too(shared: Path, name: str) -> None:
    opened, keys = WAYS[name]
    async with opened(shared, size=TALL) as desk:
        await desk.press(*keys.split())
        bound = list(own(desk.app.screen))
        await desk.press("question_mark")
        lines = [f"{line.strip()} " for line in desk.lines]
        shown = [desk.app.get_key_display(Binding(b.key.split(",")[0], "")) for b in bound]
        for binding, key in zip(bound, shown, strict=True):
            said = (line for line in lines if line.startswith(f"{key} "))
            assert any(f" {binding.description} " in line for line in said), binding
