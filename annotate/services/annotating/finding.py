"""Finding words in one article."""

import re
import unicodedata
from collections.abc import Callable
from itertools import islice

from annotate.core.document import Range

MOST = 10_000
"""Matches that are looked for at most."""
Find = Callable[[str, str], tuple[Range, ...]]
LETTER = r"[^\W_]"


def find(text: str, words: str) -> tuple[Range, ...]:
    """Where `words` stand in a text, case aside, any white space between them; ascending."""
    parts = [re.escape(part) for part in words.split()]
    return _places(r"\s+".join(parts), text) if parts else ()


def find_each(text: str, words: str) -> tuple[Range, ...]:
    """The same of what was found in all articles: where `words` do not stand together, each word.

    As there, accents are no matter, and the last word may be the beginning of one.
    """
    parts = re.findall(f"{LETTER}+", words.translate(_PLAIN))
    if (together := find(text, words)) or not parts:
        return together
    each = "|".join([*parts, f"{parts[-1]}{LETTER}*"])
    return _places(f"(?<!{LETTER})(?:{each})(?!{LETTER})", text.translate(_PLAIN))


def plain(text: str) -> str:
    """A text without case and accents, to be compared; a sign may become several."""
    return text.translate(_PLAIN).casefold()


def _places(pattern: str, text: str) -> tuple[Range, ...]:
    matches = re.compile(pattern, re.IGNORECASE).finditer(text)
    return tuple(match.span() for match in islice(matches, MOST))


class _Plain(dict[int, str]):
    """From each character to the one without accents: a text keeps its length."""

    def __missing__(self, code: int) -> str:
        self[code] = unicodedata.normalize("NFD", chr(code))[0]
        return self[code]


_PLAIN = _Plain()
