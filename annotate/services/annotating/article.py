"""One article under an annotator's hands: a document, their labels on it, and a cursor."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from annotate.core.annotation_set import DONE, EMPTY, SKIPPED, AnnotationSet, Span
from annotate.core.content_index import ContentIndex
from annotate.core.document import Document, Range
from annotate.core.errors import GestureError
from annotate.core.fold import Fold
from annotate.core.gestures import in_force
from annotate.core.operations import Body, decode_body
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Scheme
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.services.annotating.cursor import Cursor
from annotate.services.annotating.offers import Offers
from annotate.services.annotating.stops import Order, Stop, next_stop, next_to, order_of
from annotate.storage import documents
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from annotate.storage.positions import Position


class Article:
    """A document, one layer's labels on it, and a cursor.

    Whatever changes labels, here and in the modules beside this one, commits one gesture before
    it returns a message of a few words; where a key makes no sense it raises GestureError, and
    nothing is changed.
    """

    def __init__(
        self,
        annotations: Annotations,
        writer: Writer,
        scheme: Scheme,
        made: Callable[[Sequence[Body]], object] = len,
    ) -> None:
        """`made` is told of each gesture once it is durable."""
        self._annotations, self._writer, self.scheme = annotations, writer, scheme
        self._made = made
        self._stored = self._content = EMPTY
        self._index = ContentIndex(self.content)
        self.cursor = Cursor(annotations.document)
        self.offers = Offers(annotations.document, scheme)

    @property
    def key(self) -> int:
        """The document's key in the store."""
        return self._annotations.key

    @property
    def document(self) -> Document:
        """The document."""
        return self._annotations.document

    @property
    def content(self) -> AnnotationSet:
        """What the layer says of it, in the names that labels have now."""
        if self._stored is not self._annotations.content:
            self._stored = self._annotations.content
            self._content = in_present_names(self._stored, self.scheme.former)
        return self._content

    @property
    def index(self) -> ContentIndex:
        """The same, to be looked up by place."""
        if self._index.content is not self.content:
            self._index = ContentIndex(self.content, self._index, self._annotations.change)
        return self._index

    @property
    def active(self) -> Span | None:
        """The span that adjusting keys act on: reached by Tab, or labelled last."""
        return self.index.span(self.cursor.span) if self.cursor.span else None

    @property
    def open_paragraphs(self) -> int:
        """How many paragraphs are neither done nor skipped."""
        number = len(self.document.paragraphs)
        status = self.content.status[:number]
        return number - status.count(DONE) - status.count(SKIPPED)

    @property
    def paragraph(self) -> int:
        """The paragraph that the keys which end one are about: the cursor's."""
        return self.cursor.paragraph

    @property
    def position(self) -> Position:
        """Where the annotator is."""
        return Position(self.key, self.cursor.paragraph, self.cursor.selection.cursor)

    def refresh(self) -> bool:
        """Take in what another program appended meanwhile; whether there was any."""
        changed = self._annotations.refresh()
        if changed:
            self.follow()
        return changed

    def follow(self) -> None:
        """Let the cursor act on its span as that is now, and let go of what is gone.

        A suggestion that Tab reached and that was accepted is reached as the span that it is now.
        """
        offer = self.cursor.offer if self._offer_is_gone else None
        span = self.span_at(offer.range, offer.label) if offer else self.active
        if span and (offer or span.range != self.cursor.shape.range):
            self.cursor.hold(span, reached=self.cursor.reached)
        elif offer or (self.cursor.span and span is None):
            self.cursor.put_near(self.cursor.selection.start)

    @property
    def _offer_is_gone(self) -> bool:
        """Whether the suggestion that Tab reached is open no more."""
        reached = self.cursor.offer
        return reached is not None and reached not in self.open_offers(self.cursor.paragraph)

    def commit(self, bodies: Sequence[Body], then: int | None = None) -> None:
        """Make one gesture of these bodies durable, and the place where it was made.

        Where it leads on, that is the start of the paragraph `then`, or of the nearest there is.
        Raises GestureError where the article was removed meanwhile: nobody would see the label.
        """
        if not documents.is_there(self._annotations.store, self.key):
            hint = "{unfinished} leads to the next one"
            raise GestureError("this article was taken out of the project", hint=hint)
        place = self.position if then is None else self._start_of(then)
        self._annotations.commit(self._writer, bodies, place)
        self._made(bodies)

    def _start_of(self, paragraph: int) -> Position:
        nearest = min(paragraph, len(self.document.paragraphs) - 1)
        return Position(self.key, nearest, self.document.paragraphs[nearest][0])

    def before_skipped(self, paragraphs: Collection[int]) -> tuple[AnnotationSet, Body | None]:
        """How it stood when these paragraphs were last not all skipped, and what ended that.

        As if what is undone had never been; of the state only the status of paragraphs is told.
        """
        state, before, ended = Fold(), EMPTY, None
        for operation in in_force(self._annotations.operations):
            if operation.kind in ("status", "import"):
                was = state.annotation_set()
                state.apply(operation)
                if any(was.status_of(paragraph) != "skipped" for paragraph in paragraphs):
                    before, ended = was, decode_body(operation.kind, operation.body)
        return before, ended

    def next_number(self) -> int:
        """The number of the next operation."""
        return self._writer.last(self._annotations.store) + 1

    def id_of(self, number: int) -> str:
        """The id of the span that the operation of that number adds."""
        return f"{self._writer.name}:{number}"

    # --- suggestions ---------------------------------------------------------------------------

    def offer(self, found: Suggestions) -> None:
        """Let these be the suggestions for the article."""
        self.offers = Offers(self.document, self.scheme, found)
        if self._offer_is_gone:
            self.cursor.put_near(self.cursor.selection.start)

    def open_offers(self, paragraph: int) -> tuple[Suggestion, ...]:
        """What is suggested in a paragraph and still open."""
        return self.offers.open_in(paragraph, self.index)

    def offers_over(self, paragraph: int) -> tuple[Suggestion, ...]:
        """The same, and what began in an earlier paragraph and runs into this one."""
        return self.offers.open_over(paragraph, self.index)

    def offer_here(self) -> Suggestion | None:
        """The open suggestion that Tab reached, else the smallest one at the cursor."""
        found = self.open_offers(self.cursor.paragraph)
        if self.cursor.offer in found:
            return self.cursor.offer
        at = self.cursor.selection.start
        holding = (s for s in found if s.start <= at < s.end)
        return min(holding, key=lambda s: s.end - s.start, default=None)

    # --- which span is meant -------------------------------------------------------------------

    def hold(self, place: Range, label: str, *, reached: bool) -> None:
        """Act on the span at a place, whatever its id is now.

        The label of a whole paragraph is only acted on where Tab has reached it: whoever goes on
        to select words in the paragraph means those.
        """
        found = self.span_at(place, label)
        whole = place == self.document.paragraphs[self.cursor.paragraph]
        if found and (reached or not whole or not self.labels_paragraphs(label)):
            self.cursor.hold(found, reached=reached)
        elif found:
            self.cursor.put_near(self.cursor.selection.cursor)

    def labels_paragraphs(self, name: str) -> bool:
        """Whether a label is one of whole paragraphs."""
        label = self.scheme.label(name)
        return label is not None and label.unit == "paragraph"

    def span_at(self, place: Range, label: str) -> Span | None:
        """The span with that label at exactly that place."""
        spans = self.index.overlapping(*place)
        return next((s for s in spans if s.range == place and s.label == label), None)

    def tab(self, step: int) -> None:
        """To the next span or suggestion, or the previous one with a negative `step`.

        Raises GestureError where there is none.
        """
        stop = self._next_stop(step)
        if stop is None:
            raise GestureError("no further span or suggestion")
        self.cursor.hold(stop, reached=True)

    def _next_stop(self, step: int) -> Stop | None:
        """What Tab would stop at next."""
        at = self._tab_from(step)
        near = (self._stops(paragraph, at[0], step) for paragraph in self._paragraphs_on(step))
        return next_stop(near, at, step)

    def _tab_from(self, step: int) -> Order:
        """The place in the order of stops from which Tab goes on.

        What was just accepted may hold others, over which it is not to pass.
        """
        active = self.active
        accepted = step > 0 and active and active.origin is not None
        held = self.cursor.offer or (active if self.cursor.reached or accepted else None)
        if held:
            return order_of(held)
        at = self.cursor.selection.start
        return (at, -len(self.document.text) - 1, "") if step > 0 else (at, 0, "")

    def _paragraphs_on(self, step: int) -> Iterable[int]:
        here = self.cursor.paragraph
        return range(here, len(self.document.paragraphs)) if step > 0 else range(here, -1, -1)

    def _stops(self, paragraph: int, at: int, step: int) -> Iterator[Stop]:
        """What starts in a paragraph and Tab may stop at next, from an offset."""
        first, end = self.document.paragraphs[paragraph]
        at = max(first, min(at, end))
        for stops in (self.content.spans, self.open_offers(paragraph)):
            yield from (s for s in next_to(stops, at, step) if first <= s.start < end)

    def span_here(self) -> Span:
        """The active span, else the smallest one at the cursor, else the paragraph's only one."""
        span = self.active or self.smallest(self.cursor.selection.start) or self._only()
        if span is None:
            further = self._next_stop(1) is not None
            hint = "{next-span} goes to the next one" if further else ""
            raise GestureError("no span here", hint=hint)
        return span

    def smallest(self, offset: int) -> Span | None:
        """The smallest span that holds the character at an offset."""
        at = self.index.overlapping(offset, offset + 1)
        return min(at, key=lambda s: s.end - s.start, default=None)

    def _only(self) -> Span | None:
        here = self.index.overlapping(*self.document.paragraphs[self.cursor.paragraph])
        return here[0] if len(here) == 1 else None
