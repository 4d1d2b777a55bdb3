"""What is read: documents, layers, spans and links as plain values, each whole in itself."""

from collections.abc import Collection
from typing import Any

from msgspec import Struct

from annotate.core import annotation_set as core
from annotate.core.annotation_set import AnnotationSet, Flag, Note, ParagraphStatus
from annotate.core.document import Document as Stored
from annotate.core.layers import MAJORITY, is_own
from annotate.core.record import RecordStatus, record_status
from annotate.core.votes import together


class Paragraph(Struct, frozen=True):
    """A paragraph: half-open code-point offsets, what it says, the element that it was in HTML."""

    start: int
    end: int
    text: str
    hint: str | None = None


class Span(Struct, frozen=True):
    """A labelled stretch of a document's text, and who labelled it.

    `start` and `end` are half-open code-point offsets into the text of the document whose id is
    `document`; `origin` and `score` are those of the suggestion that was accepted, if one was.
    """

    document: str
    annotator: str
    start: int
    end: int
    label: str
    text: str
    id: str
    origin: str | None = None
    score: float | None = None


class Relation(Struct, frozen=True):
    """A directed link: `head` is the attribution, `child` what it attributes."""

    label: str
    head: Span
    child: Span


class Layer(Struct, frozen=True):
    """All that one annotator, or the gold of one reviewer, says of one document.

    `status` is "done" where each paragraph is, "skipped" where one was passed over, else "open";
    `guidelines` the version under which it was done, where that is known.
    """

    annotator: str
    status: RecordStatus
    paragraph_status: tuple[ParagraphStatus, ...]
    spans: tuple[Span, ...]
    relations: tuple[Relation, ...]
    notes: tuple[Note, ...]
    flags: tuple[Flag, ...]
    guidelines: str | None = None


class Document(Struct, frozen=True):
    """An article with its paragraphs, and the layers that say something of it, by name.

    `group` is the id of the first of the article's near-copies, its own where it has none.
    `splits` is the split that it was assigned to, by the plan of `annotate export --split`: its
    shares, its seed, and `source` where it was stratified.
    """

    id: str
    sha256: str
    title: str
    source: str
    url: str
    published: str
    language: str
    meta: dict[str, Any]
    text: str
    paragraphs: tuple[Paragraph, ...]
    layers: tuple[Layer, ...]
    group: str
    splits: dict[str, str] = {}

    @property
    def split(self) -> str | None:
        """The split it was assigned to, if articles were divided by one plan only."""
        return next(iter(self.splits.values())) if len(self.splits) == 1 else None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of all layers."""
        return tuple(span for layer in self.layers for span in layer.spans)

    def layer(self, annotator: str) -> Layer | None:
        """What that annotator says, if anything."""
        return next((layer for layer in self.layers if layer.annotator == annotator), None)

    def majority(self, least: int) -> Layer | None:
        """The spans and links that at least so many of those who finished it have, of its layers.

        A span's score is the share of them that has it, so 1 gives soft labels. None where fewer
        have finished it; adjudication and second passes do not vote.
        """
        voters = [each for each in self.layers if each.status == "done" and is_own(each.annotator)]
        if len(voters) < max(least, 1):
            return None
        said = [(each.annotator, _content(each)) for each in voters]
        name = f"{MAJORITY}{least}"
        return layer_value(self, name, together(said, name, least, len(self.paragraphs)).content)


def document_value(
    stored: Stored, layers: tuple[Layer, ...], splits: dict[str, str], group: str
) -> Document:
    """A document with what is said of it."""
    d, hints = stored, stored.hints or (None,) * len(stored.paragraphs)
    paragraphs = tuple(
        Paragraph(start, end, d.text[start:end], hint)
        for (start, end), hint in zip(d.paragraphs, hints, strict=True)
    )
    return Document(
        id=d.id,
        sha256=d.sha256,
        title=d.title,
        source=d.source,
        url=d.url,
        published=d.published,
        language=d.language,
        meta=d.meta,
        text=d.text,
        paragraphs=paragraphs,
        layers=layers,
        group=group,
        splits=splits,
    )


def layer_value(
    of: Stored | Document,
    name: str,
    content: AnnotationSet,
    labels: Collection[str] | None = None,
) -> Layer:
    """What a layer says; of its spans only those of some labels, and the links between them."""
    paragraphs = len(of.paragraphs)
    spans = {
        s.id: Span(
            document=of.id,
            annotator=name,
            start=s.start,
            end=s.end,
            label=s.label,
            text=of.text[s.start : s.end],
            id=s.id,
            origin=s.origin,
            score=s.score,
        )
        for s in content.spans
        if labels is None or s.label in labels
    }
    return Layer(
        annotator=name,
        status=record_status(content, paragraphs),
        paragraph_status=tuple(content.status_of(n) for n in range(paragraphs)),
        spans=tuple(spans.values()),
        relations=tuple(
            Relation(r.label, spans[r.head], spans[r.child])
            for r in content.relations
            if r.head in spans and r.child in spans
        ),
        notes=content.notes,
        flags=content.flags,
    )


def _content(layer: Layer) -> AnnotationSet:
    """The spans and links of a layer as they are stored."""
    spans = (core.Span(s.start, s.end, s.label, s.id, s.origin) for s in layer.spans)
    links = (core.Relation(r.label, r.head.id, r.child.id) for r in layer.relations)
    return AnnotationSet(tuple(spans), tuple(links))
