"""Writing a project's labels as a dataset folder, whole or not at all."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.annotation_set import EMPTY, AnnotationSet
from annotate.core.document import Document
from annotate.core.errors import AnnotateError, InputError
from annotate.core.foreign_record import foreign_names
from annotate.core.name_map import NameMap
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, is_blank, to_record
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Scheme
from annotate.formats import get_writer
from annotate.formats.base import Writing
from annotate.formats.manifest import NAME as MANIFEST
from annotate.formats.manifest import Manifest, Tally, describe
from annotate.storage import annotations, documents
from annotate.storage.store import Store

Progress = Callable[[int, int], None]
"""Called with the documents gone through so far and the documents there are."""
Layers = list[tuple[str, AnnotationSet]]


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
    _check_layers(store, layers)
    foreign = foreign_names(names) if names else None
    theirs = foreign.scheme(scheme) if foreign else scheme

    def fill(folder: Path) -> Manifest:
        tally = Tally(theirs)
        # closed at once if this fails, not when the database is closed already
        with closing(_records(store, scheme.former, layers, finished, progress)) as records:
            named = map(foreign.record, records) if foreign else records
            loss = write(tally.counted(named), folder, Writing(theirs, unit))
        return describe(format, theirs, tally.counts(), loss, folder)

    try:
        return _into_place(fill, out)
    except OSError as error:
        what = f"the export could not be written ({error.strerror or error})"
        raise AnnotateError(what, str(out), "what was there before still is") from error


def _into_place(fill: Callable[[Path], Manifest], out: Path) -> Manifest:
    """Fill a folder inside `out`, and move every file up when all are whole, the manifest last."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".export-", dir=out) as name:
        folder = Path(name)
        manifest = fill(folder)
        manifest.save(folder)
        for path in (*(file.path for file in manifest.files), MANIFEST):
            _move(folder / path, out / path)
    return manifest


def _move(path: Path, to: Path) -> None:
    """Exchange one file; what else lies in the folder stays."""
    to.parent.mkdir(parents=True, exist_ok=True)
    path.replace(to)


def _check_layers(store: Store, layers: Sequence[str] | None) -> None:
    unknown = [name for name in layers or () if not store.layer(name)]
    if unknown:
        raise InputError(f"no layer {unknown[0]!r} in this project", hint="see `annotate status`")


def _records(
    store: Store,
    former: Mapping[str, str],
    layers: Sequence[str] | None,
    finished: bool,
    progress: Progress | None,
) -> Generator[Record]:
    total = documents.count(store) if progress else 0
    everything = layers is None and not finished
    for number, (document, places, found) in enumerate(annotations.each(store), 1):
        chosen = _chosen(document, found, layers, finished)
        appearances = tuple(places)
        if not chosen and everything:
            yield to_record(document, None, EMPTY, appearances)
        for layer, content in chosen:
            yield to_record(document, layer, in_present_names(content, former), appearances)
        if progress:
            progress(number, total)


def _chosen(
    document: Document, found: Layers, layers: Sequence[str] | None, finished: bool
) -> Layers:
    """The layers to export of one document: those that say something, and were asked for."""
    paragraphs = len(document.paragraphs)
    return [
        (layer, content)
        for layer, content in found
        if (layers is None or layer in layers)
        and (not finished or content.finished(paragraphs))
        and not is_blank(content)
    ]
