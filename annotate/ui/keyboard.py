"""Each key is acted on before the next is looked at: what is typed ahead lands where it was meant.

Textual hands a key to the screen and takes it back before its action runs; the keys behind it are
by then on their way to that screen, although the action may open a dialog or leave one. What a key
changed is drawn with it; by Textual it would be two turns of the loop later.
"""

from asyncio import Event
from collections.abc import Collection, Iterable
from time import monotonic, sleep
from typing import Any, cast

from textual import events
from textual.app import App
from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.driver import Driver
from textual.message import Message
from textual.screen import UPDATE_PERIOD, Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Input

from annotate.core.display import display


class KeyboardApp(App[None]):
    """An app whose typed screens get their keys one at a time."""

    leaving: Collection[str] = ()
    """The keys that end it, from a dialog too."""

    def get_driver_class(self) -> type[Driver]:
        """That of the platform, from whose thread a key gets here without a task of its own."""
        known = super().get_driver_class()
        return cast(type[Driver], type(known.__name__, (known,), {"send_message": _send}))

    async def on_event(self, event: events.Event) -> None:
        """Let a typed screen act on a key at once, whichever part of it has the focus."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event = events.Paste(_pasted(event.text))
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and (screen := _typed(self.screen)) is not None:
            self.app_focus = True
            await screen.take_in_turn(event)
        else:
            await super().on_event(event)

    def post_display_hook(self) -> None:
        """Let the thread that writes to the terminal do so now, not when this one rests."""
        sleep(0)


def _send(driver: Driver, message: Message) -> None:
    """To a driver: pass on what came from the terminal."""
    driver._loop.call_soon_threadsafe(driver._app.post_message, message)


class TypedScreen(Screen[ScreenResultType]):
    """A screen that is told of keys and pasted text in the order in which they were typed."""

    _acting = False
    _drawn_at = 0.0

    async def take_in_turn(self, event: events.Event) -> None:
        """Act on a key, or on text that was pasted, once the screen is there to be acted on."""
        mounted: Event = self._mounted_event  # set by Textual however the mounting ends
        await mounted.wait()
        self._acting = True
        try:
            await self.take(event)
        finally:
            self._acting = False
            self._draw()

    async def take(self, event: events.Event) -> None:
        """Act on a key, or on text that was pasted."""
        if isinstance(event, events.Key):
            await act(self.app, event.key)

    def draw(self, widget: Widget) -> None:
        """Draw what is dirty of a widget: with the key that is acted on, or else in a moment."""
        self._dirty_widgets.add(widget)
        if not self._acting:
            self.check_idle()

    def _draw(self) -> None:
        """Draw what a key has changed, unless it must be laid out, or keys come faster than frames.

        Then it is left to Textual.
        """
        if not self._dirty_widgets or not self.is_current:
            return
        now = monotonic()
        is_time = not self.app._batch_count and now - self._drawn_at >= UPDATE_PERIOD
        if is_time and self._is_laid_out:
            self._drawn_at = now
            self._on_timer_update()
        else:
            self.check_idle()

    @property
    def _is_laid_out(self) -> bool:
        """Whether all that is dirty is where it is to be."""
        waits = self._layout_required or self._scroll_required or self._recompose_required
        return not waits and self._is_placed

    @property
    def _is_placed(self) -> bool:
        """Whether Textual knows of all that is dirty where it is."""
        return self._dirty_widgets <= self._compositor.visible_widgets.keys()

    def _on_timer_update(self) -> None:
        """Lay out what has come but now, a message, say, before anything is drawn.

        Else Textual would look where it is without noticing what has moved for it, and leave that
        on the terminal as it was.
        """
        if not self._is_placed:
            self._layout_required = True
        super()._on_timer_update()


def leaves(app: App[Any], key: str) -> bool:
    """Whether a key ends the program."""
    return isinstance(app, KeyboardApp) and key in app.leaving


async def act(app: App[Any], key: str) -> None:
    """Run what a key is bound to on the screen that is shown.

    As Textual does, which for this copies all bindings there are, twice.
    """
    screen = app.screen
    chain: list[tuple[DOMNode, BindingsMap]]
    chain = [(screen, screen._bindings), (app, app._bindings)]
    if screen.focused or app._keymap:
        chain = screen._binding_chain
    modal = next((n for n, (node, _) in enumerate(chain, 1) if node.is_modal), len(chain))
    if not await _run(app, key, reversed(chain), priority=True):
        await _run(app, key, chain[:modal], priority=False)


async def _run(
    app: App[Any], key: str, chain: Iterable[tuple[DOMNode, BindingsMap]], *, priority: bool
) -> bool:
    """Run the first of what a key is bound to that can be run; whether any was."""
    for node, bindings in chain:
        for binding in bindings.key_to_bindings.get(key, ()):
            if binding.priority == priority and await app.run_action(binding.action, node):
                return True
    return False


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


def _pasted(text: str) -> str:
    """What was pasted, as a line shows it; Textual's own would show it raw.

    Terminals send a carriage return for each line's end.
    """
    return display(text.replace("\r\n", "\n").replace("\r", "\n"))


def _typed(screen: Screen[Any]) -> TypedScreen[Any] | None:
    """The screen, if it is one of those."""
    return screen if isinstance(screen, TypedScreen) else None
