"""Blocks: what follows of some documents and annotators, and blocks as bytes."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotate.agreement.adding import together
from annotate.agreement.blocks import Block
from annotate.agreement.counting.arrays import ints
from annotate.agreement.counting.count import block
from annotate.agreement.counts import Counts
from annotate.agreement.packing import Kept, pack, unpack
from tests.agreement.making import Work, batch, counted
from tests.agreement.strategies import ANNOTATORS, LABELS, corpora, many

names = st.sets(st.sampled_from(ANNOTATORS), min_size=2)


def made(works: list[Work]) -> Block:
    return block(batch(works, LABELS, ANNOTATORS), LABELS, ANNOTATORS)


def plain(counts: Counts) -> dict[str, Any]:
    """All that was counted, without sets of labels that nobody has."""
    used = counts.readings.sets.sum(0) > 0
    found: dict[str, Any] = {
        f"{name}.{f.name}": getattr(table, f.name)
        for name, table in (("readings", counts.readings), ("pairs", counts.pairs))
        for f in fields(table)
    }
    found |= {n: found[n][:, used] for n in ("readings.sets", "readings.set_squares")}
    single = ("lengths", "paragraphs", "span_confusion", "character_confusion")
    found |= {name: getattr(counts, name) for name in single}
    return {name: values.tolist() for name, values in found.items()}


@many
@given(corpora, names, st.integers(0, 63))
def test_what_some_say_of_some_documents_follows_from_what_all_say_of_all(
    works: list[Work], some: set[str], chosen: int
) -> None:
    theirs = [replace_spans(w, some) for n, w in enumerate(works) if chosen >> n & 1]
    theirs = [work for work in theirs if len(work.spans) >= 2]
    whole = made(works)
    readers = np.isin(whole.counts.readings.annotator, [ANNOTATORS.index(name) for name in some])
    documents = np.array([bool(chosen >> n & 1) for n in range(len(works))])
    found = whole.of(readers, documents & whole.shared_by(readers))
    assert len(found.lengths) == len(theirs)
    if theirs:
        assert plain(found) == plain(counted(theirs, LABELS, ANNOTATORS))


def replace_spans(work: Work, some: set[str]) -> Work:
    """The same document as these annotators have it."""
    spans = {name: said for name, said in work.spans.items() if name in some}
    return work._replace(spans=spans)


@many
@given(corpora)
def test_a_block_comes_back_from_its_bytes(works: list[Work]) -> None:
    before = Kept(made(works), ints(range(len(works))), ints([10**13] * len(works)))
    content = pack([before, before])
    parts = unpack(content, LABELS)
    assert parts is not None
    assert len(parts) == 2
    for after in parts:
        counts = replace(after.block.counts, ids=before.block.counts.ids)
        assert plain(counts) == plain(before.block.counts)
        assert plain(after.block.cells().confusion_of(counts)) == plain(counts)
        assert counts.sets == before.block.counts.sets
        assert after.documents.tolist() == before.documents.tolist()
        assert after.times.tolist() == before.times.tolist()


def test_what_is_kept_in_a_byte_adds_up_to_more() -> None:
    spans = [(0, 3, LABELS[0]), (4, 6, LABELS[0])]
    works = [Work(8, dict.fromkeys(ANNOTATORS[:3], spans)) for _ in range(100)]
    (kept,) = unpack(pack([Kept(made(works), ints(range(100)), ints([0] * 100))]), LABELS) or []
    assert kept.block.counts.readings.spans.itemsize == 1
    readers = kept.block.counts.readings.annotator < 2
    some = kept.block.of(readers, kept.block.shared_by(readers))
    theirs = [replace_spans(work, {*ANNOTATORS[:2]}) for work in works]
    assert plain(some) == plain(counted(theirs, LABELS, ANNOTATORS))
    assert some.span_confusion[0].tolist() == [200, 0, 0, 0]
    whole = together([some, some])
    assert whole.readings.spans.itemsize == 1
    assert whole.spans.sum(0).tolist() == [800, 0, 0]


@many
@given(corpora, st.data())
def test_a_block_that_is_damaged_is_none(works: list[Work], data: st.DataObject) -> None:
    content = pack([Kept(made(works), ints(range(len(works))), ints(range(len(works))))])
    place = data.draw(st.integers(0, len(content) - 1))
    changed = bytes([content[place] ^ data.draw(st.integers(1, 255))])
    assert unpack(content[:place] + changed + content[place + 1 :], LABELS) is None
    assert unpack(content[:place], LABELS) is None
