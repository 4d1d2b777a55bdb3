"""The family of suggesters: one a file, each with `suggest`, run in this order.

A new one is a new file, and one line in SUGGESTERS.
"""

from collections.abc import Container, Mapping

from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.renaming import suggested_in_present_names as renamed
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
RULES: dict[str, str] = {
    quotations.NAME: "quote",
    attributions.NAME: "attribution",
    captions.NAME: "caption",
    advertisements.NAME: "ad",
    body.NAME: "body",
}
"""The members that propose what the default scheme calls so; the others know the project's names,
but for `links`, which ties what is called as there."""


DEAF = frozenset((quotations.NAME, attributions.NAME, captions.NAME, advertisements.NAME))
"""The members that need not hear what others proposed before them."""


def get_suggester(name: str) -> Suggester:
    """The suggester of that name. Raises InputError that lists the names there are."""
    if name not in SUGGESTERS:
        raise InputError(f"unknown suggester {name!r}", hint=f"known: {', '.join(SUGGESTERS)}")
    return SUGGESTERS[name]


def suggest(
    document: Document,
    *,
    off: Container[str] = (),
    members: Mapping[str, Suggester] = SUGGESTERS,
    names: Mapping[str, str] = {},
) -> Suggestions:
    """What all members propose but those that are `off`.

    A project's own `members` know what those of SUGGESTERS do not: its decisions, its model.
    `names` leads from the rules' names of labels to those that its scheme has instead.
    """
    found, since = NONE, list[Suggestions]()
    for name, suggester in members.items():
        if name not in off:
            if since and name not in DEAF:
                found, since = merged(found, *since), []
            by_rules = names if name in RULES or name == links.NAME else {}
            said = _asked(suggester, document, found, by_rules)
            since += [said] if said != NONE else []
    return merged(found, *since) if since else found


def _asked(
    suggester: Suggester, document: Document, before: Suggestions, names: Mapping[str, str]
) -> Suggestions:
    """What one member proposes; it hears and speaks of labels by other `names`."""
    if not names:
        return suggester(document, before)
    own = {name: rule for rule, name in reversed([*names.items()])}
    return renamed(suggester(document, renamed(before, own)), names)
