"""The command palette: every key of the screen as a command to be searched for."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from rich.text import Text
from textual import events
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from annotate.core.display import display
from annotate.ui.keyboard import leaves

Run = Callable[[], Awaitable[None]]
KEY = len("shift+tab")
"""Cells of the longest key that the program has by itself."""


class Commands(Provider):
    """Offers what the screen's bindings do; nothing is declared twice."""

    def _offers(self) -> Iterator[tuple[str, str, Run]]:
        """(what as it is shown, its key, how it is run), as far as it can be done now."""
        seen = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip and binding.action not in seen:
                seen.add(binding.action)
                run = partial(self._run, binding.action)
                more = "" if binding.tooltip == binding.description else f": {binding.tooltip}"
                yield display(binding.description + more), self.app.get_key_display(binding), run

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for what, key, run in self._offers():
            yield DiscoveryHit(self._shown(what, key), run, text=what)

    async def search(self, query: str) -> Hits:
        """What matches best."""
        matcher = self.matcher(query)
        for what, key, run in self._offers():
            if (score := matcher.match(what)) > 0:
                yield Hit(score, self._shown(what, key), run, text=what)

    async def _run(self, action: str) -> None:
        """Do what was chosen, unless a key that was typed meanwhile has left the screen."""
        if self.screen.is_current:
            await self.screen.run_action(action)

    def _shown(self, what: str, key: str) -> Text:
        """A command's key and what it does; never markup, whatever a scheme calls its labels.

        The keys stand below each other, as in the help: where a line goes on in the next one,
        and beside names that end with an arrow, they would be looked for in vain at its end.
        """
        return Text(f"{display(key):>{KEY}}  ").append(what, style="not bold")


class Offered(CommandPalette):
    """Textual's palette, but for what ends it: paging through a list that has no room at all.

    And but for its picture, for which many terminals have no letter.
    """

    DEFAULT_CSS = """
    Offered SearchIcon {
        display: none;
    }
    Offered.-low > Vertical {
        margin-top: 0;
    }
    """

    async def on_key(self, event: events.Key) -> None:
        """The key that ends the program does so here too."""
        if leaves(self.app, event.key):
            event.stop()
            await self.app.action_quit()

    def _watch__list_visible(self) -> None:
        if self.query(CommandList):  # else the program has ended while the search went on
            super()._watch__list_visible()

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
