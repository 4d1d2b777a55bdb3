"""What several people finished: asked of some documents, it is not looked for in all others."""

from annotate.core.annotation_set import AnnotationSet
from annotate.storage import finished
from annotate.storage.store import Store
from tests.storage.making import add, put


def test_when_some_were_annotated_costs_the_same_however_many_others_there_are(
    store: Store,
) -> None:
    keys = add(store, *(f"Text {n}." for n in range(300)))
    for key in keys[:3]:
        put(store, key, AnnotationSet(status="d"))
    few = _turns(store, keys[:3])
    for key in keys[3:]:
        put(store, key, AnnotationSet(status="d"))
    assert _turns(store, keys[:3]) < 2 * few


def _turns(store: Store, keys: list[int]) -> int:
    """What SQLite does for it, in steps of its machine."""
    turns = 0

    def count() -> None:
        nonlocal turns
        turns += 1

    layers = [store.layer("ana") or 0]
    store.connection.set_progress_handler(count, 1)
    try:
        assert len(finished.times(store, layers, keys[0], keys[-1])) == len(keys)
    finally:
        store.connection.set_progress_handler(None, 1)
    return turns
