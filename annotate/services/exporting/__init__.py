"""Writing a project's labels as a dataset folder, whole or not at all."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from annotate.core.errors import AnnotateError
from annotate.core.foreign_record import foreign_names
from annotate.core.name_map import NameMap
from annotate.core.normalisation import OffsetUnit
from annotate.core.scheme import Scheme
from annotate.formats import get_writer
from annotate.formats.base import Writing
from annotate.formats.manifest import Manifest, Tally, describe
from annotate.services.exporting.choosing import Progress, check_layers, chosen_records
from annotate.services.exporting.placing import into_place
from annotate.storage.store import Store


def export(
    store: Store,
    scheme: Scheme,
    format: str,
    out: Path,
    *,
    layers: Sequence[str] | None = None,
    finished: bool = False,
    names: NameMap | None = None,
    unit: OffsetUnit | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Write the dataset folder `out`; what an earlier export left there stands until this is whole.

    `layers` are those to export, None for all; with `finished` only documents whose every
    paragraph is done. With neither, documents that nobody labelled are exported too. `names` is
    how others call labels and relations, `unit` what their offsets count. Raises InputError for a
    format or layer there is not, AnnotateError where the disk does not take it.
    """
    write = get_writer(format)
    check_layers(store, layers)
    foreign = foreign_names(names) if names else None
    theirs = foreign.scheme(scheme) if foreign else scheme

    def fill(folder: Path) -> Manifest:
        tally = Tally(theirs)
        # closed at once if this fails, not when the database is closed already
        with closing(chosen_records(store, scheme.former, layers, finished, progress)) as records:
            named = map(foreign.record, records) if foreign else records
            loss = write(tally.counted(named), folder, Writing(theirs, unit))
        return describe(format, theirs, tally.counts(), loss, folder)

    try:
        return into_place(fill, out)
    except OSError as error:
        what = f"the export could not be written ({error.strerror or error})"
        raise AnnotateError(what, str(out), "what was there before still is") from error
