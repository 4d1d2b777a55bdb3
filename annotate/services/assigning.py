"""Giving out documents: who is to label which, so many each, without waiting for anybody."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Literal

from msgspec import Struct

from annotate.core.errors import ProjectError
from annotate.core.lot import drawn
from annotate.core.scheme import Scheme
from annotate.services import person
from annotate.services.asked_names import check_sources_asked
from annotate.storage import assignments
from annotate.storage.assignments import Candidate, Place, candidates
from annotate.storage.finished import Choice
from annotate.storage.store import Store

DAY = 24 * 3600 * 1000
LONGEST = 60
"""Characters of a batch's name."""
Order = Literal["import", "random", "uncertain", "differing"]


class Wish(Struct, frozen=True):
    """Which documents are to be given out, to how many people each, and to whom.

    `count` or `share` (0 to 1, drawn by the hash of the text) of those of some `sources`; without
    `again` only those that no batch has yet. `people` may take them, anybody if none is named; in
    a calibration set each of them has every document, for good. `lease` is in days; without one a
    place that was taken is kept.
    """

    overlap: int = 1
    count: int | None = None
    share: float = 1.0
    sources: tuple[str, ...] = ()
    order: Order = "import"
    seed: int = 0
    people: tuple[str, ...] = ()
    calibration: bool = False
    again: bool = False
    lease: int | None = 7
    name: str = ""


class Given(Struct, frozen=True):
    """What was given out: the batch, its documents and the places on them."""

    batch: str
    documents: int
    places: int


def give(store: Store, scheme: Scheme, wish: Wish) -> Given:
    """Make a batch of what is wished for.

    A document that some have finished already has so many places fewer. Raises ProjectError where
    nothing is left to give, for a name that is taken, or a calibration set for nobody, InputError
    for a source that no article is from.
    """
    people = tuple(dict.fromkeys(map(person.checked, wish.people)))
    if wish.calibration and not people:
        raise ProjectError("a calibration set for nobody", hint="name who is to label it")
    if people and wish.overlap > len(people):
        what = f"{wish.overlap} annotators a document, and only {len(people)} named"
        raise ProjectError(what, hint="name more, or lower --overlap")
    check_sources_asked(store, wish.sources)
    name = _name(store, wish.name)
    chosen = _chosen(store, scheme, wish)
    wanted = people if wish.calibration else None
    offered = (each for each in chosen if _missing(each, wish.overlap, wanted))
    documents = list(islice(offered, wish.count))
    if not documents:
        raise ProjectError("nothing to give out", hint="name other sources, or say --again")
    places = list(_places(documents, wish.overlap, wanted))
    lease = None if wish.lease is None or wish.calibration else wish.lease * DAY
    assignments.put(store, name, people, lease, places)
    return Given(name, len(documents), len(places))


def _name(store: Store, wished: str) -> str:
    if not wished:
        return assignments.unused_name(store, "batch")
    if len(wished) > LONGEST or not wished.isprintable() or not wished.strip():
        raise ProjectError("no name for a batch", repr(wished[:LONGEST]), "use 1 to 60 letters")
    if wished in assignments.names(store):
        raise ProjectError("there is a batch of that name", wished, "give another one")
    return wished


def _chosen(store: Store, scheme: Scheme, wish: Wish) -> list[Candidate]:
    """The documents wished for, in their order."""
    found = [
        each
        for each in candidates(store, again=wish.again)
        if (not wish.sources or each.source in wish.sources)
        and drawn(wish.seed, each.sha256) < wish.share
    ]
    if wish.order == "random":
        found.sort(key=lambda each: drawn(wish.seed, each.sha256))
    elif wish.order == "uncertain":
        found.sort(key=lambda each: -each.uncertainty)
    elif wish.order == "differing":
        differing = _differing(store, scheme)
        found = [each for each in found if each.id in differing]
        found.sort(key=lambda each: -differing[each.id])
    return found


def _differing(store: Store, scheme: Scheme) -> dict[str, float]:
    """By id, in how many characters the annotators of a document differ, where they do."""
    from annotate.services.measuring.measure import measure  # with numpy, for this order alone

    found = measure(store, scheme, Choice()).agreement.by_document
    return {each.id: each.disagreement for each in found if each.disagreement}


def _missing(each: Candidate, overlap: int, people: Sequence[str] | None) -> list[str | None]:
    """For whom a document still needs a place; None stands for anybody."""
    if people is None:
        return [None] * (overlap - len(each.finished))
    return [name for name in people if name not in each.finished]


def _places(
    documents: Collection[Candidate], overlap: int, people: Sequence[str] | None
) -> Iterator[Place]:
    for rank, each in enumerate(documents):
        for place, name in enumerate(_missing(each, overlap, people)):
            yield Place(rank, each.key, place, name)
