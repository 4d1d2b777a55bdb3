"""The family of suggesters: one a file, each with `suggest`, run in this order.

A new one is a new file, and one line in SUGGESTERS.
"""

from collections.abc import Container, Mapping

from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.suggestion import NONE, Suggestions, merged
from annotate.suggesters import (
    advertisements,
    attributions,
    body,
    captions,
    learned,
    links,
    quotations,
    seen,
)
from annotate.suggesters.base import Suggester

SUGGESTERS: dict[str, Suggester] = {
    quotations.NAME: quotations.suggest,
    attributions.NAME: attributions.suggest,
    captions.NAME: captions.suggest,
    advertisements.NAME: advertisements.suggest,
    body.NAME: body.suggest,
    learned.NAME: learned.suggest,  # after the rules: it knows some of their answers better
    seen.NAME: seen.suggest,
    links.NAME: links.suggest,  # last: it ties what the others found
}


def get_suggester(name: str) -> Suggester:
    """The suggester of that name. Raises InputError that lists the names there are."""
    if name not in SUGGESTERS:
        raise InputError(f"unknown suggester {name!r}", hint=f"known: {', '.join(SUGGESTERS)}")
    return SUGGESTERS[name]


def suggest(
    document: Document, *, off: Container[str] = (), members: Mapping[str, Suggester] = SUGGESTERS
) -> Suggestions:
    """What all members propose but those that are `off`.

    A project's own `members` know what those of SUGGESTERS do not: its decisions, its model.
    """
    found = NONE
    for name, suggester in members.items():
        if name not in off:
            found = merged(found, suggester(document, found))
    return found
