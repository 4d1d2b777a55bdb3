"""Two paragraphs that annotators labelled, and the report of it."""

from collections.abc import Callable
from typing import Any

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.measuring.measure import measure
from annotate.services.measuring.report import Agreement
from annotate.storage.finished import Choice
from annotate.storage.store import Store

TEXT = "“No,” said Ana Ruiz.\n\nThe captain was suspended on Monday."
QUOTE = {"start": 0, "end": 5, "label": "quote", "id": "q"}
SAID = {"start": 6, "end": 19, "label": "attribution", "id": "a"}
LINK = {"label": "attributes", "head": "a", "child": "q"}
Take = Callable[..., None]


def text(number: int) -> str:
    return f"{TEXT} {number}"


def measured(store: Store, choice: Choice | None = None, **how: Any) -> Agreement:
    return measure(store, how.pop("scheme", DEFAULT_SCHEME), choice or Choice(), **how).agreement
