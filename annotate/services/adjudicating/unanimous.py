"""Taking what all agree on in every article at once, without anybody looking."""

from collections.abc import Callable

from msgspec import Struct

from annotate.core.scheme import Scheme
from annotate.services.adjudicating import taking
from annotate.services.adjudicating.reviewing import Reviewing
from annotate.storage import positions
from annotate.storage.positions import Position
from annotate.storage.store import Store

Progress = Callable[[int, int], None]


class Unanimous(Struct):
    """What was taken, over `documents` that two or more finished and that were not settled.

    `settled` counts those in which nothing differs; `conflicts` what is left to a reviewer.
    """

    documents: int = 0
    settled: int = 0
    spans: int = 0
    links: int = 0
    conflicts: int = 0


def take_all_agreed(
    store: Store, scheme: Scheme, reviewer: str, progress: Progress | None = None
) -> Unanimous:
    """Take it into the reviewer's gold layer, a gesture an article; again it changes nothing.

    Nobody went anywhere: the reviewer goes on where they stopped, or begins with the first.
    """
    session, found = Reviewing(store, scheme, reviewer), Unanimous()
    stopped = positions.latest(store, session.annotator)
    for number, shared in enumerate(session.queue, 1):
        if not session.is_settled(shared.key):
            _take(session, shared.key, found)
        if progress:
            progress(number, len(session.queue))
    if session.queue:
        first = Position(session.queue[0].key, 0, 0)
        positions.put(store, session.annotator, stopped or first)
    return found


def _take(session: Reviewing, key: int, found: Unanimous) -> None:
    case = session.look_at(key)
    before = case.content
    taking.take_agreed(case)
    found.documents += 1
    found.settled += case.is_settled
    found.spans += len(case.content.spans) - len(before.spans)
    found.links += len(case.content.relations) - len(before.relations)
    found.conflicts += len(case.standing.open)
