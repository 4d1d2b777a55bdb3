"""One article under a reviewer's hands: its versions, and the gold layer that settles them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.conflicts import Conflict
from annotate.core.errors import GestureError
from annotate.core.link_conflicts import said_of_links
from annotate.core.operations import Add, Body, Unrelate
from annotate.core.scheme import Scheme
from annotate.core.suggestion import Place, Suggestions
from annotate.services.adjudicating.consequences import consequences
from annotate.services.adjudicating.offered import Offered
from annotate.services.adjudicating.origins import is_of_all, moved
from annotate.services.adjudicating.standing import AnyConflict, Ground, Said, Standing
from annotate.services.adjudicating.versions import Version
from annotate.services.annotating.article import Article
from annotate.storage import adjudication
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer

Read = Callable[[], tuple[Version, ...]]


class _Known(NamedTuple):
    """What was worked out for one state of the gold layer."""

    content: AnnotationSet
    standing: Standing
    said: Said


class Adjudication(Article):
    """A gold layer on a document, edited with all that edits an article, and its versions."""

    def __init__(
        self,
        annotations: Annotations,
        writer: Writer,
        scheme: Scheme,
        read: Read,
        made: Callable[[Sequence[Body]], object] = len,
    ) -> None:
        """`read` gives the versions as they are now."""
        super().__init__(annotations, writer, scheme, made)
        self._read, self._known, self._chosen = read, None, None
        self._asked, self._asked_links = frozenset[Place](), frozenset[Relation]()
        self._left_at = -1
        self._take_versions()

    _known: _Known | None
    _chosen: AnyConflict | None

    def _take_versions(self) -> None:
        store = self._annotations.store
        self._newest = adjudication.newest(store, self.key)
        self.versions = self._read()
        contents = [v.content for v in self.versions]
        self.ground = Ground(self.document, contents, self.scheme.permits)
        self.offers = Offered(self.ground, self.scheme, self.versions)
        self._known = None

    def refresh(self) -> bool:
        """Take in what others appended meanwhile, to the versions too; whether there was any."""
        changed = super().refresh()
        if self._newest != adjudication.newest(self._annotations.store, self.key):
            before = self.digests
            self._take_versions()
            changed = changed or before != self.digests
        return changed

    def offer(self, found: Suggestions) -> None:
        """No suggestions: what is offered here are the versions."""

    def commit(self, bodies: Sequence[Body], then: int | None = None) -> None:
        """Make one gesture durable, with what it says of the versions there."""
        own = [self._owned(body) for body in bodies]
        super().commit([*own, *consequences(self, own)], then)

    def _owned(self, body: Body) -> Body:
        """What is taken from a version, with other ends or another label, is the reviewer's own."""
        if not isinstance(body, Add) or self.ground.has((body.start, body.end, body.label)):
            return body
        return Add(body.start, body.end, body.label)

    def commit_settled(self, bodies: Sequence[Body], then: int | None = None) -> None:
        """The same of a gesture that says all of it already."""
        super().commit(bodies, then)

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of the versions, in an order that does not depend on whose they are."""
        return tuple(sorted(version.digest for version in self.versions))

    # --- how far it is -------------------------------------------------------------------------

    @property
    def standing(self) -> Standing:
        """Which conflicts there are and which are open, as the gold layer is now."""
        return self._worked_out.standing

    @property
    def declined(self) -> frozenset[Relation]:
        """The links that were said not to be."""
        return self.said.declined

    @property
    def said(self) -> Said:
        """What the log tells of the gold layer beyond its content."""
        return self._worked_out.said

    @property
    def _worked_out(self) -> _Known:
        if self._known is None or self._known.content is not self.content:
            said = self._said_so_far()
            standing = Standing(self.ground, self.content, said)
            self._asked |= standing.asked
            self._asked_links |= standing.asked_links
            said = said._replace(asked=self._asked, asked_links=self._asked_links)
            self._known = _Known(self.content, standing, said)
        return self._known

    def _said_so_far(self) -> Said:
        operations = self._annotations.operations
        links = said_of_links(operations)
        return Said(
            declined=frozenset(k for k, said in links.items() if isinstance(said, Unrelate)),
            of_all=frozenset(k for k, said in links.items() if is_of_all(said)),
            moved=moved(operations),
            asked=self._asked,
            asked_links=self._asked_links,
            is_settled=self.is_settled,
        )

    @property
    def is_settled(self) -> bool:
        """Whether just these versions were settled."""
        settlement = self.content.settlement
        return settlement is not None and tuple(sorted(settlement.versions)) == self.digests

    def of_paragraph(self, paragraph: int, *, only_open: bool = False) -> list[AnyConflict]:
        """The conflicts that are settled in a paragraph, in the order in which one meets them."""
        found = self.standing.open if only_open else self.standing.conflicts
        return [c for c in found if self.standing.paragraph_of(c) == paragraph]

    def answer_to(self, conflict: Conflict) -> list[Span]:
        """The gold spans that answer a conflict now: versions' ones, and what is in their place."""
        near, places = self.content.overlapping(conflict.start, conflict.end), conflict.places
        return [
            span
            for span in near
            if span.place in places
            or any(self.ground.stands_in_for(span, place) for place in places)
        ]

    # --- the conflict at hand ------------------------------------------------------------------

    @property
    def at_hand(self) -> AnyConflict | None:
        """The conflict that digits settle: the one gone to, else the paragraph's first open one.

        One that was gone to stays at hand where the span in question begins in a later paragraph.
        """
        paragraph = self.cursor.paragraph
        here = self.of_paragraph(paragraph)
        near = self.standing.conflicts if paragraph == self._left_at else here
        if self._chosen in near:
            return self._chosen
        return next((c for c in here if c in self.standing.open), here[0] if here else None)

    @property
    def paragraph(self) -> int:
        """The paragraph that the conflict at hand is settled in, else the cursor's."""
        at = self.at_hand
        return self.cursor.paragraph if at is None else self.standing.paragraph_of(at)

    def go_to(self, conflict: AnyConflict) -> None:
        """Be at a conflict, with the keys acting on what is in gold there, or else is offered."""
        self._chosen = conflict
        self.cursor.go(self.standing.paragraph_of(conflict))
        if isinstance(conflict, Conflict):
            self._hold_span(conflict)
        elif head := self.index.span(conflict.links[0].head):
            self._hold_head(head.id)
        self._left_at = self.cursor.paragraph

    def _hold_span(self, conflict: Conflict) -> None:
        for start, end, label in conflict.places:
            if self.span_at((start, end), label):
                self.hold((start, end), label, reached=True)
                return
        offers = self.open_offers(self.cursor.paragraph)
        offer = next((o for o in offers if o.place in conflict.places), None)
        if offer:
            self.cursor.hold(offer, reached=True)
        else:
            self.cursor.put_near(conflict.start)

    def _hold_head(self, head: str) -> None:
        """Act on a link's head, where it is in the paragraph at hand."""
        span = self.index.span(head)
        if span and self.document.paragraph_at(span.start) == self.cursor.paragraph:
            self.cursor.hold(span, reached=True)

    def step_conflict(self, step: int) -> str:
        """To the next conflict, or the previous one with a negative `step`, settled or not."""
        conflicts, here = self.standing.conflicts, self.cursor.paragraph
        at = self.at_hand
        if at is not None:
            number = conflicts.index(at) + step
        else:
            before = sum(self.standing.paragraph_of(c) < here for c in conflicts)
            number = before if step > 0 else before - 1
        if not 0 <= number < len(conflicts):
            raise GestureError("no further conflict")
        self.go_to(conflicts[number])
        return self.place_of(conflicts[number])

    def place_of(self, conflict: AnyConflict) -> str:
        """Which conflict of how many this is, and whether it is settled."""
        conflicts = self.standing.conflicts
        state = "" if conflict in self.standing.open else " · settled"
        return f"conflict {conflicts.index(conflict) + 1} of {len(conflicts)}{state}"
