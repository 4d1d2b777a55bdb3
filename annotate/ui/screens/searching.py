"""Words that are looked for in the article that is shown: asked for, marked, gone to one by one."""

from functools import partial

from annotate.core.errors import GestureError
from annotate.services.annotating.finding import Find, find, find_each
from annotate.ui.dialogs.ask import Ask
from annotate.ui.screens.article import ArticleScreen


class SearchingScreen(ArticleScreen):
    """An article in which that can be done."""

    @property
    def sought(self) -> str:
        """The words that are looked for; "" for none."""
        return self._sought

    def on_mount(self) -> None:
        """Go to what a search in all articles found here."""
        if self._sought:
            self._do(partial(self.seek, self._sought, find_each))

    def action_search(self) -> None:
        """Look for words in this article."""

        def take(words: str) -> None:
            self._do(partial(self.seek, words.strip()))

        self.app.push_screen(Ask("Search in this article", take, self._sought, afresh=True))

    def seek(self, words: str, search: Find = find) -> str:
        """Show where words stand, and go to the first place from here on."""
        self._sought, self._matches = words, search(self._article.document.text, words)
        self._view.open(self._article, self._palette, self._matches)
        return self._match(0) if words else ""

    def _match(self, step: int) -> str:
        """Go to the next match, the one before, or with 0 the first from here on; going round."""
        if not self._matches:
            raise GestureError("not in this article", hint="{search-project} looks in all")
        here = self._article.cursor.selection.start
        number = sum(start < here for start, _ in self._matches)
        at_one = number < len(self._matches) and self._matches[number][0] == here
        number += step if step < 0 or at_one else 0
        number %= len(self._matches)
        self._article.cursor.to(self._matches[number][0])
        return f"match {number + 1} of {len(self._matches)}"
