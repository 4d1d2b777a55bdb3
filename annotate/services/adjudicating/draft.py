"""A gesture of adjudication while it is put together: what it adds, and what that leads to."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from annotate.core.annotation_set import (
    DONE,
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Span,
    span_order,
    status_text,
)
from annotate.core.operations import (
    Add,
    Body,
    Reject,
    Relate,
    Remove,
    SetFlag,
    SetNote,
    Settle,
    Status,
    Unrelate,
)
from annotate.core.suggestion import Place
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.origins import UNANIMOUS, is_of_versions
from annotate.services.adjudicating.standing import Standing, refused
from annotate.services.adjudicating.versions import whence


class Draft:
    """What one key does to a gold layer; nothing is written before `commit`."""

    def __init__(self, case: Adjudication) -> None:
        self._case = case
        self._first = case.next_number()
        self._renewed: list[Remove] = []
        self._adds: list[Add] = []
        self._others: list[Body] = []
        self.content: AnnotationSet = case.content
        self._declined, self._of_all = set(case.declined), set(case.said.of_all)
        self._standing: Standing | None = case.standing

    @property
    def standing(self) -> Standing:
        """How far the adjudication is once this is committed."""
        if self._standing is None:
            self._standing = self._stands()
        return self._standing

    @property
    def is_empty(self) -> bool:
        """Whether it would change nothing."""
        return not self._adds and not self._others

    def _stands(self) -> Standing:
        declined, of_all = frozenset(self._declined), frozenset(self._of_all)
        said = self._case.said._replace(declined=declined, of_all=of_all)
        return Standing(self._case.ground, self.content, said)

    # --- spans ---------------------------------------------------------------------------------

    def add(self, places: Iterable[Place]) -> None:
        """Take spans of versions that are not in gold yet."""
        there, versions = {s.place for s in self.content.spans}, self._case.versions
        new = [p for p in places if p not in there]
        made = [Add(*p, *whence(p, versions)) for p in new]
        number = self._first + len(self._adds)
        spans = [Span(*p, self._case.id_of(number + n)) for n, p in enumerate(new)]
        self._adds += made
        self._change(spans=(*self.content.spans, *spans))

    def remove(self, spans: Collection[Span]) -> None:
        """Take spans out of gold, with their links."""
        self._others += [Remove(span.id) for span in spans]
        self._take_out(spans)

    def _take_out(self, spans: Collection[Span]) -> None:
        gone = {span.id for span in spans}
        self._change(spans=tuple(s for s in self.content.spans if s.id not in gone))
        links = self.content.relations
        self._change(relations=tuple(r for r in links if gone.isdisjoint((r.head, r.child))))

    def renew(self, places: Collection[Place]) -> None:
        """Say anew whose the spans of versions are that gold has there; before any is added.

        A span keeps its origin: it goes and comes again, with its links and what was noted of it.
        """
        versions, before = self._case.versions, self.content
        there = (s for s in before.spans if s.place in places and is_of_versions(s))
        old = [s for s in there if (s.origin, s.score) != whence(s.place, versions)]
        if not old:
            return
        declined = [*self._declined]
        self._renewed = [Remove(span.id) for span in old]
        self._first += len(old)
        self._take_out(old)
        self.add([s.place for s in old])
        ids = {span.place: span.id for span in self.content.spans}
        self._carry_over(before, declined, {span.id: ids[span.place] for span in old})

    def _carry_over(
        self, before: AnnotationSet, declined: Iterable[Relation], names: Mapping[str, str]
    ) -> None:
        """What was said of spans, by their new names."""
        of_all = {*self._of_all}

        def renamed(links: Iterable[Relation]) -> list[Relation]:
            touched = (k for k in links if k.head in names or k.child in names)
            return [
                Relation(k.label, names.get(k.head, k.head), names.get(k.child, k.child))
                for k in touched
            ]

        self._make(renamed(k for k in before.relations if k in of_all), UNANIMOUS)
        self._make(renamed(k for k in before.relations if k not in of_all))
        self.decline(renamed(declined))
        notes = [Note(n.text, names[n.span]) for n in before.notes if n.span and n.span in names]
        flags = [Flag(names[f.span]) for f in before.flags if f.span and f.span in names]
        self._others += [SetNote(n.text, span=n.span) for n in notes]
        self._others += [SetFlag(True, span=f.span) for f in flags]
        self._change(notes=(*(n for n in before.notes if n.span not in names), *notes))
        self._change(flags=(*(f for f in before.flags if f.span not in names), *flags))

    def refuse(self, places: Iterable[Place]) -> None:
        """Say of spans of versions that they are not to be."""
        known = refused(self.content)
        new = [p for p in places if p not in known]
        self._others += [Reject(*place) for place in new]
        self._change(rejections=(*self.content.rejections, *(Rejection(*p) for p in new)))

    # --- links ---------------------------------------------------------------------------------

    def relate(self, links: Iterable[Relation]) -> None:
        """Make links that were chosen, as far as the scheme has them.

        One that is there since all had it is made again: from now on it is chosen.
        """
        chosen = {*self.content.relations} - self._of_all
        self._make([k for k in links if k not in chosen and self._permits(k)])

    def _make(self, new: Sequence[Relation], origin: str | None = None) -> None:
        self._others += [Relate(k.label, k.head, k.child, origin) for k in new]
        self._declined.difference_update(new)
        (self._of_all.update if origin else self._of_all.difference_update)(new)
        there = self.content.relations
        self._change(relations=(*there, *(k for k in new if k not in there)))

    def decline(self, links: Iterable[Relation]) -> None:
        """Say of links that they are not to be, and take away those that are."""
        new = [k for k in links if k in self.content.relations or k not in self._declined]
        self._others += [Unrelate(k.label, k.head, k.child) for k in new]
        self._declined.update(new)
        self._change(relations=tuple(k for k in self.content.relations if k not in new))

    def _permits(self, link: Relation) -> bool:
        head, child = (self.content.span(end) for end in (link.head, link.child))
        labels = (head.label if head else "", child.label if child else "")
        return self._case.scheme.permits(link.label, *labels)

    def follow_links(self, paragraphs: Collection[int] | None = None) -> None:
        """Make the links on which all agree whose ends are both there by now.

        Of those that end in some paragraphs, or with None of those that an added span is an end of.
        """
        new = {self._case.id_of(self._first + n) for n in range(len(self._adds))}
        missing = self.standing.missing_links()
        if paragraphs is None:
            wanted = (k for k in missing if not new.isdisjoint((k.head, k.child)))
        else:
            wanted = (k for k in missing if self._paragraph_of(k) in paragraphs)
        self._make([k for k in wanted if self._permits(k)], UNANIMOUS)

    def _paragraph_of(self, link: Relation) -> int:
        """The paragraph where the later end of a link starts."""
        ends = (self.content.span(end) for end in (link.head, link.child))
        return self._case.document.paragraph_at(max(s.start for s in ends if s))

    # --- paragraphs, and the whole -------------------------------------------------------------

    def done(self, paragraphs: Sequence[int]) -> None:
        """Mark paragraphs done that are not."""
        new = tuple(p for p in paragraphs if self.content.status_of(p) != "done")
        if new:
            self._others.append(Status(new, "done"))
            letters = dict(enumerate(self.content.status)) | dict.fromkeys(new, DONE)
            self._change(status=status_text(letters))

    def remark(self, paragraph: int, reason: str) -> None:
        """Flag a paragraph with a reason; with "" neither stands any longer."""
        self._others += [
            SetFlag(bool(reason), paragraph=paragraph),
            SetNote(reason, paragraph=paragraph),
        ]
        flags = [f for f in self.content.flags if f.paragraph != paragraph]
        notes = [n for n in self.content.notes if n.paragraph != paragraph]
        if reason:
            flags.append(Flag(paragraph=paragraph))
            notes.append(Note(reason, paragraph=paragraph))
        self._change(flags=tuple(flags), notes=tuple(notes))

    def settle(self) -> bool:
        """Settle these versions, if every paragraph is done and nothing is open; whether it did."""
        case = self._case
        whole = self.content.finished(len(case.document.paragraphs)) and not self.standing.open
        if whole and (not case.is_settled or not self.is_empty):
            self._others.append(self._settlement())
        return whole

    def _settlement(self) -> Settle:
        reasons = dict.fromkeys(note.text for note in self.content.notes)
        return Settle(self._case.digests, "\n".join(reasons), bool(self.content.flags))

    def _change(self, **parts: tuple[object, ...] | str) -> None:
        self._standing = None
        self.content = replace(self.content, **parts)
        if "spans" in parts:
            ordered = tuple(sorted(self.content.spans, key=span_order))
            self.content = replace(self.content, spans=ordered)

    def commit(self, then: int | None = None) -> None:
        """Write it as one gesture, which leads on to the paragraph `then`."""
        if not self.is_empty:
            self._case.commit_settled([*self._renewed, *self._adds, *self._others], then)
