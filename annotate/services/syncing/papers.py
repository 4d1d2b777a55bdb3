"""Exchanging what the logs are about: the documents, what became of them, and the scheme."""

from collections.abc import Iterator, Sequence

from annotate.core.errors import SchemeError, SyncRefusedError
from annotate.core.exchange import SchemeVersion, Standing
from annotate.core.plural import plural
from annotate.services.syncing.meeting import Meeting
from annotate.services.syncing.report import REFUSALS

AT_ONCE = 50
"""Documents in one message."""


def exchange_documents(meeting: Meeting) -> None:
    """Take in what changed there since the last time, then send what changed here."""
    here, there, greeting, terms, _ = meeting
    theirs, ours = here.met(greeting.replica)
    if theirs > greeting.position:  # it was put back as it was before
        theirs = ours = 0
    incoming = there.standings(theirs)
    come = greeting.position if _take(meeting, incoming) else theirs
    position = here.greet().position
    if terms.send and (kept := _send(meeting, ours, incoming)) is not None:
        position = kept
    if greeting.replica:
        here.meet(greeting.replica, come, position)


def _take(meeting: Meeting, incoming: Sequence[Standing]) -> bool:
    """Take in what has changed there; whether all of it has come."""
    here, there, done = meeting.here, meeting.there, meeting.done
    for some in _some(here.missing(incoming)):
        documents = there.documents([s.sha256 for s in some])
        new, _ = here.take_new(documents, some)
        done.documents += new
        meeting.rest()
    _, changed = here.take_new((), here.later(incoming))
    done.changed += changed
    return not here.missing(incoming)


def _send(meeting: Meeting, since: int, incoming: Sequence[Standing]) -> int | None:
    """Send what has changed here; where not all of it may go, after which position the rest is."""
    here, there, done = meeting.here, meeting.there, meeting.done
    came = {s.sha256: s.order for s in incoming}
    changed = here.standings(since)
    outgoing = [s for s in changed if came.get(s.sha256) != s.order]
    if outgoing and not meeting.directs:
        what = f"added or removed here only: {plural(len(outgoing), 'article')}"
        done.told(SyncRefusedError(what, hint="an administrator must bring them"))
        # what came from there is not to be looked at again with it
        return since if outgoing == changed else here.put_off(outgoing)
    for some in _some(outgoing):
        there.take(here.documents([s.sha256 for s in some]), some)
        done.documents_sent += len(some)
    return None


def _some(standings: Sequence[Standing]) -> Iterator[Sequence[Standing]]:
    for first in range(0, len(standings), AT_ONCE):
        yield standings[first : first + AT_ONCE]


def exchange_schemes(meeting: Meeting) -> None:
    """Let the later scheme be in force on both sides.

    Where each side has changed its own nothing is done, and it is told.
    """
    here, there, _, terms, done = meeting
    ours, theirs = here.schemes(), there.schemes()
    try:
        if theirs and (not ours or done.joined or _is_later(theirs, ours)):
            _put(meeting, theirs[-1])
            done.scheme = "taken"
        elif ours and terms.send and (not theirs or _is_later(ours, theirs)):
            _give(meeting, ours[-1])
            done.scheme = "sent"
        elif ours and theirs and not _is_later(ours, theirs):
            hint = "make annotate.toml the same on both"
            raise SchemeError("both sides have changed the scheme", hint=hint)
    except (*REFUSALS, SchemeError) as error:
        done.told(error)


def _put(meeting: Meeting, version: SchemeVersion) -> None:
    """Put it in force here. What does not fit is for those who lead to put right."""
    try:
        meeting.here.put_scheme(version)
    except SchemeError as error:
        if meeting.directs:
            raise
        hint = "tell whoever leads; until then the scheme here stays as it is"
        raise SchemeError(error.what, error.where, hint) from error


def _is_later(new: Sequence[SchemeVersion], old: Sequence[SchemeVersion]) -> bool:
    """Whether what is in force on one side came after what is on the other.

    It does where the other's is among what was in force before; where each is, the time decides.
    """
    is_known = old[-1].scheme in {v.scheme for v in new}
    back = new[-1].scheme in {v.scheme for v in old}
    return is_known and (not back or new[-1].at > old[-1].at)


def _give(meeting: Meeting, version: SchemeVersion) -> None:
    if not meeting.directs:
        what = "the scheme was changed here only"
        raise SyncRefusedError(what, hint="an administrator must bring it")
    meeting.there.put_scheme(version)
