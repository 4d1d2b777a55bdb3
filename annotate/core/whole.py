"""What is said of an article in pieces, put together into what is said of the whole of it."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

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
)
from annotate.core.document import Document, Range
from annotate.core.piece import paragraphs_in
from annotate.core.pieces import Pieces
from annotate.core.suggestion import Place

Target = Place | int | None
"""What a remark is on: a span, by where it is; a paragraph; the article."""
UNFINISHED_FIRST = UNSEEN + SKIPPED + DONE


def moved(content: AnnotationSet, place: Range, paragraphs: Sequence[Range]) -> AnnotationSet:
    """What is said of a piece, as its article counts, whose paragraphs these are.

    But for the status, which has a letter for each paragraph that the piece has something of.
    """
    by, numbers = place[0], list(paragraphs_in(paragraphs, place))

    def number(remark: Note | Flag) -> int | None:
        return None if remark.paragraph is None else numbers[remark.paragraph]

    return replace(
        content,
        spans=tuple(replace(s, start=s.start + by, end=s.end + by) for s in content.spans),
        notes=tuple(replace(note, paragraph=number(note)) for note in content.notes),
        flags=tuple(replace(flag, paragraph=number(flag)) for flag in content.flags),
        rejections=tuple(Rejection(r.start + by, r.end + by, r.label) for r in content.rejections),
    )


class Whole:
    """What one layer says of an article, gathered from what it says of pieces.

    A piece speaks of what it holds whole, once however many pieces hold it; of a paragraph as far
    as it has it; of the article if it begins it.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pieces: list[Range] = []
        self._letters: dict[int, list[str]] = {}
        self._parts: dict[int, list[Range]] = {}
        self._spans: dict[Place, Span] = {}
        self._links: dict[tuple[str, Place, Place], None] = {}
        self._notes: dict[Target, dict[str, None]] = {}
        self._flags: dict[Target, None] = {}
        self._rejections: dict[Rejection, None] = {}
        self._settlement: Settlement | None = None

    def add(self, place: Range, content: AnnotationSet) -> None:
        """What is said of one more piece, whose offsets and paragraphs count from its start."""
        numbers = paragraphs_in(self._document.paragraphs, place)
        letters = content.status.ljust(len(numbers), UNSEEN)
        for number, letter in zip(numbers, letters, strict=True):
            self._letters.setdefault(number, []).append(letter)
            self._parts.setdefault(number, []).append(place)
        self._take(moved(content, place, self._document.paragraphs), Pieces(()))
        self._pieces.append(place)

    def over(self, before: AnnotationSet) -> AnnotationSet:
        """The whole, where this was said before: of that stays what no piece speaks of.

        A span's id may be "", and a relation's ends "#0", "#1" …, as in a record that was read.
        """
        self._take(before, Pieces(self._pieces))
        spans = tuple(self._identified())
        names = {s.place: s.id or f"#{n}" for n, s in enumerate(spans)}
        links = [(r, names.get(head), names.get(child)) for r, head, child in self._links]
        return AnnotationSet(
            spans=spans,
            relations=tuple(
                [Relation(r, head, child) for r, head, child in links if head and child]
            ),
            status=self._status(before),
            notes=tuple(Note("\n".join(n), *_on(t, names)) for t, n in self._notes.items()),
            flags=tuple(Flag(*_on(target, names)) for target in self._flags),
            rejections=tuple(self._rejections),
            settlement=self._settlement,
        )

    def _take(self, content: AnnotationSet, pieces: Pieces) -> None:
        """Take in what is said, but for what one of these pieces speaks of."""
        places = {s.id or f"#{n}": s.place for n, s in enumerate(content.spans)}
        for span in content.spans:
            if not pieces.hold(span.range):
                self._spans.setdefault(span.place, span)
        for link in content.relations:
            head, child = places[link.head], places[link.child]
            if not pieces.hold(head[:2], child[:2]):
                self._links[link.label, head, child] = None
        for rejection in content.rejections:
            if not pieces.hold(rejection.place[:2]):
                self._rejections[rejection] = None
        self._take_remarks(content, places, pieces)
        self._settlement = self._settlement or content.settlement

    def _take_remarks(
        self, content: AnnotationSet, places: Mapping[str, Place], pieces: Pieces
    ) -> None:
        for note in content.notes:
            if not self._spoken_of(target := _target(note, places), pieces):
                self._notes.setdefault(target, {})[note.text] = None
        for flag in content.flags:
            if not self._spoken_of(target := _target(flag, places), pieces):
                self._flags[target] = None

    def _spoken_of(self, target: Target, pieces: Pieces) -> bool:
        """Whether one of these pieces would have a remark on that."""
        if isinstance(target, tuple):
            return pieces.hold(target[:2])
        paragraph = self._document.paragraphs[target or 0]
        return pieces.begin_by(paragraph[0]) if target is None else pieces.touch(paragraph)

    def _identified(self) -> Iterator[Span]:
        """The spans, each with an id of its own or none."""
        used: set[str] = set()
        for span in self._spans.values():
            yield replace(span, id="") if span.id in used else span
            used.add(span.id)

    def _status(self, before: AnnotationSet) -> str:
        """A letter a paragraph: of what is said of one, the least finished."""
        letters = list(before.status.ljust(len(self._document.paragraphs), UNSEEN))
        for number, said in self._letters.items():
            rest = () if self._whole_is_there(number) else (letters[number],)
            letters[number] = min((*said, *rest), key=UNFINISHED_FIRST.index)
        return "".join(letters).rstrip(UNSEEN)

    def _whole_is_there(self, number: int) -> bool:
        """Whether the pieces hold all of a paragraph, but for spaces."""
        text = self._document.text
        at, end = self._document.paragraphs[number]
        for a, b in sorted(self._parts[number]):
            if not text[at:a].strip():
                at = max(at, b)
        return not text[at:end].strip()


def _target(remark: Note | Flag, places: Mapping[str, Place]) -> Target:
    return remark.paragraph if remark.span is None else places[remark.span]


def _on(target: Target, names: Mapping[Place, str]) -> tuple[str | None, int | None]:
    """What a remark is on, as an AnnotationSet has it."""
    return (names[target], None) if isinstance(target, tuple) else (None, target)
