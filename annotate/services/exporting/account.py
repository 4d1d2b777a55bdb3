"""What came of a whole export, of which each part is told as it is done."""

from collections.abc import Iterable
from typing import Any

from annotate.core.division import SplitCounts, Splits
from annotate.core.scheme import Scheme
from annotate.formats.base import Loss, together
from annotate.formats.manifest import Counts, Tally
from annotate.services.exporting.parts import Done
from annotate.services.exporting.telling import Seen
from annotate.services.splitting import Division


class Account:
    """Adds up parts; `facts` are those of each split for whoever finishes the dataset."""

    def __init__(self, scheme: Scheme, splits: Iterable[str], left_out: int = 0) -> None:
        """`left_out` are documents of which there is no record, and that are in no part."""
        names = tuple(splits)
        self.seen = Seen()
        self.facts: dict[str, list[Any]] = {split: [] for split in names}
        self._tally, self._tallies = Tally(scheme), {split: Tally(scheme) for split in names}
        self._shaping, self._writing = list[Loss](), list[Loss]()
        self._left_out, self._changed = left_out, set[str]()

    def add_all(self, parts: Iterable[Done]) -> None:
        """More parts, as they are done."""
        for done in parts:
            self.add(done)

    def add(self, done: Done) -> None:
        """One more part."""
        split = done.part.split
        self.facts[split].append(done.written.facts)
        self._tally.add(done.tally)
        self._tallies[split].add(done.tally)
        self.seen.add(done.seen)
        self._shaping.append(done.loss)
        self._writing.append(done.written.loss)
        self._left_out += done.left_out
        self._changed |= done.changed

    @property
    def empty(self) -> list[str]:
        """The splits that have no record."""
        return [split for split, tally in self._tallies.items() if not tally.records]

    @property
    def counts(self) -> Counts:
        """How much there is of everything."""
        return self._tally.counts(self._left_out, len(self._changed))

    @property
    def loss(self) -> Loss:
        """What was lost, that which no format would have carried first."""
        return together((*self._shaping, *self._writing))

    def splits(self, division: Division) -> Splits:
        """How the articles were divided, and what each split holds."""
        plan = division.plan
        return Splits(
            shares={split: round(float(share), 6) for split, share in plan.shares.items()},
            seed=plan.seed,
            stratify="source" if plan.by_source else None,
            counts={
                split: _split_counts(len(division.keys[split]), tally)
                for split, tally in self._tallies.items()
            },
            groups=division.groups,
            leaks=division.leaks,
        )


def _split_counts(articles: int, tally: Tally) -> SplitCounts:
    counts = tally.counts()
    return SplitCounts(
        articles, counts.documents, counts.records, counts.spans, counts.relations, counts.labels
    )
