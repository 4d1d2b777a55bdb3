"""Saying whose adjudication is gold of an article, where several have settled it."""

from collections.abc import Sequence

from annotate.core.errors import GestureError, InputError
from annotate.core.layers import GOLD
from annotate.core.operations import Designate
from annotate.services.asked_names import article_asked
from annotate.storage import documents, gold
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from annotate.storage.store import Store


def designate(store: Store, reviewer: str, name: str, ids: Sequence[str] = ()) -> int:
    """Let what `name` settled be gold of some articles, or of all that they settled; how many.

    With "" gold is again what was settled last. It is logged in the layer of the `reviewer` who
    says so, a gesture an article. Raises InputError, and changes nothing, for an article that there
    is not or that they have not finished.
    """
    layer = f"{GOLD}{name}" if name else ""
    if layer and not store.layer(layer):
        raise InputError(f"no layer {layer!r} in this project", hint="see `annotate status`")
    theirs = gold.finished(store, layer) if layer else gold.designations(store)
    keys = [article_asked(store, id) for id in ids] or theirs
    for id, key in zip(ids, keys, strict=False):
        if layer and key not in theirs:
            raise InputError(f"{layer} has not settled this article", id)
    writer, changed = Writer(reviewer), 0
    for key in keys:
        document = documents.get(store, key)
        if gold.designated(store, document.sha256) != layer:
            here = Annotations(store, key, document, f"{GOLD}{reviewer}")
            here.commit(writer, [Designate(layer)])
            changed += 1
    return changed


def next_gold(store: Store, reviewer: str, writer: Writer, key: int) -> str:
    """Let the next of those who finished an article's adjudication be gold of it; says whose is.

    Raises GestureError where there are not two of them.
    """
    document = documents.get(store, key)
    ranked = gold.latest_first(store, document.sha256)
    names = sorted(name for name in ranked if key in gold.finished(store, name))
    if len(names) < 2:
        raise GestureError("gold of one reviewer at most here" if names else "no gold here yet")
    following = names[(names.index(ranked[0]) + 1) % len(names)]
    here = Annotations(store, key, document, f"{GOLD}{reviewer}")
    here.commit(writer, [Designate(following)])
    return f"{following} is gold here"
