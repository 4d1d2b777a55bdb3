"""How many gestures somebody made by hand today: counted as they are made, so no key waits."""

import time
from collections.abc import Sequence

from annotate.core.operations import Body, Redo, Undo
from annotate.storage import gestures
from annotate.storage.gestures import Undoable
from annotate.storage.store import Store


class Today:
    """The gestures since midnight that still stand, in all articles, on all devices."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._store, self._annotator = store, annotator
        self._day, self._number = -1, 0

    @property
    def number(self) -> int:
        """How many there are; looked up only where a new day has begun."""
        if self._day != time.localtime().tm_yday:
            self.recount()
        return self._number

    def recount(self) -> None:
        """Look it up: other programs may have made some, too."""
        self._day = time.localtime().tm_yday
        self._number = gestures.since(self._store, self._annotator, _midnight())

    def made(self, bodies: Sequence[Body]) -> None:
        """One more was made, unless it only marks another."""
        self._number += not any(isinstance(body, Undo | Redo) for body in bodies)

    def marked(self, gesture: Undoable, kind: type[Undo | Redo]) -> None:
        """One of today's stands no longer, or again."""
        if gesture.by_hand and gesture.at >= _midnight():
            self._number += 1 if kind is Redo else -1


def _midnight() -> int:
    """When this day began, in ms since 1970."""
    now = time.localtime()
    return round(time.mktime((*now[:3], 0, 0, 0, *now[6:8], -1)) * 1000)
