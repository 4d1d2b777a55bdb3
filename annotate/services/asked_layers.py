"""Which layer a user means: gold is what was adjudicated, though an annotator be called so."""

from collections.abc import Collection

from annotate.core.errors import InputError
from annotate.core.wanted import GOLD
from annotate.storage import gold
from annotate.storage.store import Store

ANNOTATOR = "annotator/"
"""Before a name it says that an annotator is meant, as no layer's name begins so."""
THEIRS = f"the annotator of that name is {ANNOTATOR}{GOLD}"


def check_layer_asked(store: Store, asked: str, instead: str = "") -> None:
    """Raise InputError where there is no such layer, or nothing was adjudicated yet.

    `instead` is what else could be asked for then.
    """
    if asked == GOLD and not gold.exists(store):
        nobody = f"nobody has adjudicated: leave --layer gold out{instead}"
        hint = THEIRS if has_namesake(store) else nobody
        raise InputError("no gold layer in this project yet", hint=hint)
    if asked != GOLD and not store.layer(layer_asked(asked)):
        raise InputError(f"no layer {asked!r} in this project", hint="see `annotate status`")


def layer_asked(asked: str) -> str:
    """The layer's own name, of whatever is not GOLD alone."""
    name = asked.removeprefix(ANNOTATOR)
    return asked if "/" in name else name


def has_namesake(store: Store) -> bool:
    """Whether an annotator is called as what was adjudicated is."""
    return bool(store.layer(GOLD))


def gold_of(store: Store, sha256: str, names: Collection[str]) -> set[str]:
    """The layer of adjudication that is gold of a document, of those that may be taken."""
    return set([name for name in gold.latest_first(store, sha256) if name in names][:1])
