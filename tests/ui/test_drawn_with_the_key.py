"""What a key changes is drawn with it, not two turns of Textual's loop later."""

from asyncio import sleep
from itertools import count
from pathlib import Path

import pytest
from textual._compositor import CompositorUpdate
from textual.events import Key
from textual.screen import UPDATE_PERIOD

from annotate.ui import keyboard
from annotate.ui.app import AnnotateApp
from tests.ui.running import WIDE, running


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """A list that grows with each frame that is sent to the terminal."""
    sent: list[None] = []
    monkeypatch.setattr(AnnotateApp, "post_display_hook", lambda _: sent.append(None))
    return sent


@pytest.mark.parametrize("key", ["q", "right", "down", "u"])
async def test_a_frame_is_sent_before_the_next_key_is_looked_at(
    folder: Path, frames: list[None], key: str
) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("down")
        frames.clear()
        await desk.app.on_event(Key(key, None))
        assert len(frames) == 1
        await desk.pilot.pause()
        assert len(frames) == 1


async def test_keys_that_come_faster_than_frames_share_one(
    folder: Path, frames: list[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = count(1_000.0, UPDATE_PERIOD / 4)
    async with running(folder, size=WIDE) as desk:
        monkeypatch.setattr(keyboard, "monotonic", lambda: next(moments))
        frames.clear()
        for _ in range(4):
            await desk.app.on_event(Key("right", None))
        assert len(frames) == 1
        await desk.pilot.pause()
        assert len(frames) == 2


async def test_a_message_that_moves_for_another_is_drawn_where_it_is_then(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(folder, size=WIDE) as desk:
        sent: list[str] = []

        def display(app: AnnotateApp, _: object, update: CompositorUpdate | None) -> None:
            sent.append(update.render_segments(app.console) if update else "")

        screen = desk.app.screen
        desk.app.notify("first")
        await desk.pilot.pause()
        assert "first" in desk.screen
        monkeypatch.setattr(AnnotateApp, "_display", display)
        desk.app.notify("second")
        while screen._dirty_widgets <= screen._compositor.visible_widgets.keys():
            await sleep(0)
        screen._layout_required = False  # that it is to be laid out may be told after it is dirty
        screen._on_timer_update()
        assert screen._compositor.full_map  # as whatever asks where a widget is
        screen._layout_required = True
        screen.check_idle()
        await desk.pilot.pause()
        assert "second" in "".join(sent)
        assert "first" in "".join(sent)
