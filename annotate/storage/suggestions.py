"""Suggestions that were made elsewhere and imported: per document, whole, by suggester."""

import msgspec

from annotate.core.errors import IntegrityError
from annotate.core.suggestion import Suggestions
from annotate.storage.failures import DAMAGED
from annotate.storage.store import Store

PUT = """INSERT INTO suggestions VALUES (?, ?, ?)
    ON CONFLICT (document, suggester) DO UPDATE SET found = excluded.found
    WHERE found <> excluded.found"""
OF = """SELECT s.suggester, s.found FROM suggestions s JOIN documents d ON d.key = s.document
    WHERE d.sha256 = ? ORDER BY s.suggester"""
_decode = msgspec.json.Decoder(Suggestions).decode


def put(store: Store, key: int, suggester: str, found: Suggestions) -> bool:
    """Let this be what a suggester proposes of a document; inside a transaction.

    Whether that is not what it was already.
    """
    row = (key, suggester, msgspec.json.encode(found).decode())
    if not store.connection.execute(PUT, row).rowcount:
        return False
    store.connection.execute("DELETE FROM uncertainty WHERE document = ?", (key,))
    return True


def of(store: Store, sha256: str) -> dict[str, Suggestions]:
    """What was imported for the document with that text, by suggester.

    Raises IntegrityError where it is damaged.
    """
    return {name: _read(name, found) for name, found in store.rows(OF, sha256)}


def _read(suggester: str, found: str) -> Suggestions:
    try:
        return _decode(found)
    except msgspec.DecodeError as error:
        what = f"the suggestions of {suggester} are damaged ({error})"
        raise IntegrityError(what, hint=DAMAGED) from error


def suggesters(store: Store) -> list[str]:
    """The names of all from elsewhere that ever proposed anything."""
    rows = store.rows("SELECT DISTINCT suggester FROM suggestions ORDER BY suggester")
    return [name for (name,) in rows]
