"""What all dialogs have in common: they lie over a screen, and can end the program."""

from textual import events
from textual.screen import ModalScreen, ScreenResultType

from annotate.ui.keyboard import TypedScreen, leaves


class Dialog(ModalScreen[ScreenResultType], TypedScreen[ScreenResultType]):
    """Something that is asked; the screen below has no keys meanwhile."""

    CSS_PATH = "dialog.tcss"

    async def take(self, event: events.Event) -> None:
        """The key that ends the program does so here too: what was typed is left as by Esc."""
        if isinstance(event, events.Key) and leaves(self.app, event.key):
            await self.app.action_quit()
        else:
            await super().take(event)
