"""Articles with known gold, and annotators who make something of them."""

from annotate.core.annotation_set import AnnotationSet
from annotate.core.operations import Settle
from annotate.storage import adjudication, documents
from annotate.storage.store import Store
from tests.services.adjudicating.making import LONG, NEVER, NO, SHORT, Said, version
from tests.storage.making import add, commit, document, put

TEXT = "“No,” said Ana Ruiz, a nurse. “Never.”\n\nThe captain left on Monday.\n\nThe end"
GOLD = (NO, SHORT, NEVER)
OTHERWISE = (NO, LONG)


def text(number: int) -> str:
    return f"{TEXT} {number}."


def said(number: int, *what: Said) -> AnnotationSet:
    return version(*what, text=text(number))


def settle(store: Store, number: int, *what: Said, reviewer: str = "eva") -> int:
    """The article of that number, which ben and cem finished and a reviewer settled so."""
    [key] = add(store, document(text(number), f"k/{number}"))
    for name in ("ben", "cem"):
        put(store, key, said(number, *what), name)
    put(store, key, said(number, *what), f"gold/{reviewer}")
    versions = tuple(c.digest() for c in adjudication.finished(store, key).values())
    commit(store, key, Settle(versions), name=f"gold/{reviewer}")
    return key


def id_of(store: Store, key: int) -> str:
    return documents.get(store, key).id
