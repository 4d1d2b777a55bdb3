"""The fold: from the operations of one layer on one document to what they add up to.

It is pure, total and ordered by (lamport, writer, n); it looks neither at the scheme nor at
the text. `Fold` takes operations one at a time as long as they come in order; what comes late,
and every undo and redo, is answered by folding anew. Both ways give the same AnnotationSet.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from typing import Any

from annotate.core import operations as ops
from annotate.core.annotation_set import (
    DONE,
    SKIPPED,
    UNSEEN,
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Settlement,
    Span,
    remark_order,
    span_order,
    status_text,
)
from annotate.core.gestures import in_force
from annotate.core.operations import Operation, decode_body, encode_body

Place = tuple[int, int, str]
Target = tuple[str | None, int | None]
LETTERS = {"done": DONE, "skipped": SKIPPED, "unseen": UNSEEN}


class Fold:
    """The state of one layer's operations on one document, applied in order."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._spans: dict[str, Span] = {}
        self._same: dict[str, str] = {}
        self._places: dict[Place, str] = {}
        self._ordered: list[Span] | None = None
        self._relations: dict[Relation, None] = {}
        self._shown: list[Relation] | None = None
        self._status: dict[int, str] = {}
        self._notes: dict[Target, str] = {}
        self._flags: dict[Target, None] = {}
        self._rejections: dict[Rejection, None] = {}
        self._settlement: Settlement | None = None

    def copy(self) -> "Fold":
        """The same as it is now; what either takes after that is its own."""
        other = Fold()
        for name, value in vars(self).items():
            setattr(other, name, value.copy() if isinstance(value, dict | list) else value)
        return other

    def apply(self, operation: Operation) -> None:
        """Take one more operation, later in order than all before; undo and redo do nothing."""
        apply = _APPLY.get(operation.kind)
        body = decode_body(operation.kind, operation.body) if apply else None
        if apply and body is not None:
            apply(self, body, operation.id)

    def annotation_set(self) -> AnnotationSet:
        """All that was applied so far adds up to this, with all its parts in order."""
        notes = (Note(text, *target) for target, text in self._notes.items() if self._is(target))
        flags = (Flag(*target) for target in self._flags if self._is(target))
        return AnnotationSet(
            spans=tuple(self._in_order()),
            relations=tuple(self._shown_in_order()),
            status=status_text(self._status).rstrip(UNSEEN),
            notes=tuple(sorted(notes, key=remark_order)),
            flags=tuple(sorted(flags, key=remark_order)),
            rejections=tuple(sorted(self._rejections)),
            settlement=self._settlement,
        )

    def _in_order(self) -> list[Span]:
        """The spans in order; sorted when first asked for, from then on kept so."""
        if self._ordered is None:
            self._ordered = sorted(self._spans.values(), key=span_order)
        return self._ordered

    def _shown_in_order(self) -> list[Relation]:
        """The relations of which both ends live, in order; kept as the spans are."""
        if self._shown is None:
            self._shown = sorted(r for r in self._relations if self._shows(r))
        return self._shown

    def _shows(self, relation: Relation) -> bool:
        """Whether both ends live, and are still two."""
        both = relation.head in self._spans and relation.child in self._spans
        return both and relation.head != relation.child

    def _is(self, target: Target) -> bool:
        return target[0] is None or target[0] in self._spans

    def _id(self, span: str) -> str:
        """The id that stands for a span which was once found equal to another."""
        while span in self._same:
            span = self._same[span]
        return span

    def _target(self, span: str | None, paragraph: int | None) -> Target | None:
        """What a remark is on: a span that lives, else a paragraph, else the article."""
        if span is not None:
            span = self._id(span)
            return (span, None) if span in self._spans else None
        return (None, paragraph) if paragraph is None or _is_index(paragraph) else None

    def _add(self, body: ops.Add, id: str) -> None:
        if not self._knows(id):
            self._put(Span(body.start, body.end, body.label, id, body.origin, body.score))

    def _change(self, body: ops.Change, id: str) -> None:
        old = self._spans.get(self._id(body.span))
        if old is None:
            return
        self._leave_place(old)
        self._put(Span(body.start, body.end, body.label, old.id, old.origin, old.score))

    def _remove(self, body: ops.Remove, id: str) -> None:
        span = self._spans.pop(self._id(body.span), None)
        if span is not None:
            self._leave_place(span)
            self._shown = None

    def _relate(self, body: ops.Relate, id: str) -> None:
        relation = self._relation(body.label, body.head, body.child)
        if relation not in self._relations and self._shows(relation):
            self._relations[relation] = None
            if self._shown is not None:
                insort(self._shown, relation)

    def _unrelate(self, body: ops.Unrelate, id: str) -> None:
        relation = self._relation(body.label, body.head, body.child)
        if relation in self._relations:
            del self._relations[relation]
            self._shown = None

    def _set_status(self, body: ops.Status, id: str) -> None:
        letter = LETTERS[body.status]
        self._status |= {p: letter for p in body.paragraphs if _is_index(p)}

    def _set_note(self, body: ops.SetNote, id: str) -> None:
        target = self._target(body.span, body.paragraph)
        if target and body.text:
            self._notes[target] = body.text
        elif target:
            self._notes.pop(target, None)

    def _set_flag(self, body: ops.SetFlag, id: str) -> None:
        target = self._target(body.span, body.paragraph)
        if target and body.on:
            self._flags[target] = None
        elif target:
            self._flags.pop(target, None)

    def _reject(self, body: ops.Reject, id: str) -> None:
        self._rejections[Rejection(body.start, body.end, body.label)] = None

    def _settle(self, body: ops.Settle, id: str) -> None:
        self._settlement = Settlement(body.versions, body.reason, body.unclear)

    def _import(self, body: ops.Import, id: str) -> None:
        content = body.content
        self._clear()
        for span in content.spans:
            if span.id and not self._knows(span.id):
                self._put(span)
        relations = (self._relation(r.label, r.head, r.child) for r in content.relations)
        self._relations = {r: None for r in relations if self._shows(r)}
        letters = enumerate(content.status[: ops.MAX_PARAGRAPH])
        self._status = {p: letter for p, letter in letters if letter in LETTERS.values()}
        notes = ((self._target(n.span, n.paragraph), n.text) for n in content.notes)
        self._notes = _joined((target, text) for target, text in notes if target and text)
        flags = (self._target(f.span, f.paragraph) for f in content.flags)
        self._flags = {target: None for target in flags if target}
        self._rejections = dict.fromkeys(content.rejections)
        self._settlement = content.settlement

    def _knows(self, span: str) -> bool:
        """Whether an id is taken, by a span that lives or by one that another stands for."""
        return span in self._spans or span in self._same

    def _relation(self, label: str, head: str, child: str) -> Relation:
        return Relation(label, self._id(head), self._id(child))

    def _put(self, span: Span) -> None:
        """Let a span live; where an equal one does, the one that came first stands for both."""
        other = self._places.get((span.start, span.end, span.label))
        if other is None:
            self._take_place(span)
        elif span.id not in self._spans:
            self._same[span.id] = other
        else:
            self._merge(self._spans[other], span)

    def _take_place(self, span: Span) -> None:
        self._spans[span.id], self._places[span.start, span.end, span.label] = span, span.id
        if self._ordered is not None:
            insort(self._ordered, span, key=span_order)
        if self._shown is not None and len(self._shown) < len(self._relations):
            self._shown = None  # an end that was missing may be this one

    def _leave_place(self, span: Span) -> None:
        del self._places[span.start, span.end, span.label]
        if self._ordered is not None:
            del self._ordered[bisect_left(self._ordered, span_order(span), key=span_order)]

    def _merge(self, standing: Span, changed: Span) -> None:
        """A change made two spans equal: the earlier of them (dicts keep order) stands."""
        earlier = next(s for s in self._spans if s in (standing.id, changed.id))
        later = changed.id if earlier == standing.id else standing.id
        if earlier == changed.id:
            self._leave_place(standing)
            self._take_place(changed)
        del self._spans[later]
        self._same[later], self._shown = earlier, None
        self._relations = {self._relation(r.label, r.head, r.child): None for r in self._relations}
        self._notes = _joined(((s and self._id(s), p), t) for (s, p), t in self._notes.items())
        self._flags = {(s and self._id(s), p): None for s, p in self._flags}


_APPLY: dict[str, Callable[[Fold, Any, str], None]] = {
    "add": Fold._add,
    "change": Fold._change,
    "remove": Fold._remove,
    "relate": Fold._relate,
    "unrelate": Fold._unrelate,
    "status": Fold._set_status,
    "note": Fold._set_note,
    "flag": Fold._set_flag,
    "reject": Fold._reject,
    "import": Fold._import,
    "settle": Fold._settle,
}
"""How each kind is applied; undo and redo are marks, seen to before anything is."""


def fold(operations: Iterable[Operation]) -> AnnotationSet:
    """All operations of one layer on one document, in any order, as an AnnotationSet."""
    return fold_live(operations).annotation_set()


def imported(content: AnnotationSet) -> AnnotationSet:
    """What an import of this content adds up to where nothing follows."""
    state = Fold()
    kind, body = encode_body(ops.Import(content))
    state.apply(Operation("", 1, 1, "", "", 1, kind, body, 0))
    return state.annotation_set()


def fold_live(operations: Iterable[Operation]) -> Fold:
    """The fold over the operations of gestures that are not undone, to go on from."""
    state = Fold()
    for operation in in_force(operations):
        state.apply(operation)
    return state


def _joined(notes: Iterable[tuple[Target, str]]) -> dict[Target, str]:
    """The notes by what they are on; of several on one target each becomes a line."""
    lines: dict[Target, dict[str, None]] = {}
    for target, text in notes:
        lines.setdefault(target, {})[text] = None
    return {target: "\n".join(texts) for target, texts in lines.items()}


def _is_index(paragraph: int) -> bool:
    return 0 <= paragraph < ops.MAX_PARAGRAPH
