"""Giving out, freeing and ending where that is done: in the project's hub, or in its file."""

from collections.abc import Callable
from typing import TypeVar

from annotate.core.errors import ProjectError, SyncError, SyncRefusedError
from annotate.hub.connecting import is_address, refuse_meant
from annotate.hub.hub import Hub
from annotate.hub.places import Places
from annotate.services.asked_names import check_annotator_asked
from annotate.services.assigning import Given, Wish, give
from annotate.services.project import Project
from annotate.services.syncing.exchange import meet
from annotate.services.syncing.giving import exchange_places
from annotate.services.syncing.meeting import Meeting, Terms
from annotate.services.syncing.stored import Stored
from annotate.storage import assignments, handed
from annotate.storage.positions import people

T = TypeVar("T")


def give_out(project: Project, where: str | None, wish: Wish) -> Given:
    """Make a batch, in the hub if that is `where`. Raises what `give` raises, and SyncError."""
    return _do(project, where, lambda _: give(project.store, project.scheme, wish))


def release(project: Project, where: str | None, annotator: str) -> int:
    """Free what somebody has taken and not finished; how many places.

    Raises InputError for a name that nobody has.
    """
    store = project.store

    def act(places: Places | None) -> int:
        at_hub = places.people() if places else []
        check_annotator_asked(annotator, [*people(store), *assignments.people(store), *at_hub])
        return places.release(annotator) if places else assignments.release(store, annotator)

    return _do(project, where, act)


def end(project: Project, where: str | None, batch: str) -> int:
    """Give out no more of a batch; how many places were free.

    Raises ProjectError where there is no batch of that name.
    """
    store = project.store

    def act(places: Places | None) -> int:
        if batch not in assignments.names(store):
            raise ProjectError("no batch of that name", batch, "`annotate assign` lists them")
        number = handed.number(store, batch)
        if places is None or number is None:
            return assignments.end(store, batch)
        return places.end(number)

    return _do(project, where, act)


def _do(project: Project, where: str | None, act: Callable[[Places | None], T]) -> T:
    """Do it in the hub of that address, or in the file of a project that has none.

    Raises ProjectError where it has one, and which is not said.
    """
    if where and is_address(where):
        return _at_hub(project, where, act)
    refuse_meant(where or "")
    if handed.has_hub(project.store):
        raise ProjectError("a hub gives out here", hint="say which with --hub or ANNOTATE_HUB")
    return act(None)


def _at_hub(project: Project, where: str, act: Callable[[Places | None], T]) -> T:
    """Do it with all that the hub knows, while nobody else does, and tell the hub of it."""
    here = Stored(project.store, project.folder)
    with Hub(where) as hub:
        places = Places(hub)
        with places.alone():
            meeting = _exchange(here, hub, places)
            if not meeting.directs:
                raise SyncRefusedError("only an administrator gives out", hint="ask one")
            done = act(places)
            _exchange(here, hub, places)
            return done


def _exchange(here: Stored, hub: Hub, places: Places) -> Meeting:
    """Raises SyncError with the first of what was refused."""
    meeting = meet(here, hub, Terms(hold=0))
    exchange_places(meeting, places)
    if meeting.done.problems:
        raise SyncError(meeting.done.problems[0])
    return meeting
