"""Documents of spaCy: made of records, gathered in DocBins of some size."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec
from msgspec import to_builtins
from msgspec.structs import replace

from annotate.core.record import Record, RecordSpan
from annotate.core.scheme import Scheme
from annotate.formats.extras import library
from annotate.formats.flat import BLANK, EDGES, Free, touched
from annotate.formats.losses import Losses

KEY = "sc"
"""Where the spans are in `doc.spans`."""
RECORD, LINKS = "annotate", "relations"
"""Where the record, as JSON without its text and links, and the links are in `doc.user_data`."""
FILE_NAME = "part-{:05}.spacy"
ARTICLE = ("id", "title", "source", "url", "published", "language")
"""What `doc.user_data` tells of the article."""
ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE")
"""What is kept of a token."""
SHARD = 1 << 19
"""Tokens in a file, which is written and read in one piece."""
LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
ANY = "xx"
"""What spaCy calls the language of texts in none that it knows."""
_encode = msgspec.json.Encoder().encode


class TextTokens(NamedTuple):
    """A text, and where its tokens, whitespace among them, begin and end, in turn."""

    text: str
    edges: list[int]


class Cut:
    """Tokens of docs, whitespace among them: those of one text, which follow one another, once."""

    def __init__(self) -> None:
        self._tokens, self._words = b"", TextTokens("", [])

    def words(self, doc: Any) -> TextTokens:
        """The text of a doc and its tokens, and where they are."""
        tokens = doc.to_array(("ORTH", "SPACY")).tobytes()
        if tokens != self._tokens:
            self._tokens, self._words = tokens, words_in(doc, doc.text)
        return self._words


def words_in(doc: Any, text: str) -> TextTokens:
    """The same of one doc, whose text is known."""
    at = doc.to_array(("IDX", "LENGTH"))
    at[:, 1] += at[:, 0]
    return TextTokens(text, at.ravel().tolist())


class Shards:
    """Files of a folder that are written one after the other, each with SHARD tokens or so.

    `longest` is the length of the longest span so far, in tokens, `count` how many docs there are.
    """

    def __init__(self, folder: Path, scheme: Scheme, losses: Losses) -> None:
        self._tokens = library("spacy.tokens", "spacy")
        self._order = {label.name: n for n, label in enumerate(scheme.labels)}
        self._losses = losses
        self._paths = (folder / FILE_NAME.format(n) for n in count())
        self._bin = self._new()
        self._size, self.longest, self.count = 0, 0, 0
        self._pipelines: dict[str, Any] = {}
        self._languages: Counter[str] = Counter()
        self._doc: Any = None
        self._words = TextTokens("", [])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if kind is None:
            self._flush()

    @property
    def language(self) -> str:
        """That of most records, as spaCy calls it."""
        return max(sorted(self._languages), key=self._languages.__getitem__, default=ANY)

    def _new(self) -> Any:
        return self._tokens.DocBin(attrs=ATTRIBUTES, store_user_data=True)

    def _flush(self) -> None:
        """Write what there is; with it goes every word that was met."""
        self._bin.to_disk(next(self._paths))
        self._bin, self._size = self._new(), 0
        self._pipelines.clear()

    def add(self, record: Record) -> None:
        """One more doc. Layers of one article, which follow one another, are cut but once."""
        if self._size >= SHARD:
            self._flush()
        pipeline = self._pipeline(record.language or "")
        new = self._doc is None or self._doc.vocab is not pipeline.vocab
        if new or record.text != self._words.text:
            self._doc = pipeline(record.text or "")
            self._words = words_in(self._doc, record.text or "")
        self._label(record)
        self._put(self._doc)
        self._size += len(self._doc)
        self.count += 1

    def _pipeline(self, language: str) -> Any:
        """The blank pipeline of a language, of ANY for one that it cannot cut into tokens."""
        match = LANGUAGE.match(language.lower())
        code = match[0] if match else ANY
        if code not in self._pipelines:
            blank = library("spacy", "spacy").blank
            try:
                self._pipelines[code] = blank(code)
            except (ImportError, OSError, ValueError):
                self._pipelines[code] = blank(ANY)
        pipeline = self._pipelines[code]
        self._languages[pipeline.lang] += 1
        return pipeline

    def _label(self, record: Record) -> None:
        """Say on the doc what the record says."""
        doc, said = self._doc, record.spans or ()
        doc.spans.clear()
        doc.spans[KEY] = [found for span in said if (found := self._span(record, span))]
        doc.set_ents(self._flat(said))
        doc.user_data = {
            "article": {name: str(getattr(record, name) or "") for name in ARTICLE},
            "annotator": record.layer,
            LINKS: to_builtins(record.relations or ()),
            RECORD: _encode(replace(record, text=None, relations=None)).decode(),
        }
        self._bin.strings.update(span.label for span in said)
        self._bin.strings.update(span.id for span in said if span.id)

    def _span(self, record: Record, span: RecordSpan) -> Any:
        """The span on its tokens; None if it touches none. What is not as it was is named."""
        edges = self._words.edges
        first, last = touched(edges, span)
        if first > last:
            self._losses.flatten(record, span.id, f"{BLANK}, only `user_data` has it")
            return None
        if (edges[2 * first], edges[2 * last + 1]) != (span.start, span.end):
            self._losses.flatten(record, span.id, f"{EDGES}, `user_data` has them as they are")
        self.longest = max(self.longest, last + 1 - first)
        return self._tokens.Span(
            self._doc, first, last + 1, label=span.label, span_id=span.id or ""
        )

    def _flat(self, spans: Iterable[RecordSpan]) -> list[Any]:
        """The spans that have their tokens for themselves, without whitespace at their edges.

        A label that comes earlier in the scheme goes first, of one label the longer span.
        """
        text, edges = self._words
        free, found = Free(len(edges) // 2), []
        for span in sorted(spans, key=self._precedence):
            first, last = touched(edges, span)
            while first <= last and text[slice(*edges[2 * first : 2 * first + 2])].isspace():
                first += 1
            while first <= last and text[slice(*edges[2 * last : 2 * last + 2])].isspace():
                last -= 1
            if first <= last and free.take(first, last):
                found.append(self._tokens.Span(self._doc, first, last + 1, label=span.label))
        return found

    def _precedence(self, span: RecordSpan) -> tuple[int, int, int]:
        return self._order.get(span.label, len(self._order)), span.start - span.end, span.start

    def _put(self, doc: Any) -> None:
        """What DocBin.add does, but for asking every token of every layer for nine strings."""
        docs = self._bin
        tokens, strings = doc.to_array(docs.attrs), doc.vocab.strings
        docs.strings.update(strings[word] for word in {*tokens[:, 0].tolist()})
        docs.tokens.append(tokens)
        docs.spaces.append(doc.to_array("SPACY").reshape((-1, 1)).astype(bool))
        docs.flags.append({"has_unknown_spaces": doc.has_unknown_spaces})
        docs.cats.append(doc.cats)
        docs.user_data.append(msgspec.msgpack.encode(doc.user_data))
        docs.span_groups.append(msgspec.msgpack.encode({doc.spans[KEY].to_bytes(): [KEY]}))
