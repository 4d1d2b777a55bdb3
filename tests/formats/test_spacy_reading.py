"""Docs of others are read without spaCy's Doc, as spaCy reads them."""

from itertools import pairwise
from typing import Any, cast

import msgspec
import numpy
import pytest
import spacy as library
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span, SpanGroup

from annotate.core.record import Record
from annotate.formats import spacy
from tests.formats.docbins import packed
from tests.formats.reading import problems, read, records

VOCAB = library.blank("en").vocab
WORDS = st.sampled_from(["Ann", "ORG", " ", "\n\n", "é", "e\u0301", "🚢", "quote", "’s", "\u200b"])
LABELS = st.sampled_from(["quote", "ORG", "ad"])
EDGES = st.lists(st.integers(0, 12), max_size=6)


@given(st.lists(WORDS), st.lists(st.booleans()) | st.none(), EDGES, EDGES, LABELS)
def test_a_doc_is_what_it_is_to_spacy(
    words: list[str], spaces: list[bool] | None, edges: list[int], flat: list[int], label: str
) -> None:
    spaced = None if spaces is None else [*spaces, *[False] * len(words)][: len(words)]
    doc = Doc(VOCAB, words=words, spaces=spaced)
    places = [(min(a, len(doc)), min(b, len(doc))) for a, b in pairwise(edges)]
    doc.spans["any"] = [Span(doc, a, b, label=label) for a, b in places if a < b]
    doc.ents = [Span(doc, a, b, label=label) for a, b in pairwise(sorted({*flat})) if b <= len(doc)]
    (item,) = records(read(spacy.read, packed(doc)))
    assert item.record.text == doc.text
    assert _places(item.record) == [
        (span.start_char, span.end_char, span.label_) for span in doc.spans["any"] or doc.ents
    ]


def _places(record: Record) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in record.spans or ()]


def test_a_file_that_says_of_its_tokens_only_what_they_are_holds_texts() -> None:
    content = DocBin(attrs=["POS"], docs=[Doc(VOCAB, words=["Only", "words"])]).to_bytes()
    (item,) = records(read(spacy.read, content))
    assert (item.record.text, item.record.spans) == ("Only words ", ())


def test_groups_without_names_as_they_once_were_are_read() -> None:
    doc = Doc(VOCAB, words=["Ann"])
    doc.spans["sc"] = [Span(doc, 0, 1, label="attribution")]
    made = DocBin(docs=[doc])
    made.span_groups = [msgspec.msgpack.encode([doc.spans["sc"].to_bytes()])]
    (item,) = records(read(spacy.read, made.to_bytes()))
    assert _places(item.record) == [(0, 3, "attribution")]


def test_an_entity_that_goes_on_before_it_began_is_named() -> None:
    made = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=[Doc(VOCAB, words=["Ann", "left"])])
    made.tokens[0][:, made.attrs.index(library.attrs.ENT_IOB)] = 1
    found = problems(read(spacy.read, made.to_bytes()))
    assert found == ["file:1: a doc that cannot be read (ValueError)"]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_span_without_tokens_is_named(at: int) -> None:
    doc = Doc(VOCAB, words=["Ann", "left"])
    doc.spans["sc"] = [Span(doc, at, at, label="attribution")]
    (problem,) = problems(read(spacy.read, packed(doc)))
    assert problem == f"file:1: a span that holds no token, before token {at}, remove it"


def test_what_others_say_of_a_group_may_be_anything() -> None:
    doc = Doc(VOCAB, words=["Ann", "left"])
    said = cast(Any, {"scores": numpy.ones(1), 5: "a number"})
    spans = [Span(doc, 0, 1, label="attribution")]
    doc.spans["sc"] = SpanGroup(doc, name="sc", spans=spans, attrs=said)
    (item,) = records(read(spacy.read, packed(doc)))
    assert _places(item.record) == [(0, 3, "attribution")]


def test_columns_that_are_not_as_long_as_the_docs_are_no_file() -> None:
    made = DocBin(docs=[Doc(VOCAB, words=["Ann"])])
    made.spaces[0] = made.spaces[0].repeat(2, axis=0)
    (problem,) = problems(read(spacy.read, made.to_bytes()))
    assert problem == "file: not a DocBin that can be read, is the file cut off?"
