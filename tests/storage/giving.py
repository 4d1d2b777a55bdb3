"""Documents that are given to people, who finish them."""

import pytest

from annotate.core.operations import Status
from annotate.storage import assignments, documents, queue
from annotate.storage.assignments import Place
from annotate.storage.queue import Filter
from annotate.storage.store import Store
from tests.storage.making import commit

DAY = 24 * 3600 * 1000
OWN = Filter(order="assigned", own=True)


class Clock:
    """The time that the storage sees."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.time = 1_000_000
        monkeypatch.setattr(assignments, "now", lambda: self.time)


def give(store: Store, keys: list[int], overlap: int, name: str = "one", **how: object) -> None:
    places = [Place(r, key, p) for r, key in enumerate(keys) for p in range(overlap)]
    people, lease = how.get("people", ()), how.get("lease", DAY)
    assignments.put(store, name, people, lease, places)  # type: ignore[arg-type]  # as given


def finish(store: Store, key: int, name: str, state: str = "done") -> None:
    number = len(documents.get(store, key).paragraphs)
    commit(store, key, Status(tuple(range(number)), state), name=name)  # type: ignore[arg-type]  # as given


def own(store: Store, name: str) -> list[int]:
    return [entry.key for entry in queue.page(store, name, OWN, 0, 99)]
