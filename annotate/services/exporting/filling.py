"""Filling a dataset's folder: the chosen records, shaped as asked, through the format's writer."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from annotate.core.division import SplitCounts, Splits
from annotate.core.foreign_record import foreign_names
from annotate.core.name_map import NameMap
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record
from annotate.core.scheme import Scheme
from annotate.core.wanted import FINISHED, GOLD, Wanted
from annotate.corpus.splits import Plan
from annotate.formats import get_writer, write_splits
from annotate.formats.base import Loss, Writing
from annotate.formats.losses import Losses
from annotate.formats.manifest import File, Manifest, Tally, describe
from annotate.services.asked_layers import layer_asked
from annotate.services.exporting.choosing import Choosing, Progress
from annotate.services.exporting.labels import Labels
from annotate.services.exporting.pseudonyms import Pseudonyms
from annotate.services.exporting.telling import TOLD, About, Seen, prepare, tell
from annotate.services.exporting.textless import without_text
from annotate.services.exporting.windows import Windows
from annotate.services.splitting import Division, divide, group_names
from annotate.storage.project import project_id
from annotate.storage.store import Store


class Asked(Struct, frozen=True, kw_only=True):
    """What an export is asked for; see `export`."""

    format: str
    wanted: Wanted = FINISHED
    names: NameMap | None = None
    unit: OffsetUnit | None = None
    about: About | None = None
    plan: Plan | None = None


class Filling:
    """One export; once the folder is filled, `division` is how the articles were divided."""

    def __init__(
        self, store: Store, scheme: Scheme, asked: Asked, progress: Progress | None = None
    ) -> None:
        """Raises InputError for a layer or a label that there is not."""
        self._store, self._scheme, self._asked = store, scheme, asked
        self._choosing, self._losses = Choosing(store, scheme, asked.wanted, progress), Losses()
        wanted = asked.wanted.labels
        self._pseudonyms = Pseudonyms(project_id(store)) if asked.wanted.pseudonyms else None
        self._labels = Labels(scheme, wanted, self._losses) if wanted else None
        self._foreign = foreign_names(asked.names) if asked.names else None
        ours = self._labels.scheme if self._labels else scheme
        self._theirs = self._foreign.scheme(ours) if self._foreign else ours
        self._tally, self._seen = Tally(self._theirs), Seen()
        self.division: Division | None = None

    def fill(self, folder: Path) -> Manifest:
        """Write all files but the manifest, of one moment, and say what there is."""
        asked, store = self._asked, self._store
        if asked.about and not asked.wanted.labels:
            prepare(store, self._scheme)
        with store.snapshot():
            how = Writing(self._theirs, asked.unit, group_names(store))
            if asked.plan:
                self.division = divide(store, asked.plan, self._choosing.hashes())
                loss, splits = self._divided(self.division, folder, how)
            else:
                loss, splits = self._whole(folder, how), None

            def described(known: Iterable[File] = ()) -> Manifest:
                return describe(
                    folder,
                    format=asked.format,
                    wanted=self._wanted(),
                    scheme=self._theirs,
                    counts=self._tally.counts(self._choosing.left_out, len(self._choosing.changed)),
                    loss=self._losses.loss() + loss,
                    splits=splits,
                    unit=asked.unit,
                    known=known,
                )

            manifest = described()
            if asked.about:
                facts = self._seen.facts(store, self._scheme, manifest, asked.about)
                tell(folder, facts, manifest)
                manifest = described(file for file in manifest.files if file.path not in TOLD)
        return manifest

    def _wanted(self) -> Wanted:
        """What was asked for, as the manifest may say it."""
        wanted = self._asked.wanted
        if not self._pseudonyms:
            return wanted
        other = self._pseudonyms.layer
        layers = (name if name == GOLD else other(layer_asked(name)) for name in wanted.layers)
        return replace(wanted, layers=tuple(layers))

    def _whole(self, folder: Path, how: Writing) -> Loss:
        # closed at once if this fails, not when the database is closed already
        with closing(self._choosing.records()) as records:
            return get_writer(self._asked.format)(self._counted(records), folder, how)

    def _divided(self, division: Division, folder: Path, how: Writing) -> tuple[Loss, Splits]:
        """Write each split; what it holds is counted for itself too."""
        tallies = {split: Tally(self._theirs) for split in division.keys}
        with ExitStack() as stack:
            parts = {}
            for split, keys in division.keys.items():
                records = stack.enter_context(closing(self._choosing.records_of(keys)))
                parts[split] = tallies[split].counted(self._counted(records))
            loss = write_splits(self._asked.format, parts, folder, how)
        return loss, _splits(division, tallies)

    def _counted(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records as they go out, counted."""
        return self._seen.counted(self._tally.counted(self._shaped(records)))

    def _shaped(self, records: Iterable[Record]) -> Iterable[Record]:
        wanted = self._asked.wanted
        if self._pseudonyms:  # before anything is lost, since that is named
            records = self._pseudonyms.records(records)
        if self._labels:
            records = self._labels.only(records)
        if wanted.window:
            records = Windows(wanted.window, self._losses).cut(records)
        if self._foreign:
            records = map(self._foreign.record, records)
        return records if wanted.text else map(without_text, records)


def _splits(division: Division, tallies: Mapping[str, Tally]) -> Splits:
    plan = division.plan
    return Splits(
        shares={split: round(float(share), 6) for split, share in plan.shares.items()},
        seed=plan.seed,
        stratify="source" if plan.by_source else None,
        counts={
            split: _split_counts(len(division.keys[split]), tally)
            for split, tally in tallies.items()
        },
        groups=division.groups,
        leaks=division.leaks,
    )


def _split_counts(articles: int, tally: Tally) -> SplitCounts:
    counts = tally.counts()
    return SplitCounts(
        articles, counts.documents, counts.records, counts.spans, counts.relations, counts.labels
    )
