"""Windows of articles that the project has: gathered until all of an article were read."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import Document, Range
from annotate.core.errors import InputError
from annotate.core.normalisation import OffsetUnit
from annotate.core.piece import Piece, cut_out, piece_of
from annotate.core.readings import Located, locate, locate_stored
from annotate.core.record import Record, RecordSpan
from annotate.core.record_document import record_id
from annotate.services.sayings import Line, Said, Speaker
from annotate.storage import documents
from annotate.storage.store import Store

WHERE = "$.meta.window"
NAME = re.compile(r"(.+)#(\d{1,9})-(\d{1,9})(?: .*)?")
"""How an export calls a window: by its article, where it is cut, and in rows by the layer."""


def is_called_window(record: Record) -> bool:
    """Whether a record says that it is a window, or has the name of one."""
    return piece_of(record) is not None or NAME.fullmatch(record_id(record)) is not None


class Window(NamedTuple):
    """A piece of an article of the project, and that piece as a document."""

    key: int
    article: Document
    place: Range
    part: Document

    def locate(
        self, record: Record, spans: Sequence[RecordSpan], unit: OffsetUnit, *, or_any: bool
    ) -> Located:
        """How the record's offsets are read. Raises InputError where its text is another."""
        if record.text is None:
            self._check((record.sha256 or self.part.sha256).lower() == self.part.sha256)
            return locate_stored(spans, self.part.text, unit, or_any=or_any)
        located = locate(spans, record.text, unit, or_any=or_any)
        self._check(located.text == self.part.text)
        return located

    def has_text_of(self, record: Record) -> bool:
        """Whether the record's text, or else the hash that it gives, is that of the window."""
        if record.text is None:
            return (record.sha256 or "").lower() == self.part.sha256
        return record.text == self.part.text

    def _check(self, is_same: bool) -> None:
        if not is_same:
            start, end = self.place
            what = f"the text is not the one that {self.article.id!r} has at {start}–{end}"
            raise InputError(what, WHERE, "was it changed, or is the window another's?")


class Gathering:
    """The windows of one article after the other, as far as they stand together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[int, Document] | None = None
        self._said: dict[Speaker, Said] = {}

    def window(self, record: Record) -> Window | None:
        """The window that a record is; None where it is none of an article of the project.

        Raises InputError where the article was removed, or has no such place.
        """
        piece = piece_of(record)
        if piece is None:
            return self._named(record)
        if record.text is None and record.sha256 == piece.sha256:
            return None
        return self._window(piece)

    def _window(self, piece: Piece) -> Window | None:
        found = self._article(piece)
        return found and Window(*found, piece.place, cut_out(found[1], piece))

    def _named(self, record: Record) -> Window | None:
        """The window that a record has the name of, and the text; whoever predicts keeps these."""
        found = NAME.fullmatch(record_id(record))
        key = documents.find_id(self._store, found[1]) if found else None
        if not found or key is None:
            return None
        sha256 = documents.hash_of(self._store, key)
        with suppress(InputError):  # it has that name by chance
            window = self._window(Piece(found[1], sha256, int(found[2]), int(found[3])))
            return window if window and window.has_text_of(record) else None
        return None

    def _article(self, piece: Piece) -> tuple[int, Document] | None:
        if self._last and self._last[1].sha256 == piece.sha256:
            return self._last
        key = documents.find(self._store, piece.sha256)
        if key is None:
            return None
        if not documents.is_there(self._store, key):
            what = f"the article of this window, {piece.article!r}, was removed"
            raise InputError(what, WHERE, "bring it back: annotate remove --restore ID")
        return key, documents.get(self._store, key)

    def goes_on(self, window: Window | None) -> bool:
        """Whether that is one more window of the article that is being gathered."""
        return bool(window and self._last and window.key == self._last[0])

    def add(
        self,
        window: Window,
        speaker: Speaker,
        content: AnnotationSet,
        guidelines: str | None,
        line: Line,
    ) -> None:
        """What a speaker says of one more window of the article, under which guidelines."""
        said = self._said.get(speaker)
        if said is None:
            said = self._said[speaker] = Said(window.key, window.article, speaker, line)
        said.add(window.place, content, guidelines)
        self._last = window.key, window.article

    def gathered(self) -> Iterator[Said]:
        """What each said of the article, which is then no more gathered."""
        said, self._said, self._last = self._said, {}, None
        yield from said.values()
