"""Writing a project's labels as a dataset folder, whole or not at all."""

from errno import EACCES, EROFS
from pathlib import Path

from annotate.core.errors import AnnotateError, InputError
from annotate.core.name_map import NameMap
from annotate.core.normalisation import OffsetUnit
from annotate.core.scheme import Scheme
from annotate.core.wanted import FINISHED, Wanted
from annotate.corpus.splits import Plan
from annotate.formats import FORMATS, get_writer
from annotate.formats.manifest import Manifest
from annotate.formats.places import Place, Remote
from annotate.services import copies
from annotate.services.bygone import with_bygone
from annotate.services.exporting.alike import take_over
from annotate.services.exporting.asked import Asked
from annotate.services.exporting.choosing import check
from annotate.services.exporting.filling import Filling, Progress
from annotate.services.exporting.placing import into_place
from annotate.services.exporting.placing_afar import put_afar
from annotate.services.exporting.telling import About
from annotate.storage.store import Store

UNWRITABLE = (EACCES, EROFS)
STAYS = "what was there before still is"


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
    plan: Plan | None = None,
    like: Path | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Write the dataset folder `out`; what an earlier export left there stands until this is whole.

    At an address its files are exchanged one by one, the manifest last. `names` is how others call
    labels and relations, `unit` what their offsets count; with `about` a card and Croissant
    metadata are written too; with a `plan` articles are divided into splits, which is remembered,
    and those that the dataset `like` has are where they are there. Where there is much to write in
    a format that can be joined it is shared by `processes`, as many as the machine has cores.
    Raises InputError for a format, layer or label there is not, and for a format that is nothing
    without the text where none is wanted; AnnotateError where the disk does not take it.
    """
    get_writer(format)
    check_text(format, wanted, unit)
    asked = Asked(format=format, wanted=wanted, names=names, unit=unit, about=about, plan=plan)
    scheme = with_bygone(store, scheme)
    check(store, scheme, wanted)
    filling = Filling(store, scheme, asked, processes=processes, progress=progress)
    if plan:
        copies.refresh(store)
        if like:
            take_over(store, plan, like)
    if isinstance(out, Remote):
        return put_afar(filling.fill, out)
    try:
        return into_place(filling.fill, out)
    except OSError as error:
        what = f"the export could not be written ({error.strerror or error})"
        hint = "choose another folder" if error.errno in UNWRITABLE else STAYS
        raise AnnotateError(what, str(out), hint) from error


def check_text(format: str, wanted: Wanted, unit: OffsetUnit | None) -> None:
    """Raise InputError for a format that is nothing without the text, where none is wanted."""
    if wanted.text:
        return
    if not FORMATS[format].textless:
        able = ", ".join(f.name for f in FORMATS.values() if f.write and f.textless)
        raise InputError(f"{format} is nothing without the text", hint=f"take {able}")
    if unit not in (None, "codepoint"):
        raise InputError("offsets without the text count code points", hint="leave the unit out")
