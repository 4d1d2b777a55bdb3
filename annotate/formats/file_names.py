"""File names made of names that people gave: harmless anywhere, and each its own."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

BESIDE = frozenset({"README.md", "manifest.json", "croissant.json"})
"""Files that lie in a dataset's folder beside the data."""
LONGEST = 150
"""Bytes of a name that are kept; a file system takes 255, and an ending is to come."""
HARMFUL = re.compile(r"[^\w.-]+")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def file_name(name: str) -> str:
    """A name without folders, leading dots or marks; one that is too long gets its hash.

    Two names may become one.
    """
    harmless = HARMFUL.sub("_", name).strip(".-")
    kept = harmless.encode()[:LONGEST].decode(errors="ignore")
    if kept and kept == harmless and not RESERVED.fullmatch(kept):
        return kept
    return f"{kept}-{_digest(name)}".lstrip("-")


class FileNames:
    """Gives each name a file name of its own, also where capitals and accents do not count.

    None is one of those that are `taken`.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._given: dict[str, str] = {}
        self._taken = set(map(alike, taken))

    def of(self, name: str) -> str:
        """The file name of a name: the same each time."""
        if name not in self._given:
            found = file_name(name)
            if alike(found) in self._taken:
                found = f"{found}-{_digest(name)}"
            self._taken.add(alike(found))
            self._given[name] = found
        return self._given[name]


def alike(name: str) -> str:
    """A name as a file system may see it that tells neither capitals nor accents' spelling."""
    return unicodedata.normalize("NFKC", name).casefold()


def _digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:8]
