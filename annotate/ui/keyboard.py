"""Each key is acted on before the next is looked at: what is typed ahead lands where it was meant.

Textual hands a key to the screen and takes it back before its action runs; the keys behind it are
by then on their way to that screen, although the action may open a dialog or leave one.
"""

from asyncio import Event
from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen, ScreenResultType
from textual.widgets import Input

from annotate.core.display import display


class KeyboardApp(App[None]):
    """An app whose typed screens get their keys one at a time."""

    async def on_event(self, event: events.Event) -> None:
        """Let a typed screen act on a key at once, whichever part of it has the focus."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event = events.Paste(display(event.text))  # Textual's own lines would show it raw
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and (screen := _typed(self.screen)) is not None:
            self.app_focus = True
            await screen.take_in_turn(event)
        else:
            await super().on_event(event)


class TypedScreen(Screen[ScreenResultType]):
    """A screen that is told of keys and pasted text in the order in which they were typed."""

    async def take_in_turn(self, event: events.Event) -> None:
        """Act on a key, or on text that was pasted, once the screen is there to be acted on."""
        mounted: Event = self._mounted_event  # set by Textual however the mounting ends
        await mounted.wait()
        await self.take(event)

    async def take(self, event: events.Event) -> None:
        """Act on a key, or on text that was pasted."""
        if isinstance(event, events.Key):
            await act(self.app, event.key)


async def act(app: App[Any], key: str) -> None:
    """Run what a key is bound to on the screen that is shown."""
    if not await app._check_bindings(key, priority=True):
        await app._check_bindings(key)


def typed(line: Input, event: events.Event) -> bool:
    """Put what was typed or pasted into a line, as it is shown; whether it was text at all."""
    text = ""
    if isinstance(event, events.Paste):
        text = event.text
    elif isinstance(event, events.Key) and event.is_printable:
        text = event.character or ""
    if text:
        line.replace(display(text), *line.selection)
    return bool(text)


def _typed(screen: Screen[Any]) -> TypedScreen[Any] | None:
    """The screen, if it is one of those."""
    return screen if isinstance(screen, TypedScreen) else None
