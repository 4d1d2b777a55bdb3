"""What there is to learn from in a project: its finished articles, a reading each."""

from collections.abc import Collection, Iterable, Iterator

from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import Document
from annotate.core.layers import is_own
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Scheme
from annotate.core.wanted import GOLD
from annotate.services.asked_layers import check_layer_asked, layer_asked
from annotate.storage import annotations, gold
from annotate.storage.store import Store
from annotate.suggesters.learning.fitting import Example

MOST = 2000
"""Readings that are learned from, the latest imports: each takes about a megabyte meanwhile."""


def examples(store: Store, scheme: Scheme, layer: str | None = None) -> list[Example]:
    """The readings of finished articles: of one layer, of what is gold of each, or (None) of all.

    Second passes and what several say together are learned from only where they are named: they
    say the same of one article twice.

    Raises InputError for a layer that there is not, or no gold.
    """
    if layer:
        check_layer_asked(store, layer)
    return list(_each(store, scheme, layer))[-MOST:]


def _each(store: Store, scheme: Scheme, layer: str | None) -> Iterator[Example]:
    for document, _, layers in annotations.each(store):
        number = len(document.paragraphs)
        done = {name: content for name, content in layers if content.finished(number)}
        for name in _meant(store, document, layer, done):
            yield _example(document, in_present_names(done[name], scheme.former))


def _meant(
    store: Store, document: Document, layer: str | None, done: Collection[str]
) -> Iterable[str]:
    """Which of a document's finished layers are to be learned from."""
    if layer == GOLD:
        return [name for name in gold.latest_first(store, document.sha256) if name in done][:1]
    return filter(is_own, done) if layer is None else {layer_asked(layer)}.intersection(done)


def _example(document: Document, content: AnnotationSet) -> Example:
    places = {span.id: span.place for span in content.spans}
    ends = ((r.label, places[r.head], places[r.child]) for r in content.relations)
    return Example(document, tuple(places.values()), tuple(ends))
