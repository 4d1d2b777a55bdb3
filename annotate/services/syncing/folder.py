"""A shared folder as one side of an exchange, for teams without a server."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from annotate.core.errors import ForkError, IntegrityError, SyncError
from annotate.core.exchange import (
    STATES,
    Carried,
    Greeting,
    Mark,
    SchemeVersion,
    Standing,
    Stretch,
    marks_digest,
    scheme_digest,
    tip_of,
)
from annotate.core.operations import Operation
from annotate.services.syncing.folder_files import Parts, is_folder, listed, read, remove, write

INSIDE = "annotate"
"""The folder within the shared one, which may hold other things too."""
T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


class Who(Struct, frozen=True):
    """Who syncs; whoever leads brings articles and the scheme, and sees everybody's labels."""

    project: str
    person: str
    leads: bool


class _Part(NamedTuple):
    """A file with a part of a log, from its `first` to its `last` operation."""

    first: int
    last: int
    tip: str
    path: Path


class Folder:
    """A shared folder; `torn` counts the files that are not all there yet."""

    def __init__(self, folder: Path, who: Who) -> None:
        if not is_folder(folder):
            hint = "name a folder that all of you share, or the address of a hub"
            raise SyncError("no such folder", str(folder), hint)
        self._folder, self._who = folder / INSIDE, who
        self.torn = 0
        self._names: dict[str, str] = {}
        if who.leads and not listed(self._folder / "project"):
            write(self._folder / "project", (), _encode(who.project))

    def greet(self) -> Greeting:
        """Where the folder stands, by what is listed."""
        schemes = self.schemes()
        names = "\n".join(file.path.name for file in listed(self._folder / "documents"))
        return Greeting(
            replica=f"folder {self._folder.absolute()}",
            project=self._project(),
            person="" if self._who.leads else self._who.person,
            role="owner" if self._who.leads else "annotator",
            position=int(sha256(names.encode()).hexdigest()[:12], 16),  # no order, but a change
            marks=marks_digest(self.marks()),
            scheme=scheme_digest(schemes[-1].scheme if schemes else ""),
        )

    def _project(self) -> str:
        projects = {self._decoded(f, str) for f in listed(self._folder / "project")} - {None}
        if len(projects) > 1:
            raise SyncError("two projects share this folder", str(self._folder), "use another one")
        if not projects:
            raise SyncError("nothing is here yet", str(self._folder), "whoever leads syncs first")
        return str(projects.pop())

    def _decoded(self, file: Parts, kind: type[T]) -> T | None:
        """What a file holds; None where it is not all there."""
        data = read(file.path)
        if data is None:
            self.torn += 1
            return None
        try:
            return msgspec.json.decode(data, type=kind)
        except (msgspec.DecodeError, RecursionError) as error:
            what = "a file of the shared folder is none of this program's, or of a newer one"
            raise IntegrityError(what, file.path.name, "update annotate") from error

    # documents

    def standings(self, after: int) -> list[Standing]:
        """What has become of all documents, in the order of whoever brought them."""
        latest: dict[str, Standing] = {}
        for standing, _ in self._standing_files():
            known = latest.get(standing.sha256)
            if known is None or known.order < standing.order:
                latest[standing.sha256] = standing
        return sorted(latest.values(), key=lambda s: s.position)

    def _standing_files(self) -> Iterator[tuple[Standing, Parts]]:
        for file in listed(self._folder / "documents"):
            match file.parts:
                case (hash, n, at, state, _) if n.isdigit() and at.isdigit() and state in STATES:
                    yield Standing(int(n), hash, state, int(at)), file

    def documents(self, hashes: Sequence[str]) -> list[Carried]:
        """The documents of these hashes, those of which a file is whole."""
        found: dict[str, Carried] = {}
        wanted = set(hashes)
        files = [(s.order, f) for s, f in self._standing_files() if s.sha256 in wanted]
        for _, file in sorted(files, key=lambda pair: pair[0]):
            carried = self._decoded(file, Carried)
            if carried and carried.document.sha256 == file.parts[0]:
                found[file.parts[0]] = carried
        return list(found.values())

    def take(self, documents: Sequence[Carried], standings: Sequence[Standing]) -> None:
        """Write documents, one file each; the text of one that is purged goes for all."""
        carried = {d.document.sha256: d for d in documents}
        for s in standings:
            if s.sha256 in carried:
                parts = (s.sha256, str(s.position), str(s.at), s.state)
                write(self._folder / "documents", parts, _encode(carried[s.sha256]))
        purged = {s.sha256: s.order for s in standings if s.state == "purged"}
        if purged:
            old = (f.path for s, f in self._standing_files() if s.order < purged.get(s.sha256, ()))
            remove(old)

    # logs

    def marks(self) -> dict[str, Mark]:
        """How far the logs go that lie here."""
        found = {}
        for folder, parts in self._logs().items():
            n, tip = 0, ""
            for part in sorted(parts):
                if part.first <= n + 1 and part.last > n:
                    n, tip = part.last, part.tip
            name = self._name(folder, parts) if n else ""
            if name:
                found[name] = Mark(n, tip)
        return found

    def _logs(self) -> dict[str, list[_Part]]:
        found: dict[str, list[_Part]] = defaultdict(list)
        for file in listed(self._folder / "logs"):
            match file.parts:
                case (writer, first, last, tip, _) if first.isdigit() and last.isdigit():
                    found[writer].append(_Part(int(first), int(last), tip, file.path))
        return found

    def _name(self, folder: str, parts: Sequence[_Part]) -> str:
        """A writer's name, for which one file must be read, once."""
        if folder not in self._names:
            for part in parts:
                operations = self._operations(part)
                if operations and _folder_of(operations[0].writer) == folder:
                    self._names[folder] = operations[0].writer
                    break
        return self._names.get(folder, "")

    def _operations(self, part: _Part) -> list[Operation]:
        file = Parts(part.path, ())
        return self._decoded(file, list[Operation]) or []

    def operations(self, stretches: Sequence[Stretch]) -> list[Operation]:
        """These parts of logs, as far as their files are whole.

        Raises ForkError where two files hold the same operation with two contents.
        """
        logs, found = self._logs(), dict[tuple[str, int], Operation]()
        for s in stretches:
            for part in logs.get(_folder_of(s.writer), ()):
                if part.first <= s.upto and part.last > s.after:
                    for o in self._operations(part):
                        if s.after < o.n <= s.upto and found.setdefault((o.writer, o.n), o) != o:
                            raise ForkError(o.id)
        return list(found.values())

    def append(self, operations: Sequence[Operation]) -> int:
        """Write what is new of each log, a file each; how many operations that was."""
        known, by_writer = self.marks(), defaultdict[str, list[Operation]](list)
        for o in sorted(operations, key=lambda o: o.n):
            if o.writer not in known or o.n > known[o.writer].n:
                by_writer[o.writer].append(o)
        for writer, some in by_writer.items():
            first, last = str(some[0].n), str(some[-1].n)
            parts = (_folder_of(writer), first, last, tip_of(some[-1].hash()))
            write(self._folder / "logs", parts, _encode(some))
        return sum(map(len, by_writer.values()))

    # the scheme

    def schemes(self) -> list[SchemeVersion]:
        """The versions of the scheme, the latest last."""
        files = listed(self._folder / "schemes")
        found = (self._decoded(file, SchemeVersion) for file in files)
        return sorted((v for v in found if v), key=_time)

    def put_scheme(self, version: SchemeVersion) -> None:
        """Write a version of the scheme."""
        write(self._folder / "schemes", (), _encode(version))


def _time(version: SchemeVersion) -> tuple[int, str]:
    return version.at, version.scheme


def _folder_of(writer: str) -> str:
    """How a writer's files begin: names may have letters that no file's may."""
    return sha256(writer.encode()).hexdigest()[:32]
