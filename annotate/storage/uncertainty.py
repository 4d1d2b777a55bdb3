"""How uncertain the suggestions for each document are, so that lists can be put in that order.

A cache beside the log, filled a few documents at a time off the path of the keys; it may be
dropped at any time.
"""

from collections.abc import Callable, Iterator

from annotate.core.document import Document
from annotate.core.suggestion import Suggestions
from annotate.storage import documents, suggestions
from annotate.storage.store import Store

AT_ONCE = 20
"""Documents in one transaction, so that no key waits for long."""
PUT = "INSERT OR REPLACE INTO uncertainty VALUES (?, ?, ?)"
PENDING = """SELECT d.key FROM documents d
    LEFT JOIN progress p ON p.document = d.key AND p.layer = ?
    LEFT JOIN uncertainty u ON u.document = d.key AND u.basis = ?
    WHERE d.removed IS NULL AND d.key > ? AND u.document IS NULL
        AND coalesce(p.state, 'open') = 'open' ORDER BY d.key LIMIT ?"""
UNMEASURED = """SELECT count(*) FROM documents d
    LEFT JOIN uncertainty u ON u.document = d.key AND u.basis = ?
    WHERE d.removed IS NULL AND u.document IS NULL"""
Measure = Callable[[Document, dict[str, Suggestions]], float | None]
"""From a document, and what was imported for it by suggester, to its uncertainty, if it has one."""


def pending(store: Store, basis: str) -> int:
    """How many documents were not measured on that basis."""
    number: int = store.value(UNMEASURED, basis)
    return number


def fill(
    store: Store, layer: str, basis: str, measure: Measure, wanted: Callable[[], bool]
) -> Iterator[int]:
    """Measure each document that a layer has not finished ("": each), as long as it is `wanted`.

    Yields after each transaction how many it has written. A value that was measured on another
    `basis` is measured again.
    """
    last = 0
    while keys := [key for (key,) in store.rows(PENDING, store.layer(layer), basis, last, AT_ONCE)]:
        rows = []
        for key in keys:
            if not wanted():
                return
            document = documents.get(store, key)
            value = measure(document, suggestions.of(store, document.sha256))
            rows.append((key, value, basis))
        with store.transaction() as connection:
            connection.executemany(PUT, rows)
        yield len(rows)
        last = keys[-1]
