"""What goes out in a format comes in again, but for what the loss report names."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.document import Document, text_hash
from annotate.core.name_map import NameMap
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import to_record
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING, Window
from annotate.formats import FORMATS
from annotate.formats.base import Loss, Lost
from annotate.services.exporting import export
from annotate.services.sample import corpora
from annotate.storage import annotations
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.formats.round_trips import LAYERS, Batch, Said, batches, records, said, through
from tests.services.files import took

WHOLE = ["prodigy", "doccano", "label_studio", "webanno", "parquet"]
"""Formats that carry everything."""
LOSSY = ["brat", "conll"]
"""Formats that do not."""
SHOWN_OTHERWISE = ["huggingface", "spacy", "uima"]
"""Formats that carry everything, but do not show it all as it is, and say so."""
NATIVE = {"jsonl"}
"""Proved byte by byte elsewhere."""
UNITS: st.SearchStrategy[OffsetUnit | None] = st.sampled_from([None, "codepoint", "utf16", "byte"])


@pytest.mark.parametrize("format", WHOLE)
@settings(max_examples=campaign(50, 2000))
@given(batch=batches(), unit=UNITS)
def test_what_carries_everything_loses_nothing(
    format: str, batch: Batch, unit: OffsetUnit | None
) -> None:
    outcome = through(format, records(batch), unit)
    assert outcome.loss == Loss()
    assert outcome.said == said(batch)
    assert outcome.documents == {document.sha256: document for document, _ in batch}


@pytest.mark.parametrize("format", SHOWN_OTHERWISE)
@settings(max_examples=campaign(50, 2000))
@given(batch=batches(), unit=UNITS)
def test_what_tokens_do_not_show_as_it_is_comes_back_all_the_same(
    format: str, batch: Batch, unit: OffsetUnit | None
) -> None:
    outcome = through(format, records(batch), unit)
    assert outcome.loss == replace(Loss(), flattened=outcome.loss.flattened)
    assert {item.id for item in outcome.loss.flattened} <= shown(batch)
    assert outcome.said == said(batch)
    assert outcome.documents == {document.sha256: document for document, _ in batch}


def shown(batch: Batch) -> set[str]:
    """What a loss report calls the texts and spans of a batch, and the notes on those."""
    found = {f"{who} {document.id} text" for document, _ in batch for who in ("-", *LAYERS)}
    for document, layers in batch:
        for layer in layers:
            whose = f"{layer.name} {document.id}"
            found |= {f"{whose} {span.id}" for span in layer.content.spans}
            found |= {f"{whose} note on {note.span}" for note in layer.content.notes}
    return found


@pytest.mark.parametrize("format", LOSSY)
@settings(max_examples=campaign(50, 2000))
@given(batch=batches(), unit=UNITS)
def test_what_is_lost_is_named_and_no_more_is_lost(
    format: str, batch: Batch, unit: OffsetUnit | None
) -> None:
    outcome = through(format, records(batch), unit)
    gone = {*outcome.loss.dropped, *outcome.loss.flattened}
    assert remaining(outcome.said, gone, batch) == remaining(said(batch), gone, batch)
    assert outcome.documents == {document.sha256: document for document, _ in batch}


def remaining(found: Said, gone: Iterable[Lost], batch: Batch) -> Said:
    """What is said, without what was lost."""
    ids = {document.sha256: document.id for document, _ in batch}
    lost = {item.id for item in gone}
    return {
        (sha256, layer): without(content, f"{layer} {ids[sha256]}", lost)
        for (sha256, layer), content in found.items()
    }


def without(content: AnnotationSet, whose: str, lost: set[str]) -> AnnotationSet:
    """A layer's content without the spans, links and remarks that a loss report names."""

    def stays(*words: object) -> bool:
        return " ".join([whose, *map(str, words)]) not in lost

    return replace(
        content,
        spans=tuple(s for s in content.spans if stays(s.id)),
        relations=tuple(r for r in content.relations if stays(r.label, r.head, r.child)),
        notes=tuple(n for n in content.notes if stays("note on", n.span)),
        flags=tuple(f for f in content.flags if stays("flag on", f.span)),
    )


@pytest.mark.parametrize("format", [*WHOLE, *SHOWN_OTHERWISE, "brat"])
def test_a_project_is_the_same_after_it_went_through_another_tools_format(
    tmp_path: Path, format: str
) -> None:
    with Store.open(tmp_path / "one.db") as store:
        took(store, corpora())
        names = NameMap(labels={"ZITAT": "quote"}, relations={"sagt": "attributes"})
        manifest = export(store, DEFAULT_SCHEME, format, tmp_path / "out", EVERYTHING, names=names)
        assert not manifest.loss.dropped
        before = list(annotations.each(store))
    with Store.open(tmp_path / "two.db") as store:
        took(store, tmp_path / "out", names=names)
        assert {d.sha256: (d, says) for d, _, says in annotations.each(store)} == {
            d.sha256: (d, says) for d, _, says in before
        }


@pytest.mark.parametrize("format", [*WHOLE, *SHOWN_OTHERWISE, "brat", *NATIVE])
def test_windows_come_back_onto_their_articles(store: Store, tmp_path: Path, format: str) -> None:
    took(store, corpora())
    before = list(annotations.each(store))
    wanted = replace(EVERYTHING, window=Window(100, 60))
    export(store, DEFAULT_SCHEME, format, tmp_path / "out", wanted)
    report = took(store, tmp_path / "out")
    assert (report.windows > 100, report.documents, report.records) == (True, 0, 0)
    assert report.same == sum(len(layers) for _, _, layers in before)
    assert list(annotations.each(store)) == before


@pytest.mark.parametrize("format", [*WHOLE, *SHOWN_OTHERWISE, *LOSSY])
def test_soft_labels_come_back_from_every_format(format: str) -> None:
    """The share of each span as its score, and who has it in `meta`; none can be a loss."""
    text, votes = "“No,” said X.", {"of": ["ana", "ben"], "spans": {"a": {"votes": 1, "by": {}}}}
    paragraphs = ((0, len(text)),)
    shared = Span(0, 5, "quote", "votes/all:1", None, 0.5)
    document = Document(
        sha256=text_hash(text), text=text, paragraphs=paragraphs, id="d", meta={"votes": votes}
    )
    content = AnnotationSet(spans=(shared,), status="d")
    outcome = through(format, [to_record(document, "votes/all", content)])
    assert outcome.loss == Loss()
    assert outcome.documents[document.sha256].meta == {"votes": votes}
    assert outcome.said[document.sha256, "votes/all"].spans == (shared,)


def test_every_format_that_is_written_is_tried() -> None:
    assert {name for name, member in FORMATS.items() if member.write} == {
        *WHOLE,
        *SHOWN_OTHERWISE,
        *LOSSY,
        *NATIVE,
    }
