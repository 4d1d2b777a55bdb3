"""Texts for records that came without: found by their hash in files, folders and projects."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Self

from msgspec.structs import replace

from annotate.core.document import text_hash
from annotate.core.errors import InputError
from annotate.core.normalisation import normalise
from annotate.core.piece import Piece, piece_of
from annotate.core.record import Record, decode_record, encode_record, to_record
from annotate.core.record_document import record_id
from annotate.formats.base import Incoming, Problem
from annotate.formats.places import Place
from annotate.formats.rest import article_of
from annotate.services.sources import Sources
from annotate.storage import documents
from annotate.storage.store import FILE_NAME as DATABASE
from annotate.storage.store import Store

SHOWN = 12
"""Digits of a hash that an error names."""


class Texts:
    """All the texts of some paths and addresses; a context manager.

    Those of files are read at once, into a file without a name. What cannot be read is in
    `problems`.
    """

    def __init__(self, paths: Sequence[Place], encoding: str | None = None) -> None:
        """Raises InputError for a path that there is not, or whose format is not known."""
        here = [path for path in paths if isinstance(path, Path)]
        projects = [path for path in here if (path / DATABASE).is_file()]
        sources = Sources([path for path in paths if path not in projects])
        sources.check()
        self.problems: list[Problem] = []
        with ExitStack() as stack:
            opened = stack.enter_context
            self._stores = [opened(Store.reading(path / DATABASE)) for path in projects]
            self._files = _Files(stack.enter_context(TemporaryFile()))
            self._gather(sources, encoding)
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def put_back(self, record: Record) -> Record:
        """A record with its text, and with what is known there of the article.

        Raises InputError where there is no text with its hash.
        """
        piece = piece_of(record)
        sha256 = piece.sha256 if piece else (record.sha256 or "").lower()
        found = self._stored(sha256) or self._files.find(sha256)
        if found is None:
            raise self._missing(piece.article if piece else record_id(record), sha256)
        return _cut(record, found, piece) if piece else _joined(record, found)

    def _stored(self, sha256: str) -> Record | None:
        """The article with that text in one of the projects."""
        for store in self._stores:
            key = documents.find(store, sha256, removed=False)
            if key is not None:
                places = tuple(documents.appearances(store, key))
                return to_record(documents.get(store, key), appearances=places)
        return None

    def _gather(self, sources: Sources, encoding: str | None) -> None:
        """Read the texts of the files."""
        for item in _each(sources, encoding):
            if isinstance(item, Problem):
                self.problems.append(item)
            elif item.record.text is not None:
                self._files.add(item.record)
        self.problems += sources.unread.values()

    def _missing(self, id: str, sha256: str) -> InputError:
        """What to say: that the text of that id is another one, or that there is none."""
        other = self._hash_of(id) if id else None
        if other:
            hashes = f"its hash is {other[:SHOWN]}…, not {sha256[:SHOWN]}…"
            what = f"the text of {id!r} there is another: {hashes}"
            return InputError(what, "$.sha256", "give the version that was labelled")
        what = f"no text there has the hash {sha256[:SHOWN]}…"
        return InputError(what, "$.sha256", "name where it is with --text-from")

    def _hash_of(self, id: str) -> str | None:
        """The hash of the text that goes by an id."""
        for store in self._stores:
            key = documents.find_id(store, id)
            if key is not None:
                return documents.get(store, key).sha256
        return self._files.hash_of(id)


def _each(sources: Sources, encoding: str | None) -> Iterator[Incoming | Problem]:
    for read, source in sources.each():
        try:
            with source.open() as stream:
                items = read(source, stream, encoding)
                yield from (item for item in items if isinstance(item, Incoming | Problem))
        except OSError as error:
            yield Problem(source.name, 0, f"cannot be read ({error.strerror})")


class _Files:
    """Articles, put by in a file; in memory are their hashes and ids alone."""

    def __init__(self, spool: BinaryIO) -> None:
        self._spool = spool
        self._places: dict[bytes, int] = {}
        self._ids: dict[str, bytes] = {}

    def add(self, record: Record) -> None:
        """One more, if its text can be stored and is new."""
        try:
            text, _ = normalise(record.text or "")
        except InputError:
            return
        digest = bytes.fromhex(text_hash(text))
        self._ids.setdefault(record_id(record), digest)
        if digest not in self._places:
            self._places[digest] = self._spool.seek(0, 2)
            self._spool.write(encode_record(replace(article_of(record), text=text)) + b"\n")

    def find(self, sha256: str) -> Record | None:
        """The article with that text."""
        try:
            at = self._places.get(bytes.fromhex(sha256))
        except ValueError:
            return None
        if at is None:
            return None
        self._spool.seek(at)
        return decode_record(self._spool.readline())

    def hash_of(self, id: str) -> str | None:
        """The hash of the text that goes by an id."""
        return self._ids[id].hex() if id in self._ids else None


def _joined(record: Record, found: Record) -> Record:
    """The record with the text; what it says of the article itself counts more."""
    return replace(
        record,
        text=found.text,
        title=record.title or found.title,
        source=record.source or found.source,
        url=record.url or found.url,
        published=record.published or found.published,
        language=record.language or found.language,
        paragraphs=record.paragraphs or found.paragraphs,
        hints=record.hints or found.hints,
        appearances=record.appearances or found.appearances,
        meta={**(found.meta or {}), **(record.meta or {})} or None,
    )


def _cut(record: Record, found: Record, piece: Piece) -> Record:
    """The record of a window with its piece of the text."""
    text = (found.text or "")[piece.start : piece.end]
    return replace(record, text=text, title=record.title or found.title)
