"""Writing a project's labels as a dataset folder, whole or not at all."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from annotate.core.errors import AnnotateError, InputError
from annotate.core.foreign_record import foreign_names
from annotate.core.name_map import NameMap
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record
from annotate.core.scheme import Scheme
from annotate.core.wanted import FINISHED, Wanted
from annotate.formats import FORMATS, get_writer
from annotate.formats.base import Writing
from annotate.formats.losses import Losses
from annotate.formats.manifest import Manifest, Tally, describe
from annotate.formats.places import Place, Remote
from annotate.services.bygone import with_bygone
from annotate.services.exporting.choosing import Choosing, Progress
from annotate.services.exporting.labels import Labels
from annotate.services.exporting.placing import into_place
from annotate.services.exporting.placing_afar import put_afar
from annotate.services.exporting.telling import About, Seen, tell
from annotate.services.exporting.textless import without_text
from annotate.services.exporting.windows import Windows
from annotate.storage.store import Store


def export(
    store: Store,
    scheme: Scheme,
    format: str,
    out: Place,
    wanted: Wanted = FINISHED,
    *,
    names: NameMap | None = None,
    unit: OffsetUnit | None = None,
    about: About | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Write the dataset folder `out`; what an earlier export left there stands until this is whole.

    At an address its files are exchanged one by one, the manifest last. `names` is how others call
    labels and relations, `unit` what their offsets count; with `about` a card and Croissant
    metadata are written too. Raises InputError for a format, layer or label there is not, and for
    a format that is nothing without the text where none is wanted; AnnotateError where the disk
    does not take it.
    """
    write = get_writer(format)
    _check_text(format, wanted, unit)
    scheme = with_bygone(store, scheme)
    choosing, losses = Choosing(store, scheme, wanted), Losses()
    labels = Labels(scheme, wanted.labels, losses) if wanted.labels else None
    foreign = foreign_names(names) if names else None
    ours = labels.scheme if labels else scheme
    theirs = foreign.scheme(ours) if foreign else ours

    def shaped(records: Iterable[Record]) -> Iterator[Record]:
        if labels:
            records = labels.only(records)
        if wanted.window:
            records = Windows(wanted.window, losses).cut(records)
        if foreign:
            records = map(foreign.record, records)
        return iter(records if wanted.text else map(without_text, records))

    def fill(folder: Path) -> Manifest:
        tally, seen = Tally(theirs), Seen()
        # closed at once if this fails, not when the database is closed already
        with store.snapshot(), closing(choosing.records(progress)) as records:
            counted = seen.counted(tally.counted(shaped(records)))
            loss = write(counted, folder, Writing(theirs, unit))
            loss = losses.loss() + loss
            counts = tally.counts(choosing.left_out)

            def described() -> Manifest:
                return describe(
                    folder, format=format, wanted=wanted, scheme=theirs, counts=counts, loss=loss
                )

            manifest = described()
            if about:
                tell(folder, seen.facts(store, scheme, manifest, about), manifest)
                manifest = described()
        return manifest

    if isinstance(out, Remote):
        return put_afar(fill, out)
    try:
        return into_place(fill, out)
    except OSError as error:
        what = f"the export could not be written ({error.strerror or error})"
        raise AnnotateError(what, str(out), "what was there before still is") from error


def _check_text(format: str, wanted: Wanted, unit: OffsetUnit | None) -> None:
    """Raise InputError for a format that is nothing without the text, where none is wanted."""
    if wanted.text:
        return
    if not FORMATS[format].textless:
        able = ", ".join(f.name for f in FORMATS.values() if f.write and f.textless)
        raise InputError(f"{format} is nothing without the text", hint=f"take {able}")
    if unit not in (None, "codepoint"):
        raise InputError("offsets without the text count code points", hint="leave the unit out")
