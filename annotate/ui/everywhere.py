"""What every screen has a key for: all that can be done, help, guidelines, words in any article."""

from collections.abc import Iterable, Iterator

from textual.binding import Binding

from annotate.ui.commands import Commands, Offered
from annotate.ui.dialogs.search_all import Hit, SearchAll
from annotate.ui.project_app import ProjectApp
from annotate.ui.screens.keyed import KeyedScreen
from annotate.ui.screens.reading import Reading, guidelines_page, help_page
from annotate.ui.screens.searching import SearchingScreen


class EverywhereApp(ProjectApp):
    """An app in which that is shown, over the screen that is there."""

    COMMANDS = {Commands}
    BINDINGS = [
        # in the place of Textual's own, which no remapping could take these keys from
        Binding("ctrl+q", "quit", "quit", show=False),
        Binding("ctrl+p", "command_palette", "commands", show=False),
    ]

    def action_command_palette(self) -> None:
        """Everything that can be done on the screen that is shown."""
        if not isinstance(self.screen, Offered):
            self.push_screen(Offered())

    def action_help_quit(self) -> None:
        """Ctrl+C copies what is chosen in a line: whoever meant to leave is told how."""
        keys = " or ".join(self.get_key_display(Binding(key, "")) for key in self.keys_for("quit"))
        self.clear_notifications()
        self.notify(f"{keys} leaves; everything is saved already.", markup=False)

    def action_show_help(self) -> None:
        """Every key of the screen that is shown."""
        here = self.screen.in_force if isinstance(self.screen, KeyedScreen) else ()
        self.push_screen(
            Reading(help_page(self._rows(here or self._screens[self.SCREENS_SHOWN[0]])))
        )

    def _rows(self, bindings: Iterable[Binding]) -> Iterator[tuple[str, str, str]]:
        """(keys, what they do, more about it) for each of some bindings."""
        for binding in bindings:
            yield "  ".join(self.shown(binding)), binding.description, binding.tooltip

    def action_show_guidelines(self) -> None:
        """What the labels are for."""
        project = self._project
        page = guidelines_page(project.scheme, project.guidelines(), project.no_guidelines())
        self.push_screen(Reading(page))

    def action_search_project(self) -> None:
        """Look for words in every article, and open one that has them."""

        def take(hit: Hit | None) -> None:
            if hit:
                self.action_open_document(hit.key, hit.words)

        here = self.screen
        words = here.sought if isinstance(here, SearchingScreen) else ""
        self.push_screen(SearchAll(self._project.store.path, words), take)
