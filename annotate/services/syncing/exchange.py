"""The exchange: the same steps with a file, a folder and a hub, and none of them twice."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from annotate.core.display import display
from annotate.core.errors import (
    AnnotateError,
    ForkError,
    IntegrityError,
    SchemeError,
    SyncError,
    SyncRefusedError,
)
from annotate.core.exchange import VERSION, Greeting, Mark, Marks, Stretch, person_of
from annotate.services.syncing.joining import join
from annotate.services.syncing.meeting import Meeting, Terms
from annotate.services.syncing.papers import exchange_documents, exchange_schemes
from annotate.services.syncing.replica import Replica
from annotate.services.syncing.report import REFUSALS, SHOWN, Exchanged
from annotate.services.syncing.stored import Stored

DEFAULT = Terms()
Act: TypeAlias = Callable[[Sequence[Stretch]], int]
"""Carries parts of logs over in one message; how many operations were new."""


def exchange(here: Stored, there: Replica, terms: Terms = DEFAULT) -> Exchanged:
    """Let each side have what the other has and it may see; what is known stays as it is.

    Where both have the same, that is one message. Broken off anywhere, it goes on from there the
    next time. What one side refuses, or what exists with two contents, is a problem in the report;
    the rest is exchanged. Raises SyncError for another project or a newer program, and
    SyncRefusedError where the other side knows whoever labels here by another name.
    """
    return meet(here, there, terms).done


def meet(here: Stored, there: Replica, terms: Terms = DEFAULT) -> Meeting:
    """The same; the meeting, in which there may be more to do."""
    greeting = there.greet()
    if greeting.version > VERSION:
        raise SyncError("the other side is of a newer version", hint="update annotate")
    _refuse_another(greeting, terms.person)
    meeting = Meeting(here, there, greeting, terms, Exchanged())
    join(here, greeting, meeting.done)
    own = here.greet_for(meeting.receives, imports=greeting.imports)
    if here.met(greeting.replica) != (greeting.position, own.position):
        exchange_documents(meeting)
    if own.scheme != greeting.scheme:
        exchange_schemes(meeting)
    if own.marks != greeting.marks:
        _exchange_logs(meeting)
    for each in here.unknown():
        meeting.done.told(SchemeError(str(each)))
    if terms.send and meeting.receives:
        _tell_kept(meeting)
    return meeting


def _refuse_another(greeting: Greeting, person: str) -> None:
    """Labels under another name would stay here, and nobody would be told."""
    known = greeting.person
    if person and known and person != known:
        known = display(known[:SHOWN])
        what = f"the address is of {known}, and {person} is who annotates here"
        raise SyncRefusedError(
            what, hint=f"say --annotator {known}, or take the address of {person}"
        )


def _tell_kept(meeting: Meeting) -> None:
    """Tell of logs in an annotator's file that are no business of theirs."""
    here, greeting = meeting.here, meeting.greeting
    shared = here.marks_of(meeting.receives, imports=greeting.imports)
    others = {writer: mark for writer, mark in here.marks().items() if writer not in shared}
    meeting.done.unsent = _lacking(others, {})


def _lacking(logs: Marks, there: Marks) -> dict[str, int]:
    """By person, how many operations of some logs the other side has not."""
    found = Counter[str]()
    for writer, mark in logs.items():
        found[person_of(writer)] += max(0, mark.n - (there[writer].n if writer in there else 0))
    return {person: number for person, number in sorted(found.items()) if number}


def _exchange_logs(meeting: Meeting) -> None:
    here, there, greeting, terms, done = meeting
    ours = here.marks_of(meeting.receives, imports=greeting.imports)
    theirs = there.marks() if greeting.imports else _of(there.marks(), meeting.receives)
    forks = {w for w in ours.keys() & theirs.keys() if _is_forked(ours[w], theirs[w])}
    for writer in sorted(forks):
        done.told(ForkError(f"{writer}:{ours[writer].n}"))
    incoming = _missing(ours, theirs, forks)
    outgoing = _missing(theirs, _of(ours, meeting.sends), forks) if terms.send else []
    carrying = _Carrying(meeting, _size(incoming) + _size(outgoing))
    done.operations += carrying.carry(incoming, there, here)
    _tell_gaps(here, incoming, done)
    done.operations_sent += carrying.carry(outgoing, here, there)
    if terms.send and not meeting.receives:
        done.unsent = _lacking(_others(ours, meeting.sends), theirs)


def _tell_gaps(here: Stored, incoming: Sequence[Stretch], done: Exchanged) -> None:
    """Tell of logs that did not come as far as the other side says they go."""
    reached = here.marks() if incoming else {}
    for s in incoming:
        n = reached[s.writer].n if s.writer in reached else 0
        if n < s.upto:
            hint = "sync again; what is missing may still come"
            done.told(
                IntegrityError("a log stops short", f"{display(s.writer[:SHOWN])}:{n + 1}", hint)
            )


def _of(marks: Marks, person: str) -> dict[str, Mark]:
    """The logs of one person, or all if it is ""."""
    return {w: m for w, m in marks.items() if person in ("", person_of(w))}


def _others(marks: Marks, person: str) -> dict[str, Mark]:
    """The logs of all but one person, or none if it is ""."""
    return {w: m for w, m in marks.items() if person not in ("", person_of(w))}


def _is_forked(ours: Mark, theirs: Mark) -> bool:
    return ours.n == theirs.n and ours.tip != theirs.tip


def _missing(have: Marks, want: Marks, forks: set[str]) -> list[Stretch]:
    """What one side lacks of the other's logs, each with the last that both have, to compare."""
    found = []
    for writer in sorted(want.keys() - forks):
        known = have[writer].n if writer in have else 0
        if known < want[writer].n:
            found.append(Stretch(writer, max(0, known - 1), want[writer].n))
    return found


def _size(stretches: Sequence[Stretch]) -> int:
    return sum(s.upto - s.after for s in stretches)


def _messages(stretches: Sequence[Stretch], batch: int) -> Iterator[list[Stretch]]:
    """The stretches cut and gathered so that each message has at most `batch` operations."""
    room, message = batch, list[Stretch]()
    for s in stretches:
        after = s.after
        while after < s.upto:
            upto = min(s.upto, after + room)
            message.append(Stretch(s.writer, after, upto))
            room -= upto - after
            after = upto
            if room == 0:
                yield message
                room, message = batch, []
    if message:
        yield message


class _Carrying:
    """Carries parts of logs over, in messages, and tells how far that is."""

    def __init__(self, meeting: Meeting, total: int) -> None:
        self._meeting, self._terms, self._report = meeting, meeting.terms, meeting.done
        self._total, self._done = total, 0

    def carry(self, stretches: Sequence[Stretch], source: Replica, target: Replica) -> int:
        """Carry over; how many operations were new.

        A log of which something is damaged or refused stops there, and keeps back no other.
        """
        new, stopped = 0, set[str]()
        act = _carrier(source, target)
        for message in _messages(stretches, self._terms.batch):
            number, refused = self._act(act, [s for s in message if s.writer not in stopped])
            new += number
            stopped |= refused
            self._tell(_size(message))
            self._meeting.rest()
        return new

    def _act(self, act: Act, stretches: Sequence[Stretch]) -> tuple[int, set[str]]:
        """All in one message; where it is refused, each alone. Also the writers then refused."""
        try:
            return (act(stretches) if stretches else 0), set()
        except REFUSALS as error:
            if len(stretches) == 1:
                return self._begin(act, stretches[0], error)
        results = [self._act(act, [s]) for s in stretches]
        return sum(n for n, _ in results), set().union(*(refused for _, refused in results))

    def _begin(self, act: Act, s: Stretch, error: AnnotateError) -> tuple[int, set[str]]:
        """Of what the other side refuses, all before the first operation that it does; told."""
        is_refused = isinstance(error, SyncRefusedError)
        if is_refused and s.upto - s.after > 1:
            middle = (s.after + s.upto) // 2
            new, refused = self._act(act, [Stretch(s.writer, s.after, middle)])
            if refused:
                return new, refused
            rest, refused = self._act(act, [Stretch(s.writer, middle, s.upto)])
            return new + rest, refused
        self._report.told(_named(error, s) if is_refused else error)
        return 0, {s.writer}

    def _tell(self, number: int) -> None:
        self._done += number
        if self._terms.progress:
            self._terms.progress(self._done, self._total)


def _named(error: AnnotateError, s: Stretch) -> AnnotateError:
    """What is refused, with the operation that it is."""
    where = error.where or f"{display(s.writer[:SHOWN])}:{s.upto}"
    return SyncRefusedError(error.what, where, error.hint)


def _carrier(source: Replica, target: Replica) -> Act:
    return lambda stretches: target.append(source.operations(stretches))
