"""Records of every kind, out through a format and in again, and what of them is still there."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.annotation_set import (
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Span,
    canonical,
)
from annotate.core.document import Document, text_hash
from annotate.core.normalisation import OffsetUnit
from annotate.core.paragraphs import find_paragraphs
from annotate.core.readings import locate
from annotate.core.record import Record, is_blank, to_record
from annotate.core.record_content import ContentReader
from annotate.core.record_document import document_of
from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType
from annotate.formats import FORMATS
from annotate.formats.base import Incoming, Loss, Writing
from annotate.services.sources import Sources
from tests.core.texts import HOSTILE

ODD = ("a/b;c", "B-quote", "O", "direct speech", "日本", "label:1", '"x"', "<y>")
SCHEME = replace(
    DEFAULT_SCHEME,
    labels=(*DEFAULT_SCHEME.labels, *map(Label, ODD, "ghijklmn")),
    relations=(*DEFAULT_SCHEME.relations, RelationType("said by: x", ODD, ODD)),
)
"""Names too that mean something in one format or another."""
LABELS = [label.name for label in SCHEME.labels]
LAYERS = ["ana", "gold/ben", "ñandú"]
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
Said = dict[tuple[str, str], AnnotationSet]
"""What each layer says of each text, by the text's hash and the layer."""


class Layer(NamedTuple):
    """What one layer says of a document."""

    name: str
    content: AnnotationSet


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of any text that can be stored; never blank."""
    text = (draw(HOSTILE) + draw(st.sampled_from(["aé日👩", "x", "“No,”\nsaid X."]))).lstrip(
        "\ufeff"
    )
    return Document(
        sha256=text_hash(text),
        text=text,
        paragraphs=tuple(find_paragraphs(text)),
        id=draw(st.sampled_from(["", "../", "a/b/"])) + draw(st.uuids()).hex[:8],
        title=draw(WORDS),
        meta=draw(st.dictionaries(WORDS, st.integers(0, 9) | WORDS, max_size=2)),
    )


@st.composite
def contents(draw: st.DrawFn, document: Document) -> AnnotationSet:
    """Labels that nest, overlap and touch, with links, remarks, rejections, a status."""
    length, count = len(document.text), len(document.paragraphs)
    edge = st.integers(0, length)
    places = draw(st.lists(st.tuples(edge, edge, st.sampled_from(LABELS)), max_size=6))
    unique = dict.fromkeys((min(a, b), max(a, b), label) for a, b, label in places if a != b)
    origins = st.sampled_from([(None, None), ("rules: “", 0.5)])
    spans = [
        Span(a, b, label, f"x@{n}:{n}", *draw(origins)) for n, (a, b, label) in enumerate(unique)
    ]
    targets = [*((s.id, None) for s in spans), *((None, n) for n in range(count)), (None, None)]
    noted = draw(st.lists(st.sampled_from(targets), max_size=3, unique=True))
    return canonical(
        AnnotationSet(
            spans=tuple(spans),
            relations=tuple(links(draw, spans)),
            status=draw(st.text("dsu", min_size=count, max_size=count)),
            notes=tuple(Note(draw(WORDS), *target) for target in noted),
            flags=tuple(Flag(*t) for t in draw(st.lists(st.sampled_from(targets), max_size=1))),
            rejections=(Rejection(0, length, "ad"),) if draw(st.booleans()) else (),
        )
    )


def links(draw: st.DrawFn, spans: list[Span]) -> Iterator[Relation]:
    """Some of the links that the scheme permits."""
    for head in spans:
        for child in spans:
            for kind in SCHEME.relations_between(head.label, child.label):
                if head != child and draw(st.booleans()):
                    yield Relation(kind.label, head.id, child.id)


@st.composite
def batches(draw: st.DrawFn) -> list[tuple[Document, list[Layer]]]:
    """A few documents, each with what some layers say of it, or with nothing."""
    found = draw(st.lists(documents(), min_size=1, max_size=3, unique_by=lambda d: d.sha256))
    return [
        (d, [Layer(name, draw(contents(d))) for name in draw(st.sets(st.sampled_from(LAYERS)))])
        for d in found
    ]


Batch = list[tuple[Document, list[Layer]]]


def records(batch: Batch) -> Iterator[Record]:
    """The records of a batch, as an export has them."""
    for document, layers in batch:
        said = [layer for layer in layers if not is_blank(layer.content)]
        if not said:
            yield to_record(document)
        for layer in said:
            yield to_record(document, layer.name, layer.content)


def said(batch: Batch) -> Said:
    """What the layers of a batch say."""
    return {
        (document.sha256, layer.name): layer.content
        for document, layers in batch
        for layer in layers
        if not is_blank(layer.content)
    }


class Outcome(NamedTuple):
    """What became of records: what was lost, the articles, what is said of them."""

    loss: Loss
    documents: dict[str, Document]
    said: Said


def through(format: str, made: Iterable[Record], unit: OffsetUnit | None = None) -> Outcome:
    """Records written as a format and read again."""
    write = FORMATS[format].write
    assert write
    with TemporaryDirectory() as name:
        folder = Path(name, "inner", "out")
        folder.mkdir(parents=True)
        loss = write(made, folder, Writing(SCHEME, unit))
        assert [p.name for p in folder.parent.iterdir()] == ["out"]  # nothing outside
        found = [understood(item) for item in imported(folder)]
    articles = {document.sha256: document for document, _, _ in found}
    spoken = {(d.sha256, layer): content for d, layer, content in found if layer}
    return Outcome(loss, articles, spoken)


def imported(folder: Path) -> Iterator[Incoming]:
    """The records of all files of a folder, none of which may be bad."""
    for read, source in Sources([folder]).each():
        with source.open() as stream:
            for item in read(source, stream, None):
                assert isinstance(item, Incoming), str(item)
                yield item


def understood(item: Incoming) -> tuple[Document, str, AnnotationSet]:
    """What an import makes of a record."""
    record, unit = item.record, item.unit
    text, or_any = record.text or "", item.any_unit and not unit
    located = locate(record.spans or (), text, unit or "codepoint", or_any=or_any)
    document = document_of(record, located)
    content = ContentReader(SCHEME).read(record, document, located)
    return document, record.layer or "", canonical(content)
