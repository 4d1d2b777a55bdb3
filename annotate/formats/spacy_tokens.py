"""Texts as spaCy itself cuts them into tokens: by the blank pipeline of their language."""

import re
from collections import Counter
from typing import Any, NamedTuple

from annotate.formats.extras import library
from annotate.formats.spacy_bin import ATTRIBUTES, OUTSIDE

LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
ANY = "xx"
"""What spaCy calls the language of texts in none that it knows."""
WORDS = 1 << 17
"""Different words, those of all languages together, up to which pipelines are kept.

They forget none, and take some 60 MB for so many; a new one takes 0.1 s.
"""


class TextTokens(NamedTuple):
    """A text, and where its tokens, whitespace among them, begin and end, in turn."""

    text: str
    edges: list[int]


class Cut:
    """A text in tokens: of each its ATTRIBUTES, without a label, and whether a space follows."""

    def __init__(self, text: str, pipeline: Any) -> None:
        doc = pipeline.tokenizer(text)
        known = doc.to_array((*ATTRIBUTES, "SPACY", "IDX", "LENGTH"))
        places = known[:, -2:]
        places[:, 1] += places[:, 0]
        self.words = TextTokens(text, places.ravel().tolist())
        self.tokens = known[:, : len(ATTRIBUTES)].copy()
        self.tokens[:, 1] = OUTSIDE
        self.spaces = known[:, -3].astype(bool).tobytes()
        strings = doc.vocab.strings
        self.strings = {strings[word] for word in {*self.tokens[:, 0].tolist()}}


class Cutting:
    """Cuts texts; of some that follow one another and are the same the first alone."""

    def __init__(self) -> None:
        self._pipelines: dict[str, Any] = {}
        self._languages: Counter[str] = Counter()
        self._last: tuple[str, Any] = "", None
        self._cut: Cut | None = None

    @property
    def language(self) -> str:
        """That of most texts, as spaCy calls it."""
        return max(sorted(self._languages), key=self._languages.__getitem__, default=ANY)

    def cut(self, text: str, language: str) -> Cut:
        """A text of a language in tokens."""
        pipeline = self._pipeline(language)
        self._languages[pipeline.lang] += 1
        if self._cut is None or (text, pipeline) != self._last:
            self._last, self._cut = (text, pipeline), Cut(text, pipeline)
        return self._cut

    def _pipeline(self, language: str) -> Any:
        """The pipeline of a language, of ANY for one that it cannot cut into tokens."""
        match = LANGUAGE.match(language.lower())
        code = match[0] if match else ANY
        if sum(len(kept.vocab.strings) for kept in self._pipelines.values()) > WORDS:
            self._pipelines.clear()
        if code not in self._pipelines:
            self._pipelines[code] = _blank(code)
        return self._pipelines[code]


def _blank(code: str) -> Any:
    blank = library("spacy", "spacy").blank
    try:
        return blank(code)
    except (ImportError, OSError, ValueError):
        return blank(ANY)
