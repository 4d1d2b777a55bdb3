"""Counting a batch: everything that is counted of it, brought together."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from annotate.agreement.adding import confusions
from annotate.agreement.blocks import Block, ByPair
from annotate.agreement.counting import (
    characters,
    confusion,
    label_sets,
    links,
    paragraphs,
    spans,
)
from annotate.agreement.counting.arrays import Ints
from annotate.agreement.counting.columns import DOCUMENT, READER, Batch, cleaned, joined_spans
from annotate.agreement.counting.pairing import Pairing, over_pairs, pairing
from annotate.agreement.counting.sweep import Sweep, sweep
from annotate.agreement.counts import ALONE, Counts
from annotate.agreement.rows import Pairs, Readings


class _Work(NamedTuple):
    """A batch, and what is found out once for several counts."""

    batch: Batch
    swept: Sweep
    pairs: Pairing
    overlaps: spans.Overlaps
    sets: label_sets.SetCounts
    majority: Ints
    joined: Ints
    labels: int


def count(batch: Batch, labels: Sequence[str], annotators: Sequence[str]) -> Counts:
    """Count a batch of at least one document, each finished by at least two annotators."""
    return block(batch, labels, annotators).counts


def block(batch: Batch, labels: Sequence[str], annotators: Sequence[str]) -> Block:
    """The same with the cells of each pair, so that the counts of some can be had of it."""
    work = _prepared(cleaned(batch), labels)
    batch, sets = work.batch, work.sets
    order = np.argsort(work.pairs.documents, kind="stable")
    matches = confusion.matched(work.overlaps, batch, work.labels)
    shared = confusion.of_sets(batch, work.swept, sets.codes, len(sets.sets))
    counts = Counts(
        labels=tuple(labels),
        annotators=tuple(annotators),
        ids=tuple(batch.ids),
        lengths=batch.lengths,
        paragraphs=np.bincount(batch.paragraphs[:, DOCUMENT], minlength=len(batch.ids)),
        kin=np.full(len(batch.ids), ALONE),
        sets=tuple(sets.sets),
        readings=_readings(work).compact(),
        pairs=_pairs(work).pick(order).compact(),
        **confusions(work.labels),
    )
    place = np.argsort(order)
    cells = ByPair(matches.moved(place), shared.moved(place))
    return Block(cells.confusion_of(counts), lambda: cells)


def _prepared(batch: Batch, labels: Sequence[str]) -> _Work:
    number = len(labels)
    joined, pairs = joined_spans(batch), pairing(batch)
    swept = sweep(batch, joined, number)
    return _Work(
        batch,
        swept,
        pairs,
        spans.overlaps(batch, pairs),
        label_sets.label_sets(batch, swept, joined),
        paragraphs.majority(batch, swept, paragraphs.alphabetically(labels)),
        joined,
        number,
    )


def _readings(work: _Work) -> Readings:
    batch, readings = work.batch, len(work.batch.readings)
    document, annotator = batch.readings[:, DOCUMENT], batch.readings[:, READER]
    return Readings(
        document=document,
        annotator=annotator,
        marks=characters.marked(work.swept)[document, batch.slots],
        spans=spans.number_of(batch, work.labels),
        squares=label_sets.label_squares(work.joined, readings, work.labels),
        sets=work.sets.characters,
        set_squares=work.sets.squares,
        paragraphs=paragraphs.said(batch, work.majority, work.labels),
        links=links.number_of(batch),
    )


def _pairs(work: _Work) -> Pairs:
    batch, swept, found = work.batch, work.swept, work.overlaps
    number = len(work.pairs.documents)
    annotator = batch.readings[:, READER]
    return Pairs(
        document=work.pairs.documents,
        a=annotator[work.pairs.first],
        b=annotator[work.pairs.second],
        first=work.pairs.first,
        second=work.pairs.second,
        differ=over_pairs(batch, lambda i, j: characters.differing(swept, i, j)),
        parts=over_pairs(batch, lambda i, j: characters.parts(swept, i, j)),
        sets_differ=over_pairs(
            batch, lambda i, j: label_sets.differing(swept, work.sets.codes, i, j)
        ),
        identical=spans.identical(found, batch, number, work.labels),
        overlapping=spans.overlapping(found, batch, number, work.labels),
        same_range=spans.same_ranges(found, batch, number),
        kinds=spans.kinds(found, number),
        links=links.compare(batch, found, number),
        paragraphs=over_pairs(batch, lambda i, j: paragraphs.agreed(batch, work.majority, i, j)),
    )
