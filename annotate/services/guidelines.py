"""The guidelines' versions: which is in force, and what was finished under each."""

from collections import Counter
from hashlib import sha256

from msgspec import Struct

from annotate.core.plural import plural
from annotate.storage import guidelines
from annotate.storage.store import Store

UNKNOWN = ""
"""What was finished before the guidelines had a version here, or elsewhere."""


class Guided(Struct, frozen=True):
    """A version of the guidelines, and how many articles each layer finished under it.

    `since` is when it was first in force here, ms since 1970, None for one that is only known from
    imports, and for what was finished under none that is known.
    """

    version: str
    sha256: str
    since: int | None
    current: bool
    finished: dict[str, int]

    def __str__(self) -> str:
        what = f"guidelines {self.version}" if self.version else "guidelines unknown"
        counts = ", ".join(f"{layer} {number:,}" for layer, number in self.finished.items())
        now = " (in force)" if self.current else ""
        done = plural(sum(self.finished.values()), "finished reading")
        return f"{what}{now}: {done}{f' ({counts})' if counts else ''}"


def put_in_force(store: Store, text: str, name: str) -> None:
    """Note the guidelines as they are now, if there are any."""
    if text or name:
        guidelines.put(store, name, sha256(text.encode()).hexdigest(), text)


def guided(store: Store) -> list[Guided]:
    """Every version, in the order in which they came, then those known from elsewhere; [] if none.

    Last what was finished under none that is known, if anything was.
    """
    if not guidelines.any_known(store):
        return []
    known = guidelines.versions(store)
    counts: dict[str, Counter[str]] = {version.called: Counter() for version in known}
    for layer, version in guidelines.each(store):
        counts.setdefault(version or UNKNOWN, Counter())[layer] += 1
    unknown = counts.pop(UNKNOWN, None)
    first = {version.called: version for version in reversed(known)}
    found = [_guided(name, first.get(name), known, of) for name, of in counts.items()]
    return found + ([_guided(UNKNOWN, None, known, unknown)] if unknown else [])


def _guided(
    name: str,
    version: guidelines.Version | None,
    known: list[guidelines.Version],
    finished: Counter[str],
) -> Guided:
    return Guided(
        version=name,
        sha256=version.sha256 if version else "",
        since=version.at if version else None,
        current=bool(known) and name == known[-1].called,
        finished=dict(sorted(finished.items())),
    )
