"""Asking for second passes: a share of what somebody finished some time ago, drawn by lot."""

from collections.abc import Sequence

from annotate.core.errors import ProjectError
from annotate.core.layers import again
from annotate.core.listing import listed
from annotate.core.lot import drawn
from annotate.services import person
from annotate.services.assigning import Given
from annotate.storage import assignments, repeats
from annotate.storage.assignments import Place
from annotate.storage.finished import Choice, layers
from annotate.storage.store import Store

NAME = "second pass"


def repeat(
    store: Store, people: Sequence[str], share: float, *, days: int = 0, seed: int = 0
) -> Given:
    """Ask people to label a share (0 to 1) of what they finished `days` ago or more once again.

    Without `people`, everybody who has finished anything. Raises ProjectError for somebody who has
    not, and where there is nothing to be labelled again.
    """
    there = [*layers(store, Choice()).values()]
    names = [_checked(name, there) for name in people] or there
    places: list[Place] = []
    for name in dict.fromkeys(names):
        found = [
            (lot, key)
            for key, text in repeats.candidates(store, name, days)
            if (lot := drawn(seed, again(name), text)) < share
        ]
        # by lot, so that the order is another than the first time
        for _, key in sorted(found):
            places.append(Place(len(places), key, 0, again(name)))
    if not places:
        hint = "take a greater --repeat, or fewer days --after"
        raise ProjectError("nothing to be labelled a second time", hint=hint)
    batch = assignments.unused_name(store, NAME)
    assignments.put(store, batch, [again(name) for name in names], None, places)
    return Given(batch, len({place.document for place in places}), len(places))


def _checked(name: str, there: Sequence[str]) -> str:
    """A name of somebody who has finished anything."""
    if (name := person.checked(name)) not in there:
        raise ProjectError("nobody of that name has finished an article", name, listed(there))
    return name
