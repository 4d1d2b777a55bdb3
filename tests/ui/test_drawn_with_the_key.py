"""What a key changes is drawn with it, not two turns of Textual's loop later."""

from itertools import count
from pathlib import Path

import pytest
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
