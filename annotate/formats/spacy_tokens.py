"""Texts as spaCy itself cuts them into tokens: by the blank pipeline of their language."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate.formats.extras import library
from annotate.formats.spacy_bin import ATTRIBUTES, BEGINS, INSIDE, OUTSIDE
from annotate.formats.spacy_pieces import Cutter

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray

LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
ANY = "xx"
"""What spaCy calls the language of texts in none that it knows."""
WORDS = 1 << 17
"""Different words, those of all languages together, up to which what cuts texts is kept.

It forgets none; a new one takes 0.1 s.
"""


Tag = tuple[int, int, int]
"""The first and the last (inclusive) token of a label, and its hash."""


class TextTokens(NamedTuple):
    """A text, and where its tokens, whitespace among them, begin and end, in turn."""

    text: str
    edges: list[int]


class Cut:
    """A text in tokens, for all that label it: where each begins and ends, and more of each.

    Of `tokens` they are the rows, with their ATTRIBUTES without a label; `spaces` says after which
    a space follows, `numbers` which of the lexicon's they are, `blank` which are whitespace.
    """

    def __init__(self, text: str, cutter: Cutter) -> None:
        import numpy as np

        found, self.lexicon, self.language = cutter.cut(text), cutter.lexicon, cutter.language
        self.numbers, spaced = found >> 1, found & 1
        lengths = np.frombuffer(self.lexicon.lengths, np.int32).take(self.numbers)
        self.ends = (lengths + spaced).cumsum() - spaced
        self.starts = self.ends - lengths
        self.spaces = spaced.astype(np.int8).tobytes()
        self.tokens = np.zeros((len(found), len(ATTRIBUTES)), np.uint64)
        self.tokens[:, 0] = np.frombuffer(self.lexicon.hashes, np.uint64).take(self.numbers)
        self.tokens[:, 1] = OUTSIDE
        blank = np.frombuffer(self.lexicon.blank, np.int8).take(self.numbers)
        self.blank = {*blank.nonzero()[0].tolist()}


def tagged(tokens: "NDArray[uint64]", tags: Iterable[Tag]) -> memoryview:
    """The tokens of a text with labels, of which no two have the same one."""
    rows = tokens.copy()
    places = rows[:, 1:]
    for first, last, label in tags:
        places[first : last + 1] = _inside(label)
        places[first, 0] = BEGINS
    return rows.data


@lru_cache(maxsize=1000)
def _inside(label: int) -> "NDArray[uint64]":
    """The ATTRIBUTES but for the first of what goes on with the label of that hash."""
    import numpy as np

    return np.array((INSIDE, label), np.uint64)


class Cutting:
    """Cuts texts; of some that follow one another and are the same the first alone."""

    def __init__(self) -> None:
        self._cutters: dict[str, Cutter] = {}
        self._last: tuple[str, Cutter | None] = "", None
        self._cut: Cut | None = None

    def cut(self, text: str, language: str) -> Cut:
        """A text of a language in tokens."""
        cutter = self._cutter(language)
        if self._cut is None or (text, cutter) != self._last:
            self._last, self._cut = (text, cutter), Cut(text, cutter)
        return self._cut

    def _cutter(self, language: str) -> Cutter:
        """That of a language, of ANY for one that spaCy cannot cut into tokens."""
        match = LANGUAGE.match(language.lower())
        code = match[0] if match else ANY
        if sum(len(kept.lexicon.words) for kept in self._cutters.values()) > WORDS:
            self._cutters.clear()
        if code not in self._cutters:
            self._cutters[code] = Cutter(_blank(code))
        return self._cutters[code]


@cache
def cutting() -> Cutting:
    """The one of this program: what spaCy knows of a language is as much work as many articles."""
    return Cutting()


def _blank(code: str) -> Any:
    """The blank pipeline of a language; its words have no attributes, as their look, to find."""
    spacy, vocab = library("spacy", "spacy"), library("spacy.vocab", "spacy").Vocab
    try:
        return spacy.util.get_lang_class(code)(vocab())
    except (ImportError, OSError, ValueError):
        return spacy.util.get_lang_class(ANY)(vocab())
