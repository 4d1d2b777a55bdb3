"""Taking back what was imported for others: undone like any gesture, by whoever brings things."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet
from annotate.core.errors import InputError
from annotate.core.operations import Import, Undo, decode_body
from annotate.storage import annotations, documents, gestures, log
from annotate.storage.annotations import Annotations
from annotate.storage.gestures import Imported
from annotate.storage.log import Writer
from annotate.storage.store import Store


class Left(Struct, frozen=True):
    """What an import that was taken back leaves in a layer of a document, by its id.

    `stay` counts labels that were there before or made since; `went` what was put right since in
    what went; `done` is whether the document still counts as finished.
    """

    document: str
    layer: str
    stay: int
    went: int
    done: bool


class TakenBack(Struct, frozen=True):
    """How many imports were undone, and where they leave anything, or took more along."""

    imports: int
    left: tuple[Left, ...] = ()


def take_back(store: Store, person: str, names: Iterable[str]) -> TakenBack:
    """Undo imports, each named by its id, or all of a log by that; what that leaves.

    What somebody did since to labels that go is gone with them, the rest of their own stays.
    Broken off, it goes on when it is called again. Raises InputError, and undoes nothing, for a
    name that no import has.
    """
    found = [(each, gestures.imports(store, each)) for each in names]
    for name, some in found:
        if not some:
            raise InputError(f"no import with the id {name!r}", hint="`annotate log` shows ids")
    live = dict.fromkeys(i for _, some in found for i in some if not i.undone)
    together: dict[tuple[int, str], list[Imported]] = defaultdict(list)
    for each in live:
        together[each.document, each.layer].append(each)
    # a log for each layer, as imports are: whose labels it is about may see it
    writers: dict[str, Writer] = defaultdict(lambda: Writer(person))
    left = [_undo(store, writers[some[0].layer], some) for some in together.values()]
    return TakenBack(len(live), tuple(each for each in left if each.stay or each.went or each.done))


def _undo(store: Store, writer: Writer, some: Sequence[Imported]) -> Left:
    """Undo imports into one layer of one document."""
    key, name = some[0].document, some[0].layer
    document, before = documents.get(store, key), annotations.read(store, key, name)
    layer = Annotations(store, key, document, name)
    for each in some:
        layer.commit(writer, (Undo(each.gesture),))
    after = annotations.read(store, key, name)
    went = _said(before) - _said(after) - _brought(store, some)
    done = after.finished(len(document.paragraphs))
    return Left(document.id, name, len(after.spans), len(went), done)


def _brought(store: Store, some: Sequence[Imported]) -> set[Hashable]:
    """What the imports said themselves."""
    ids = {each.gesture for each in some}
    entries = log.of(store, some[0].document, some[0].layer)
    bodies = (decode_body(o.kind, o.body) for _, o in entries if o.id in ids)
    return {said for body in bodies if isinstance(body, Import) for said in _said(body.content)}


def _said(content: AnnotationSet) -> set[Hashable]:
    """All that somebody may put right, wherever it stands, without the ids of spans."""
    places = {s.id: s.place for s in content.spans}
    links = {(r.label, places.get(r.head), places.get(r.child)) for r in content.relations}
    notes = {(n.text, n.paragraph, places.get(n.span or "")) for n in content.notes}
    flags = {("flag", f.paragraph, places.get(f.span or "")) for f in content.flags}
    return {*places.values(), *links, *notes, *flags}
