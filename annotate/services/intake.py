"""What becomes of each record that an import reads: a document, labels, or a problem."""

from typing import NamedTuple

from msgspec.structs import replace as replaced

from annotate.core.annotation_set import EMPTY, AnnotationSet
from annotate.core.document import Document
from annotate.core.errors import InputError, UnknownNameError
from annotate.core.foreign_record import without
from annotate.core.layers import check_layer
from annotate.core.name_map import NameMap
from annotate.core.normalisation import OffsetUnit
from annotate.core.piece import piece_of
from annotate.core.readings import Located, locate, locate_stored
from annotate.core.record import Appearance, Record, RecordSpan
from annotate.core.record_content import ContentReader
from annotate.core.record_document import document_of, record_id
from annotate.core.scheme import Scheme
from annotate.core.usual_keys import is_date, likely_text
from annotate.formats.base import Incoming, NotKept, PassedOver, Problem, Read, UnknownName
from annotate.services.gathering import Gathering, Window, is_called_window
from annotate.services.import_report import ImportReport
from annotate.services.sayings import Line, Sayings, Speaker
from annotate.services.suggested import suggester_of
from annotate.services.texts import Texts
from annotate.storage import documents
from annotate.storage.bulk import BulkImport
from annotate.storage.store import Store


class _Stored(NamedTuple):
    """A document as the project has it, and its key."""

    key: int
    document: Document


class NotYetError(InputError):
    """The article that a record speaks of is not in the project, though it may still come."""


class _Counted(NamedTuple):
    """What a record's offsets count, and whether another unit will do that fits the texts."""

    unit: OffsetUnit
    or_any: bool


class Intake:
    """One import: takes what was read, one item after the other, and keeps the report."""

    def __init__(
        self,
        store: Store,
        bulk: BulkImport,
        scheme: Scheme,
        annotator: str,
        unit: OffsetUnit | None,
        *,
        replace: bool,
        names: NameMap | None = None,
        texts: Texts | None = None,
    ) -> None:
        self.report = ImportReport()
        self._store, self._bulk, self._contents = store, bulk, ContentReader(scheme, names)
        self._annotator, self._unit = annotator, unit
        self._sayings = Sayings(store, bulk, self.report, replace=replace)
        self._texts, self._windows = texts, Gathering(store)
        self._unwanted = names.left_out if names else (frozenset(), frozenset())
        self._last: _Stored | None = None
        self._seen = bytearray()

    def take(self, file: str, item: Read, *, may_wait: bool = False) -> bool:
        """Take a record in, or note why not; False where it waits for its article, and nothing is.

        It does so only if it `may_wait`.
        """
        if isinstance(item, PassedOver):
            self.report.no_pages += item.count
        elif isinstance(item, NotKept):
            self.report.not_kept[file] = item
        elif isinstance(item, Problem):
            self.report.problems.append(item)
        else:
            return self._take_record(item, Line(file, item.line), may_wait=may_wait)
        return True

    def _take_record(self, item: Incoming, line: Line, *, may_wait: bool) -> bool:
        record = self._wanted(item.record)
        try:
            self._take_either(record, self._counted(item), line, may_wait=may_wait)
        except InputError as error:
            if may_wait and isinstance(error, NotYetError):
                return False
            kind = UnknownName if isinstance(error, UnknownNameError) else Problem
            self.report.problems.append(kind(*line, str(error)))
            self.report.unknown.count(*self._contents.unknown(record))
        if item.encoding != "utf-8":
            self.report.encodings[line.file] = item.encoding
        self.report.left_out += len(item.record.spans or ()) - len(record.spans or ())
        return True

    def finish(self) -> None:
        """Put what windows say, which is gathered until all of an article were read, onto it."""
        for said in self._windows.gathered():
            try:
                self._sayings.put_back(said)
            except InputError as error:
                self.report.problems.append(Problem(*said.first, str(error)))

    def _take_either(
        self, record: Record, counted: _Counted, line: Line, *, may_wait: bool
    ) -> None:
        """A record of an article, or of a window of one that the project has."""
        window = self._windows.window(record)
        if may_wait and not window and is_called_window(record):
            raise NotYetError("the article of this window is not in the project")
        if not self._windows.goes_on(window):
            self.finish()
        if window:
            self._gather(window, record, counted, line)
            return
        self._take(self._whole(record), counted)
        self.report.odd_dates += not is_date(record.published)
        self.report.windows_alone += piece_of(record) is not None

    def _gather(self, window: Window, record: Record, counted: _Counted, line: Line) -> None:
        speaker = self._speaker(record)
        spans = (record.spans or ()) if speaker else ()
        located = window.locate(record, spans, counted.unit, or_any=counted.or_any)
        if speaker:
            content = self._contents.read(record, window.part, located)
            self._windows.add(window, speaker, content, record.guidelines, line)
            self._note_reading(content)
        self.report.known += self._first_sight(window.key)

    def _wanted(self, record: Record) -> Record:
        """The record without what the map wants left out."""
        if not any(self._unwanted):
            return record
        return without(record, *self._unwanted)

    def _whole(self, record: Record) -> Record:
        """A record that came without its text with it, unless the project has it, or nobody."""
        sha256 = (record.sha256 or "").lower()
        if self._texts is None or record.text is not None or not sha256:
            return record
        known = documents.find(self._store, sha256, removed=False) is not None
        return record if known else self._texts.put_back(record)

    def _counted(self, item: Incoming) -> _Counted:
        """What offsets count: what the file says, else the user; else the texts may tell."""
        unit = item.unit or self._unit
        return _Counted(unit or "codepoint", or_any=item.any_unit and unit is None)

    def _take(self, record: Record, counted: _Counted) -> None:
        """A record goes in whole or not at all: all is checked before anything is written."""
        speaker = self._speaker(record)
        spans = (record.spans or ()) if speaker else ()
        known, document, located = self._document(record, spans, counted)
        content = self._contents.read(record, document, located) if speaker else EMPTY
        stored = self._last = self._place(record, document, known)
        if speaker:
            self._sayings.put(stored.key, speaker, content, record.guidelines)
            self._note_reading(content)

    def _speaker(self, record: Record) -> Speaker | None:
        """Whose a record is that holds more than an article."""
        suggester = suggester_of(record)
        if suggester:
            return Speaker(suggester, suggests=True)
        layer = self._layer(record)
        return Speaker(layer, suggests=False) if layer else None

    def _note_reading(self, content: AnnotationSet) -> None:
        """Note how a record that was taken in was understood, where that is not as it stands."""
        spans = content.spans
        self.report.merged += len(spans) - len({s.place for s in spans})
        self.report.read_as.count(self._contents.read_as)

    def _layer(self, record: Record) -> str | None:
        """Whose labels a record holds that is no suggester's, if anybody's.

        Raises InputError for a name that nobody can have.
        """
        if record.layer:
            check_layer(record.layer)
        return record.layer or (self._annotator if record.says_something else None)

    def _document(
        self, record: Record, spans: tuple[RecordSpan, ...], counted: _Counted
    ) -> tuple[_Stored | None, Document, Located]:
        """The document that a record brings or names, as the project knows it if it does."""
        known = self._named(record) if record.text is None else self._same_again(record)
        unit, or_any = counted
        if known:
            located = locate_stored(spans, known.document.text, unit, or_any=or_any)
            return known, known.document, located
        located = locate(spans, record.text or "", unit, or_any=or_any)
        document = document_of(record, located)
        known = self._met(document)
        return known, known.document if known else document, located

    def _same_again(self, record: Record) -> _Stored | None:
        """The document of the record before, if this one brings it too, as lines of an export do.

        It need not be normalised and hashed again.
        """
        last = self._last
        if last is None or record.text != last.document.text:
            return None
        given = record.sha256, record.paragraphs
        return last if given == (last.document.sha256, last.document.paragraphs) else None

    def _named(self, record: Record) -> _Stored:
        """The document that is named by its hash, or by its id if its text can be checked."""
        sha256 = (record.sha256 or "").lower()
        if not sha256 and record.spans and all(span.text for span in record.spans):
            return self._called(record_id(record))
        if not sha256:
            likely = likely_text(record.meta or {})
            hint = f'is it under "{likely}"? call that "text"' if likely else "give one of them"
            raise InputError("neither a text nor its sha256", "$.text", hint)
        if self._last and self._last.document.sha256 == sha256:
            return self._last
        key = documents.find(self._store, sha256, removed=False)
        if key is None:
            hint = "import the text first, or with it"
            raise NotYetError(f"no text is known with the hash {sha256[:12]}…", "$.sha256", hint)
        return _Stored(key, documents.get(self._store, key))

    def _called(self, id: str) -> _Stored:
        """The document of that id, or else the one that was found under it too."""
        key = documents.find_id(self._store, id)
        if key is None:
            key = documents.find_appearance(self._store, id)
        if key is None:
            hint = "import the text first, or with it"
            raise NotYetError(f"no text is known with the id {id!r}", "$.id", hint)
        return _Stored(key, documents.get(self._store, key))

    def _met(self, document: Document) -> _Stored | None:
        """The project's document with the same text; None where it is new, or that was purged."""
        if self._last and self._last.document.sha256 == document.sha256:
            return self._last
        found = documents.with_text(self._store, document.text, document.sha256)
        return _Stored(*found) if found else None

    def _place(self, record: Record, document: Document, known: _Stored | None) -> _Stored:
        """Add a document, or to a known one the further places where its text was found."""
        stored = known or _Stored(self._put(document), document)
        if record.text is None:
            return stored
        here = _place_of(record, document)
        if known and (known is not self._last or here != _own_place(document)):
            self._put(_at(document, here))
        for place in record.appearances or ():
            self._put(_at(document, place))
        return stored

    def _put(self, document: Document) -> int:
        placed = self._bulk.document(document)
        self.report.appearances += placed.appearance
        if self._first_sight(placed.key):
            self.report.documents += placed.new
            self.report.known += not placed.new
        return placed.key

    def _first_sight(self, key: int) -> bool:
        """Whether this import meets a document for the first time; a byte each, however many."""
        if key >= len(self._seen):
            self._seen.extend(bytes(key + 1024 - len(self._seen)))
        first = not self._seen[key]
        self._seen[key] = 1
        return first


def _own_place(document: Document) -> Appearance:
    return Appearance(document.id, document.title, document.url)


def _place_of(record: Record, known: Document) -> Appearance:
    """Where a record found a text; what it leaves out is as it is known."""
    return Appearance(
        record_id(record) or known.id, record.title or known.title, record.url or known.url
    )


def _at(document: Document, place: Appearance) -> Document:
    return replaced(document, id=place.id, title=place.title, url=place.url)
