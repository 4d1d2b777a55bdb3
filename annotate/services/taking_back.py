"""Taking back what was imported for others: undone like any gesture, by whoever brings things."""

from collections import defaultdict
from collections.abc import Iterable

from annotate.core.errors import InputError
from annotate.core.operations import Undo
from annotate.storage import documents, gestures
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from annotate.storage.store import Store


def take_back(store: Store, person: str, names: Iterable[str]) -> int:
    """Undo imports, each named by its id, or all of a log by that; how many were undone.

    What somebody did since to labels that go is gone with them, the rest of their own stays.
    Broken off, it goes on when it is called again. Raises InputError, and undoes nothing, for a
    name that no import has.
    """
    found = [(each, gestures.imports(store, each)) for each in names]
    for name, some in found:
        if not some:
            raise InputError(f"no import with the id {name!r}", hint="`annotate log` shows ids")
    # a log for each layer, as imports are: whose labels it is about may see it
    writers: dict[str, Writer] = defaultdict(lambda: Writer(person))
    live = dict.fromkeys(i for _, some in found for i in some if not i.undone)
    for each in live:
        layer = Annotations(store, each.document, documents.get(store, each.document), each.layer)
        layer.commit(writers[each.layer], (Undo(each.gesture),))
    return len(live)
