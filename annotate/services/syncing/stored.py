"""A project's file as one side of an exchange."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from annotate.core.exchange import (
    Carried,
    Greeting,
    Mark,
    SchemeVersion,
    Standing,
    Stretch,
    marks_digest,
    person_of,
    scheme_digest,
)
from annotate.core.operations import Operation
from annotate.services.bygone import Bygone, bygone
from annotate.services.project import take_scheme
from annotate.storage import peers, receiving, standings
from annotate.storage import project as projects
from annotate.storage.store import Store


class Stored:
    """The replica that a project's file holds: one's own, or another that is merged."""

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        self.store, self.folder = store, folder
        self._met_unknown = False

    def greet(self) -> Greeting:
        """Where the file stands."""
        return self.greet_for("")

    def greet_for(self, person: str, *, imports: bool = False) -> Greeting:
        """The same, of the logs of one person alone unless it is "", as in `marks_of`."""
        known = self.schemes()
        return Greeting(
            replica="",  # files come and go: they are looked at as a whole
            project=projects.known_id(self.store),
            position=standings.position(self.store),
            marks=marks_digest(self.marks_of(person, imports=imports)),
            scheme=scheme_digest(known[-1].scheme if known else ""),
        )

    def marks(self) -> dict[str, Mark]:
        """How far the logs go."""
        return receiving.marks(self.store)

    def marks_of(self, person: str, *, imports: bool = False) -> dict[str, Mark]:
        """Those of one person, or all if it is "".

        With `imports` also those of others in which there is nothing but that person's labels.
        """
        about = receiving.about(self.store, person) if imports else ()
        return {w: m for w, m in self.marks().items() if person in ("", person_of(w)) or w in about}

    def standings(self, after: int) -> list[Standing]:
        """What has become of the documents that have changed since."""
        return standings.after(self.store, after)

    def documents(self, hashes: Sequence[str]) -> list[Carried]:
        """The documents of these hashes, those there are."""
        return list(standings.carried(self.store, hashes))

    def take(self, documents: Sequence[Carried], standings_: Sequence[Standing]) -> None:
        """Take in documents, and what has become of them or of others."""
        self.take_new(documents, standings_)

    def take_new(
        self, documents: Sequence[Carried], standings_: Sequence[Standing]
    ) -> tuple[int, int]:
        """The same; how many were never here, and of how many it is another thing now."""
        new = standings.take(self.store, self._wanted(documents, standings_))
        return new, standings.settle(self.store, standings_)

    def _wanted(
        self, documents: Sequence[Carried], standings_: Iterable[Standing]
    ) -> list[tuple[Standing, Carried]]:
        """What is missing here, in the order of the standings, so that articles keep theirs."""
        by_hash = {d.document.sha256: d for d in documents}
        missing = self.missing(standings_)
        return [(s, by_hash[s.sha256]) for s in missing if s.sha256 in by_hash]

    def missing(self, there: Iterable[Standing]) -> list[Standing]:
        """Those of which the document must come: it is not here, or its text came back."""
        return [s for s in there if self._lacks(s)]

    def _lacks(self, there: Standing) -> bool:
        here = standings.get(self.store, there.sha256)
        if here is None:
            return True
        came_back = here.state == "purged" and there.state != "purged"
        return came_back and there.order > here.order

    def later(self, there: Iterable[Standing]) -> list[Standing]:
        """Those that do not hold here yet."""
        pairs = ((standings.get(self.store, s.sha256), s) for s in there)
        return [s for here, s in pairs if here is None or here.order < s.order]

    def operations(self, stretches: Sequence[Stretch]) -> list[Operation]:
        """These parts of logs."""
        return receiving.stretches(self.store, stretches)

    def append(self, operations: Sequence[Operation]) -> int:
        """Take in operations; how many were new.

        Raises ForkError for one that is known with another content.
        """
        new = receiving.receive(self.store, operations)
        if new and not self._met_unknown:
            self._look_for_unknown({operation.document for operation in operations})
        return new

    def _look_for_unknown(self, hashes: Iterable[str]) -> None:
        """Remember it at once where what came has names that were dropped here meanwhile."""
        scheme = projects.scheme(self.store)
        if scheme and not receiving.names(self.store, hashes) <= scheme.names:
            self._met_unknown = True
            projects.note_unknown(self.store)

    def unknown(self) -> list[Bygone]:
        """The names that came now, and that the scheme in force has not, with what has them."""
        scheme = projects.scheme(self.store) if self._met_unknown else None
        return [b for b in bygone(self.store, scheme) if b.dropped] if scheme else []

    def put_off(self, some: Iterable[Standing]) -> int:
        """Let these be what has changed here last; the position after which they come."""
        return standings.put_off(self.store, (s.sha256 for s in some))

    def schemes(self) -> list[SchemeVersion]:
        """The versions of the scheme, the one in force last."""
        return projects.scheme_versions(self.store)

    def put_scheme(self, version: SchemeVersion) -> None:
        """Put a scheme in force, in the project's folder too.

        Raises SchemeError where it does not fit what was labelled here.
        """
        if self.folder:
            take_scheme(self.store, self.folder, version.source)
        projects.put_scheme_version(self.store, version)

    def met(self, replica: str) -> tuple[int, int]:
        """Up to which position of theirs, and of ours, all was exchanged with another replica."""
        return peers.met(self.store, replica)

    def meet(self, replica: str, theirs: int, ours: int) -> None:
        """Remember that."""
        peers.meet(self.store, replica, theirs, ours)
