"""What there is to learn from in a project: its finished articles, a reading each."""

from collections.abc import Iterator

from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Scheme
from annotate.storage import annotations
from annotate.storage.store import Store
from annotate.suggesters.learning.fitting import Example

MOST = 2000
"""Readings that are learned from, the latest imports: each takes about a megabyte meanwhile."""


def examples(store: Store, scheme: Scheme, layer: str | None = None) -> list[Example]:
    """The readings of finished articles: of one layer, or (None) of each.

    Raises InputError for a layer that there is not.
    """
    if layer and not store.layer(layer):
        raise InputError(f"no layer {layer!r} in this project", hint="see `annotate status`")
    return list(_each(store, scheme, layer))[-MOST:]


def _each(store: Store, scheme: Scheme, layer: str | None) -> Iterator[Example]:
    for document, _, layers in annotations.each(store):
        for name, content in layers:
            if layer in (None, name) and content.finished(len(document.paragraphs)):
                yield _example(document, in_present_names(content, scheme.former))


def _example(document: Document, content: AnnotationSet) -> Example:
    places = {span.id: (span.start, span.end, span.label) for span in content.spans}
    ends = ((r.label, places[r.head], places[r.child]) for r in content.relations)
    return Example(document, tuple(places.values()), tuple(ends))
