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
ACCENT = "[\u0300-\u036f]"
"""One that follows its letter as a character of its own."""
MARKS = {"'": "‘’‚‛ʼ′´`", '"': "“”„‟«»″"}
"""What keyboards have for it, and what newspapers print."""


def find(text: str, words: str) -> tuple[Range, ...]:
    """Where `words` stand in a text, ascending, any white space between them.

    Case and accents are no matter, nor which quotation marks and apostrophes stand there: few
    keyboards have those of a newspaper.
    """
    text = text.translate(_PLAIN)
    accents = f"{ACCENT}*" if re.search(ACCENT, text) else ""
    parts = ("".join(re.escape(c) + accents for c in _bare(part)) for part in words.split())
    pattern = r"\s+".join(parts)
    return _places(pattern, text) if pattern else ()


def _bare(word: str) -> str:
    """A word without accents, unless it is nothing else."""
    word = word.translate(_PLAIN)
    return re.sub(ACCENT, "", word) or word


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
        parts = unicodedata.normalize("NFD", chr(code))
        is_accented = all(map(unicodedata.combining, parts[1:]))  # a syllable of Hangul is not
        self[code] = parts[0] if is_accented else chr(code)
        return self[code]


_PLAIN = _Plain({ord(mark): key for key, marks in MARKS.items() for mark in marks})
