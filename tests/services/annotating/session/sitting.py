"""Somebody who sits down to the articles of a project."""

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.annotating.session import Session
from annotate.storage.store import Store


def sit_down(store: Store, name: str = "ana") -> Session:
    return Session(store, DEFAULT_SCHEME, name)
