"""What a dataset says of itself to people and machines: its card, and its Croissant metadata."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from annotate.core.record import Record
from annotate.core.scheme import Scheme
from annotate.core.usual_keys import is_date
from annotate.formats import FORMATS
from annotate.formats.huggingface_card import head
from annotate.formats.manifest import File, Manifest
from annotate.reports.card import card
from annotate.reports.croissant import FILE_NAME, Held, Table, croissant
from annotate.reports.facts import Facts, Measured, Named
from annotate.storage.finished import Choice, layers
from annotate.storage.store import Store

README = "README.md"
TOLD = (README, FILE_NAME)
"""The files that say it, by their paths."""
CONFIG = "- config_name: default\n"
"""The line of a head in YAML under which a library finds the files to load."""


class About(Struct, frozen=True):
    """What only the project's owner can say: its name, the licence, whether to name annotators."""

    name: str = ""
    licence: str = ""
    named: bool = False


class Seen:
    """Counts what the manifest does not, while records go by."""

    def __init__(self) -> None:
        self._sources: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._guidelines: Counter[str] = Counter()
        self._first = self._last = ""
        self._before: str | None = None

    def counted(self, records: Iterable[Record]) -> Iterator[Record]:
        """The same records, each counted; those of one document come one after the other."""
        for record in records:
            if record.layer and record.guidelines:
                self._guidelines[record.guidelines] += 1
            if record.sha256 != self._before:
                self._count(record)
            self._before = record.sha256
            yield record

    def _count(self, record: Record) -> None:
        self._sources[record.source or ""] += 1
        self._languages[record.language or ""] += 1
        if record.published and is_date(record.published):
            self._first = min(self._first or record.published, record.published)
            self._last = max(self._last, record.published)

    def add(self, other: "Seen") -> None:
        """Count what another counted, of other documents."""
        self._sources.update(other._sources)
        self._languages.update(other._languages)
        self._guidelines.update(other._guidelines)
        self._first = min(filter(None, (self._first, other._first)), default="")
        self._last = max(self._last, other._last)

    def facts(self, store: Store, scheme: Scheme, manifest: Manifest, about: About) -> Facts:
        """All that the card says, of this moment."""
        counts, loss = manifest.counts, manifest.loss
        return Facts(
            name=about.name,
            licence=about.licence,
            made_by=manifest.version,
            format=manifest.format,
            documents=counts.documents,
            records=counts.records,
            labels=tuple(
                Named(label.name, label.help, counts.labels.get(label.name, 0))
                for label in manifest.scheme.labels
            ),
            relations=tuple(
                Named(r.label, r.help, counts.relation_labels.get(r.label, 0))
                for r in manifest.scheme.relations
            ),
            sources=dict(sorted(self._sources.items())),
            languages=dict(sorted(self._languages.items())),
            first=self._first,
            last=self._last,
            annotators=_people(counts.layers, named=about.named or manifest.wanted.pseudonyms),
            guidelines=dict(sorted(self._guidelines.items())),
            agreement=tuple(_agreement(store, scheme, manifest.wanted.labels)),
            splits=manifest.splits or None,
            lost=sum(map(len, (loss.split, loss.flattened, loss.dropped))),
            text=manifest.wanted.text,
            window=manifest.wanted.window is not None,
            unit=manifest.offset_unit or None,
        )


def _people(layers: dict[str, int], *, named: bool) -> dict[str, int]:
    """Records by layer, under their names only if that is wanted."""
    if named:
        return layers
    return {f"A{number}": count for number, count in enumerate(layers.values(), 1)}


def _agreement(store: Store, scheme: Scheme, labels: tuple[str, ...]) -> Iterator[Measured]:
    """The figures that a card names, where two annotators have finished anything."""
    if not _are_two(store):
        return
    from annotate.services.measuring.headline import headline  # with numpy, which takes its time

    for name, f in headline(store, scheme, labels).items():
        yield Measured(name, f.value, f.lower_end, f.upper_end, f.why)


def prepare(store: Store, scheme: Scheme) -> None:
    """Count what annotators say before the moment that is told of, so that it can be kept."""
    if _are_two(store):
        from annotate.services.measuring.counted import measured

        measured(store, scheme, Choice())


def _are_two(store: Store) -> bool:
    return len(layers(store, Choice())) > 1


def tell(folder: Path, facts: Facts, manifest: Manifest) -> None:
    """Write the card and the metadata beside the files that the manifest names."""
    readme = folder / README
    tables, splits = FORMATS[manifest.format].tables, _filled(manifest)
    own = head(tables, splits) if tables else ""
    if readme.exists():
        own = readme.read_text(encoding="utf-8")
    data = [file for file in manifest.files if file.path != README]
    readme.write_text(card(facts, _told_apart(own, data)), encoding="utf-8")
    held = [Held(f.path, f.bytes, f.sha256) for f in data]
    described = tables.files(splits).items() if tables and tables.texts else ()
    fields = [Table(split, path, tables.texts) for split, path in described] if tables else []
    (folder / FILE_NAME).write_bytes(croissant(facts, held, fields))


def _told_apart(head: str, data: Iterable[File]) -> str:
    """A head that other data would not have.

    What `datasets` once loaded it takes for the same again where the folder's name and head are,
    whatever the files hold by now: after an export of more labels one would train on the old.
    """
    content = sha256("".join(f"{file.path}\n{file.sha256}\n" for file in data).encode())
    return head.replace(CONFIG, f'{CONFIG}  description: "data {content.hexdigest()}"\n', 1)


def _filled(manifest: Manifest) -> list[str]:
    """The splits that hold records, or all if none does: one without does not load."""
    counts = manifest.splits.counts if manifest.splits else {}
    return [split for split, found in counts.items() if found.records] or [*counts]
