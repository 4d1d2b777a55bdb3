"""An open project to be read: its documents one after the other, chosen as asked."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import NamedTuple, Self

from msgspec.structs import replace

from annotate.core import layers as layer_names
from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import Document as Stored
from annotate.core.errors import InputError, ProjectError
from annotate.core.record import is_blank
from annotate.core.renaming import in_present_names, suggested_in_present_names
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.core.suggestion import Suggestion
from annotate.core.wanted import GOLD
from annotate.services.asked_layers import check_layer_asked, gold_of, layer_asked
from annotate.services.project import scheme_of
from annotate.services.reading.values import Document, Layer, Span, document_value, layer_value
from annotate.services.splitting import group_names
from annotate.storage import annotations, documents, guidelines, progress, splits, suggestions
from annotate.storage import project as stored
from annotate.storage.store import FILE_NAME, Store

Names = str | Collection[str] | None
"""One name, several, or None for all."""


class _Asked(NamedTuple):
    """Layers by their own names, one of which may be an annotator's called gold; and what is."""

    names: frozenset[str]
    gold: bool


class Reader:
    """A project as it was when it was opened; a context manager.

    Whoever annotates meanwhile is neither kept waiting nor seen: open it again for that. It
    belongs to the thread that opened it, and gives nothing any more once it is closed.
    """

    def __init__(self, store: Store, scheme: Scheme) -> None:
        self._open: Store | None = store
        self.scheme = scheme
        self._has_guidelines = guidelines.any_known(store)
        self._plans = splits.plans(store)

    @property
    def _store(self) -> Store:
        """The database. Raises ProjectError once it is closed."""
        if self._open is None:
            raise ProjectError("this project is closed", hint="open it again")
        return self._open

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the scheme's labels, in its order."""
        return tuple(label.name for label in self.scheme.labels)

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of all layers: annotators', `gold/REVIEWER`, second passes as `again/NAME`."""
        return tuple(each.layer for each in progress.of_layers(self._store))

    def __len__(self) -> int:
        """How many documents there are."""
        return documents.count(self._store)

    def __iter__(self) -> Iterator[Document]:
        """All documents, in the order of import."""
        return self.documents()

    def documents(
        self, *, layer: Names = None, label: Names = None, finished: bool = False
    ) -> Iterator[Document]:
        """The documents, one after the other, in the order of import; removed ones are none.

        With `layer` only what those say, `gold` being of each document what was adjudicated last;
        with `label` only spans of those and the links between them, with `finished` only layers in
        which each paragraph is done, also those that have none of the labels. A document of which
        nothing is left so is left out. Raises InputError for a layer or label that there is not,
        IntegrityError at a document that is damaged.

        >>> [document.id for document in project.documents(layer="ana", finished=True)]
        ['harbour/ferry']
        """
        asked = self._layers_asked(layer)
        wanted = _among(label, self._known_labels(), "label", self.scheme.former)
        everything = asked is None and wanted is None and not finished
        return self._documents(asked, wanted, finished, everything)

    def _layers_asked(self, names: Names) -> _Asked | None:
        """Which layers are meant, None for all. Raises InputError where there is no such."""
        if names is None:
            return None
        asked = (names,) if isinstance(names, str) else tuple(names)
        if GOLD in asked:
            check_layer_asked(self._store, GOLD)
        others = [layer_asked(name) for name in asked if name != GOLD]
        _among(others, self.layers, "layer")
        return _Asked(frozenset(others), gold=GOLD in asked)

    def _known_labels(self) -> Collection[str]:
        """The scheme's, and those that it lets go of and spans still have."""
        used = (self.scheme.former.get(name, name) for name in stored.used_labels(self._store))
        return dict.fromkeys((*self.labels, *used))

    def _documents(
        self,
        asked: _Asked | None,
        labels: Collection[str] | None,
        finished: bool,
        everything: bool,
    ) -> Iterator[Document]:
        for key, document in documents.each(self._store):
            found = tuple(
                self._guided(document.sha256, layer_value(document, name, content, labels))
                for name, content in self._contents(key, document, asked, finished).items()
            )
            if labels is not None and not finished:  # what is finished without them is a negative
                found = tuple(layer for layer in found if layer.spans)
            if found or everything:
                yield self._value(key, document, found)

    def _value(self, key: int, document: Stored, found: tuple[Layer, ...]) -> Document:
        """A document with what layers say of it, and where it belongs."""
        group = self._groups.get(document.id, document.id)
        return document_value(document, found, splits.of(self._store, self._plans, key), group)

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        return group_names(self._store)

    def _contents(
        self,
        key: int,
        document: Stored,
        asked: _Asked | None = None,
        finished: bool = False,
    ) -> dict[str, AnnotationSet]:
        """What the layers asked for say of a document, in the present names of labels."""
        said = {
            name: annotations.read(self._store, key, name)
            for name in annotations.layers(self._store, key)
            if asked is None or name in asked.names or (asked.gold and _is_gold(name))
        }
        paragraphs = len(document.paragraphs)
        meant = {
            name: in_present_names(content, self.scheme.former)
            for name, content in said.items()
            if not is_blank(content) and (not finished or content.finished(paragraphs))
        }
        if asked is None or not asked.gold:
            return meant
        names = gold_of(self._store, document.sha256, meant) | asked.names
        return {name: content for name, content in meant.items() if name in names}

    def _guided(self, sha256: str, layer: Layer) -> Layer:
        """With the version of the guidelines under which it was done, where that is known."""
        if layer.status != "done" or not self._has_guidelines:
            return layer
        return replace(layer, guidelines=guidelines.of(self._store, sha256, layer.annotator))

    def document(self, id: str) -> Document | None:
        """The document of that id with all its layers; None where there is none.

        >>> project.document("harbour/ferry").title
        'Ferry late again'
        """
        key = documents.find_id(self._store, id)
        if key is None:
            return None
        found = documents.get(self._store, key)
        said = (layer_value(found, *said) for said in self._contents(key, found).items())
        return self._value(key, found, tuple(self._guided(found.sha256, layer) for layer in said))

    def spans(
        self, *, layer: Names = None, label: Names = None, finished: bool = False
    ) -> Iterator[Span]:
        """The spans of `documents`, one after the other.

        >>> [(span.annotator, span.text) for span in project.spans(label="attribution")]
        [('ana', 'said Kim'), ('ben', 'said Kim')]
        """
        chosen = self.documents(layer=layer, label=label, finished=finished)
        return (span for document in chosen for span in document.spans)

    def suggestions(self, document: Document) -> tuple[Suggestion, ...]:
        """What suggesters from elsewhere propose; it is no label until somebody accepts it.

        Those of the program's own rules are no data: `annotate suggest` prints them.
        """
        former = self.scheme.former
        return tuple(
            span
            for found in suggestions.of(self._store, document.sha256).values()
            for span in suggested_in_present_names(found, former).spans
        )

    def close(self) -> None:
        """Let go of the database."""
        if self._open:
            self._open.close()
        self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _is_gold(layer: str) -> bool:
    return layer.startswith(layer_names.GOLD)


def _among(
    names: Names, known: Collection[str], what: str, former: Mapping[str, str] | None = None
) -> Collection[str] | None:
    """The names as a collection. Raises InputError for one that is not known.

    `former` is what those that were renamed are called now.
    """
    if names is None:
        return None
    chosen = (names,) if isinstance(names, str) else tuple(names)
    for name in chosen:
        if name not in known:
            became = (former or {}).get(name)
            hint = f"it is called {became!r} now" if became else f"it has {', '.join(known)}"
            raise InputError(f"no {what} {name!r} in this project", hint=hint)
    return chosen


def open_project(path: str | PathLike[str]) -> Reader:
    """The project of a folder, or of a database alone; see annotate.open_project."""
    folder = Path(path)
    database = folder / FILE_NAME if folder.is_dir() else folder
    if not database.exists() and scheme_of(folder) is None:
        raise ProjectError("no project", str(folder), "make one with `annotate init`")
    store = Store.reading(database)
    try:
        scheme = scheme_of(database.parent) if folder.is_dir() else None
        return Reader(store, scheme or stored.scheme(store) or DEFAULT_SCHEME)
    except BaseException:
        store.close()
        raise
