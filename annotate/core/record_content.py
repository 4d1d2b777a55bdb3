"""From a record to what its layer says of the document, checked against the text and the scheme."""

import re
from collections import Counter
from collections.abc import Sequence

from annotate.core.annotation_set import (
    DONE,
    SKIPPED,
    UNSEEN,
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Span,
)
from annotate.core.document import Document
from annotate.core.errors import InputError, UnknownNameError
from annotate.core.name_map import NameMap, Names
from annotate.core.paragraphs import find_paragraphs
from annotate.core.readings import Located
from annotate.core.record import Record, RecordFlag, RecordNote, RecordRelation
from annotate.core.record_document import read_paragraphs
from annotate.core.scheme import Scheme

LETTERS = {"done": DONE, "skipped": SKIPPED, "open": UNSEEN}
BY_INDEX = re.compile(r"#\d+")
"""How a span without an id is called."""
Target = tuple[str | None, int | None]
ReadAs = Counter[tuple[str, str, str]]
"""How many labels or relations (the field), by how a record calls them, were read as what."""


class ContentReader:
    """Makes of a record what its layer says, in the terms of one scheme."""

    def __init__(self, scheme: Scheme, names: NameMap | None = None) -> None:
        self._scheme, self._names = scheme, Names(scheme, names)
        self._labels, self._permitted = self._names.labels, self._names.permitted
        self._bygone = scheme.bygone
        self._mapped = names.relations if names else {}
        self.read_as: ReadAs = Counter()
        """What the last record calls otherwise than the scheme, though nobody said so."""

    def read(self, record: Record, document: Document, located: Located) -> AnnotationSet:
        """What a record says of a document. Raises InputError that names the field.

        A span that came without an id has "" for it; what speaks of that span calls it "#" and
        its index. An id that looks like that is not kept.
        """
        self.read_as.clear()
        spans = self._spans(record, located)
        names = [span.id for span in record.spans or ()]
        targets = _Targets(spans, names, len(document.paragraphs))
        return AnnotationSet(
            spans=spans,
            relations=self._relations(record, targets),
            status=_status(record, document, located),
            notes=_notes(record.notes or (), targets),
            flags=_flags(record.flags or (), targets),
            rejections=self._rejections(record, located),
            settlement=record.settlement,
        )

    def unknown(self, record: Record) -> tuple[Counter[str], Counter[str]]:
        """The names of a record's labels, and of its links, that say nothing in this scheme."""
        names = self._names
        labels = (s.label for s in record.spans or () if names.label(s.label) is None)
        known = self._bygone
        links = (r.label for r in record.relations or () if r.label not in known)
        return Counter(labels), Counter(n for n in links if names.relation(n) is None)

    def _spans(self, record: Record, located: Located) -> tuple[Span, ...]:
        labels, spans, given = self._labels, [], record.spans or ()
        for index, (s, place) in enumerate(zip(given, located.places(given), strict=True)):
            label = labels.get(s.label) or self._label(s.label, f"$.spans[{index}].label")
            id = s.id or ""
            if id.startswith("#") and BY_INDEX.fullmatch(id):
                id = ""
            if s.score is not None and not 0 <= s.score <= 1:
                raise _no_score(s.score, f"$.spans[{index}].score")
            spans.append(Span(*place, label, id, s.origin, s.score))
        return tuple(spans)

    def _label(self, name: str, where: str) -> str:
        """The label of a name that is not the scheme's own."""
        label = self._names.label(name)
        if label:
            self.read_as["labels", name, label] += 1
            return label
        known = ", ".join(label.name for label in self._scheme.labels)
        raise UnknownNameError(f"unknown label {name!r}", where, f"the scheme has {known}")

    def _relations(self, record: Record, targets: "_Targets") -> tuple[Relation, ...]:
        given = enumerate(record.relations or ())
        return tuple([self._relation(r, f"$.relations[{i}]", targets) for i, r in given])

    def _relation(self, relation: RecordRelation, where: str, targets: "_Targets") -> Relation:
        head = targets.index(relation.head, f"{where}.head")
        child = targets.index(relation.child, f"{where}.child")
        if head == child:
            raise InputError("a span is linked to itself", where, "name two spans")
        name = relation.label
        ends = targets.label(head), targets.label(child)
        if (name, *ends) not in self._permitted and not self._is_bygone(name, ends):
            name, head, child = self._understood(name, head, child, targets, where)
        return Relation(name, targets.name(head), targets.name(child))

    def _is_bygone(self, name: str, ends: tuple[str, str]) -> bool:
        """Whether a link is one that the scheme once had, or between labels that it once had."""
        known = name in self._bygone or self._scheme.relation(name) is not None
        return known and not self._bygone.isdisjoint((name, *ends))

    def _understood(
        self, name: str, head: int, child: int, targets: "_Targets", where: str
    ) -> tuple[str, int, int]:
        """A relation that others call so, in the scheme's words, with its ends in its order."""
        found = self._names.relation(name)
        if found:
            if self._names.turns(found, targets.label(head), targets.label(child)):
                head, child = child, head
            ends = targets.label(head), targets.label(child)
            if self._scheme.permits(found.label, *ends):
                if name != found.label and name not in self._mapped:
                    self.read_as["relations", name, found.label] += 1
                return found.label, head, child
            what = f"{name!r} may not lead from {ends[0]} to {ends[1]}"
            raise InputError(what, where, "are head and child the wrong way round?")
        known = ", ".join(r.label for r in self._scheme.relations) or "none"
        what, hint = f"unknown relation {name!r}", f"the scheme has {known}"
        raise UnknownNameError(what, f"{where}.label", hint)

    def _rejections(self, record: Record, located: Located) -> tuple[Rejection, ...]:
        given = enumerate(record.rejections or ())
        return tuple([self._rejection(r, f"$.rejections[{i}]", located) for i, r in given])

    def _rejection(
        self, rejection: tuple[int, int, str], where: str, located: Located
    ) -> Rejection:
        start, end, name = rejection
        label = self._labels.get(name) or self._label(name, where)
        try:
            start, end = located.read(start), located.read(end)
        except ValueError as error:
            raise InputError(str(error), where) from error
        if not 0 <= start < end <= len(located.text):
            raise InputError(f"{start}–{end} is empty or outside the text", where)
        return Rejection(start, end, label)


def _no_score(score: float, where: str) -> InputError:
    what = f"the score {score:g} is not from 0 to 1"
    return InputError(what, where, "say how likely it is right, or leave it out")


class _Targets:
    """What relations, notes and flags may speak of: spans by id or index, paragraphs by index."""

    def __init__(
        self, spans: tuple[Span, ...], names: Sequence[str | None], paragraphs: int
    ) -> None:
        self._spans, self._paragraphs = spans, paragraphs
        self._indexes: dict[str, int] = {}
        for index, name in enumerate(names):
            if name and self._indexes.setdefault(name, index) != index:
                what = f"the id {name!r} is that of $.spans[{self._indexes[name]}] too"
                hint = "give each span its own, or none"
                raise InputError(what, f"$.spans[{index}].id", hint)

    def index(self, span: str | int, where: str) -> int:
        index = span if isinstance(span, int) else self._indexes.get(span, -1)
        if not 0 <= index < len(self._spans):
            raise InputError(f"no span {span!r}", where, "name a span by its id or its index")
        return index

    def label(self, index: int) -> str:
        return self._spans[index].label

    def name(self, index: int) -> str:
        return self._spans[index].id or f"#{index}"

    def of(self, remark: RecordNote | RecordFlag, where: str) -> Target:
        if remark.span is not None and remark.paragraph is not None:
            raise InputError("both a span and a paragraph", where, "name one of them, or neither")
        if remark.span is not None:
            return self.name(self.index(remark.span, f"{where}.span")), None
        if remark.paragraph is not None and not 0 <= remark.paragraph < self._paragraphs:
            what = f"no paragraph {remark.paragraph}"
            raise InputError(what, f"{where}.paragraph", "paragraphs count from 0")
        return None, remark.paragraph


def _notes(given: tuple[RecordNote, ...], targets: _Targets) -> tuple[Note, ...]:
    """The notes; of several on one target each becomes a line."""
    lines: dict[Target, list[str]] = {}
    for index, note in enumerate(given):
        target = targets.of(note, f"$.notes[{index}]")
        lines.setdefault(target, []).append(note.text)
    return tuple([Note("\n".join(texts), *target) for target, texts in lines.items() if any(texts)])


def _flags(given: tuple[RecordFlag, ...], targets: _Targets) -> tuple[Flag, ...]:
    found = [targets.of(flag, f"$.flags[{index}]") for index, flag in enumerate(given)]
    return tuple([Flag(*target) for target in dict.fromkeys(found)])


def _status(record: Record, document: Document, located: Located) -> str:
    """One letter a paragraph, without the unseen ones at the end."""
    paragraphs = len(document.paragraphs)
    if record.paragraph_status is None:
        return (_overall(record) * paragraphs).rstrip(UNSEEN)
    letters = _checked_letters(record, document, located)
    if len(set(letters)) == 1:
        letters = letters[0] * paragraphs
    elif len(letters) != paragraphs or (
        read_paragraphs(record, located) not in ((), document.paragraphs)
    ):
        what = "other paragraphs than those this text is known with"
        raise InputError(what, "$.paragraphs", "leave out `paragraphs` and `paragraph_status`")
    return letters.rstrip(UNSEEN)


def _overall(record: Record) -> str:
    """What goes for every paragraph; labels with nothing said of their status are finished."""
    if record.status is None:
        return DONE if record.layer or record.spans else UNSEEN
    return LETTERS[record.status]


def _checked_letters(record: Record, document: Document, located: Located) -> str:
    """The letters, as many as the record's paragraphs: given, as known, or as its text has them."""
    letters = record.paragraph_status or ""
    paragraphs = len(record.paragraphs or document.paragraphs)
    if len(letters) != paragraphs and (
        record.paragraphs or len(letters) != len(find_paragraphs(located.text))
    ):
        what = f"{len(letters)} letters for {paragraphs} paragraphs"
        raise InputError(what, "$.paragraph_status", "give one a paragraph")
    if strange := set(letters) - set(LETTERS.values()):
        what = f"{min(strange)!r} is no status"
        raise InputError(what, "$.paragraph_status", "use d (done), s (skipped) and u (unseen)")
    return letters
