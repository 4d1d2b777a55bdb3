"""What goes out: of each document the layers that were asked for, as records."""

from collections.abc import Callable, Generator, Mapping, Sequence

from annotate.core.annotation_set import EMPTY, AnnotationSet
from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.record import Record, is_blank, to_record
from annotate.core.renaming import in_present_names
from annotate.storage import annotations, documents
from annotate.storage.store import Store

Progress = Callable[[int, int], None]
"""Called with the documents gone through so far and the documents there are."""
Layers = list[tuple[str, AnnotationSet]]


def check_layers(store: Store, layers: Sequence[str] | None) -> None:
    """Raise InputError for a layer that there is not."""
    unknown = [name for name in layers or () if not store.layer(name)]
    if unknown:
        raise InputError(f"no layer {unknown[0]!r} in this project", hint="see `annotate status`")


def chosen_records(
    store: Store,
    former: Mapping[str, str],
    layers: Sequence[str] | None,
    finished: bool,
    progress: Progress | None,
) -> Generator[Record]:
    """The records of all documents, all of one moment."""
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
