"""The command palette: every key of the screen as a command to be searched for."""

from collections.abc import Awaitable, Callable
from functools import partial

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from annotate.core.display import display


class Commands(Provider):
    """Offers what the screen's bindings do; nothing is declared twice."""

    def _offers(self) -> list[tuple[str, str, str]]:
        """(what, its key and more about it, the action), as far as it can be done now."""
        offers = []
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.description and binding.action != "command_palette":
                key = self.app.get_key_display(binding)
                more = f"{key}   {binding.tooltip or binding.description}"
                offers.append((display(binding.description), display(more), binding.action))
        return list({action: offer for offer in offers for action in [offer[2]]}.values())

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for what, more, action in self._offers():
            yield DiscoveryHit(Text(what), self._run(action), text=what, help=more)

    async def search(self, query: str) -> Hits:
        """What matches best."""
        matcher = self.matcher(query)
        for what, more, action in self._offers():
            score = matcher.match(f"{what} {more}")
            if score > 0:
                yield Hit(score, Text(what), self._run(action), text=what, help=more)

    def _run(self, action: str) -> Callable[[], Awaitable[None]]:
        return partial(self.screen.run_action, action)
