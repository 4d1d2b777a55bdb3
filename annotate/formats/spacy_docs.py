"""Documents of spaCy: made of records, gathered in DocBins of some size."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import msgspec
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.record import Record, RecordSpan
from annotate.core.scheme import Scheme
from annotate.formats.flat import BLANK, EDGES, Free, touched
from annotate.formats.losses import Losses
from annotate.formats.spacy_bin import BEGINS, INSIDE, BinSpan, Gathering, packed_group
from annotate.formats.spacy_tokens import Cut, Cutting, TextTokens

KEY = "sc"
"""Where the spans are in `doc.spans`."""
RECORD, LINKS = "annotate", "relations"
"""Where the record, as JSON without its text and links, and the links are in `doc.user_data`."""
FILE_NAME = "part-{:05}.spacy"
ARTICLE = ("id", "title", "source", "url", "published", "language")
"""What `doc.user_data` tells of the article."""
SHARD = 1 << 19
"""Tokens in a file, which is written and read in one piece."""
_encode = msgspec.json.Encoder().encode


class _Placed(NamedTuple):
    """A span on its tokens, `last` inclusive."""

    span: RecordSpan
    first: int
    last: int


class Shards:
    """Files of a folder that are written one after the other, each with SHARD tokens or so.

    `longest` is the length of the longest span so far, in tokens, `count` how many docs there are.
    """

    def __init__(self, folder: Path, scheme: Scheme, losses: Losses) -> None:
        self._order = {label.name: n for n, label in enumerate(scheme.labels)}
        self._losses = losses
        self._paths = (folder / FILE_NAME.format(n) for n in count())
        self._cutting, self._docs = Cutting(), Gathering()
        self.longest, self.count = 0, 0

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
        return self._cutting.language

    def _flush(self) -> None:
        """Write what there is."""
        next(self._paths).write_bytes(self._docs.packed())
        self._docs = Gathering()

    def add(self, record: Record) -> None:
        """One more doc; layers of one article follow one another."""
        if self._docs.size >= SHARD:
            self._flush()
        cut = self._cutting.cut(record.text or "", record.language or "")
        placed = list(self._placed(record, cut.words.edges))
        spans = packed_group(KEY, [self._span(p, cut.words.edges) for p in placed])
        tokens = self._tagged(cut, self._flat(placed, cut.words))
        self._docs.strings |= cut.strings
        self._docs.add(tokens, cut.spaces, spans, _user_data(record))
        self.count += 1

    def _placed(self, record: Record, edges: Sequence[int]) -> Iterator[_Placed]:
        """The spans that touch tokens, on them. What is not as it was is named."""
        for span in record.spans or ():
            first, last = touched(edges, span)
            if first > last:
                self._losses.flatten(record, span.id, f"{BLANK}, only `user_data` has it")
                continue
            if (edges[2 * first], edges[2 * last + 1]) != (span.start, span.end):
                self._losses.flatten(record, span.id, f"{EDGES}, `user_data` has them as they are")
            self.longest = max(self.longest, last + 1 - first)
            yield _Placed(span, first, last)

    def _span(self, placed: _Placed, edges: Sequence[int]) -> BinSpan:
        span, first, last = placed
        return BinSpan(
            id=self._docs.hash(span.id or ""),
            entry=0,
            label=self._docs.hash(span.label),
            start=first,
            end=last + 1,
            start_char=edges[2 * first],
            end_char=edges[2 * last + 1],
        )

    def _flat(self, placed: Iterable[_Placed], words: TextTokens) -> Iterator[_Placed]:
        """The spans that have their tokens for themselves, without whitespace at their edges.

        A label that comes earlier in the scheme goes first, of one label the longer span.
        """
        free = Free(len(words.edges) // 2)
        for span, *place in sorted(placed, key=self._precedence):
            first, last = _without_space(words, *place)
            if first <= last and free.take(first, last):
                yield _Placed(span, first, last)

    def _precedence(self, placed: _Placed) -> tuple[int, int, int]:
        span = placed.span
        return self._order.get(span.label, len(self._order)), span.start - span.end, span.start

    def _tagged(self, cut: Cut, flat: Iterable[_Placed]) -> bytes:
        """The tokens of a text with the labels that are flat."""
        tokens = cut.tokens.copy()
        for span, first, last in flat:
            tokens[first : last + 1, 1:] = INSIDE, self._docs.hash(span.label)
            tokens[first, 1] = BEGINS
        content: bytes = tokens.tobytes()
        return content


def _without_space(words: TextTokens, first: int, last: int) -> Range:
    """Tokens without whitespace at either end; the other way round if there are no others."""
    text, edges = words
    while first <= last and text[slice(*edges[2 * first : 2 * first + 2])].isspace():
        first += 1
    while first <= last and text[slice(*edges[2 * last : 2 * last + 2])].isspace():
        last -= 1
    return first, last


def _user_data(record: Record) -> dict[str, object]:
    return {
        "article": {name: str(getattr(record, name) or "") for name in ARTICLE},
        "annotator": record.layer,
        LINKS: record.relations or (),
        RECORD: _encode(replace(record, text=None, relations=None)).decode(),
    }
