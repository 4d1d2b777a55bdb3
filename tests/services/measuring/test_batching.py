"""What is read in bulk is what each layer says of each document."""

from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.agreement.counting.columns import Batch
from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.measuring.reading import Reading
from annotate.storage import annotations
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from tests.agreement.strategies import many
from tests.storage.making import damage, numbered, put

LAYERS = ("ana", "ben", "cho", "gold/eva")
LABELS = [label.name for label in DEFAULT_SCHEME.labels]
LINKS = [relation.label for relation in DEFAULT_SCHEME.relations]
NOTHING = AnnotationSet(status="dddd")
Where = tuple[int, int, str]
Said = tuple[str, str, list[Where], list[tuple[str, Where, Where]]]
"""The article, who said it, spans, and links between them."""
names = st.integers(0, 9).map("T{}".format)


@st.composite
def contents(draw: st.DrawFn) -> AnnotationSet:
    """Spans and links, some of labels that the scheme has not; every layer has the same few ids."""
    label = st.sampled_from(("quote", "attribution", "ad", "gossip"))
    place = st.builds(lambda s, n, k: (s, s + n, k), st.integers(0, 20), st.integers(1, 9), label)
    places = sorted(draw(st.sets(place, max_size=5)))
    ids = draw(st.lists(names, min_size=len(places), max_size=len(places), unique=True))
    end, kind = st.sampled_from(ids or ["T0"]), st.sampled_from((*LINKS, "hints"))
    links = draw(st.sets(st.builds(Relation, kind, end, end), max_size=4)) if ids else ()
    spans = tuple(Span(*where, id) for where, id in zip(places, ids, strict=True))
    status = draw(st.sampled_from(("dddd", "dddd", "dddd", "dd")))
    return AnnotationSet(spans, tuple(sorted(links)), status)


@many
@given(st.lists(st.dictionaries(st.sampled_from(LAYERS), contents()), min_size=1, max_size=4))
def test_a_batch_has_what_each_layer_says(
    empty: Path, works: list[dict[str, AnnotationSet]]
) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(copy(empty, folder))) as store:
        works = [dict.fromkeys(LAYERS, NOTHING), *works]
        keys = numbered(store, len(works))
        for key, work in zip(keys, works, strict=True):
            for layer, content in work.items():
                put(store, key, content, layer)
        for choice in (Choice(), Choice(layers=("ben", "gold/eva"))):
            reading = Reading(store, DEFAULT_SCHEME, choice)
            found = [said for batch, _ in reading.batches() for said in of(batch, reading)]
            assert found == expected(store, keys, works, reading.annotators)


def of(batch: Batch, reading: Reading) -> list[Said]:
    """A batch, spelled out."""
    spans = [(start, end, LABELS[k]) for _, start, end, k in batch.spans.tolist()]
    links = [(LINKS[k], spans[head], spans[child]) for _, k, head, child in batch.links.tolist()]
    return [
        (
            batch.ids[document],
            reading.annotators[annotator],
            [span for s, span in enumerate(spans) if batch.spans[s, 0] == row],
            [link for n, link in enumerate(links) if batch.links[n, 0] == row],
        )
        for row, (document, annotator) in enumerate(batch.readings.tolist())
    ]


def expected(
    store: Store, keys: list[int], works: list[dict[str, AnnotationSet]], layers: list[str]
) -> list[Said]:
    """The same, article by article and layer by layer."""
    found = []
    for n, (key, work) in enumerate(zip(keys, works, strict=True)):
        finished = [name for name in layers if name in work and work[name].status == "dddd"]
        if len(finished) >= 2:
            found += [(f"a/{n}", name, *said(store, key, name)) for name in finished]
    return found


def said(store: Store, key: int, layer: str) -> tuple[list[Where], list[tuple[str, Where, Where]]]:
    content = annotations.read(store, key, layer)
    spans = {s.id: (s.start, s.end, s.label) for s in content.spans if s.label in LABELS}
    links = sorted((r.label, r.head, r.child) for r in content.relations if r.label in LINKS)
    there = [(k, spans[h], spans[c]) for k, h, c in links if h in spans and c in spans]
    return sorted(spans.values()), there


@pytest.mark.parametrize("layers", [(), ("ana", "ben")])
def test_nothing_said_is_read_as_nothing(store: Store, layers: tuple[str, ...]) -> None:
    (key,) = numbered(store, 1)
    for name in ("ana", "ben"):
        put(store, key, NOTHING, name)
    ((batch, keys),) = Reading(store, DEFAULT_SCHEME, Choice(layers=layers)).batches()
    assert keys == [key]
    assert len(batch.readings) == 2
    assert (batch.spans.shape, batch.links.shape) == ((0, 4), (0, 4))


@pytest.mark.parametrize("name", ["ana", "ben"])
def test_a_link_to_a_span_that_is_not_there_is_none(store: Store, name: str) -> None:
    (key,) = numbered(store, 1)
    ids = ("T1", "T2")
    spans = tuple(Span(n, n + 1, "quote", id) for n, id in enumerate(ids))
    for layer in ("ana", "ben"):
        put(store, key, AnnotationSet(spans, (Relation("continues", *ids),), "dddd"), layer)
    sql = "UPDATE relations SET child = 'T9' WHERE layer = ?"
    damage(store.path, sql, store.layer(name))
    ((batch, _),) = Reading(store, DEFAULT_SCHEME, Choice()).batches()
    other = ["ben", "ana"].index(name)
    assert batch.links.tolist() == [[other, 1, 2 * other, 2 * other + 1]]
