"""Finding words in one article."""

import re

from annotate.core.document import Range

MOST = 10_000
"""Matches that are looked for at most."""


def find(text: str, words: str) -> tuple[Range, ...]:
    """Where `words` stand in a text, case aside, any white space between them; ascending."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return ()
    found = []
    for match in re.compile(r"\s+".join(parts), re.IGNORECASE).finditer(text):
        found.append(match.span())
        if len(found) == MOST:
            break
    return tuple(found)
