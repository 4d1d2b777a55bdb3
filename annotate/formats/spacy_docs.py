"""Documents of spaCy: made of records, gathered in DocBins of some size."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.record import Record, RecordSpan
from annotate.core.scheme import Scheme
from annotate.formats.flat import BLANK, EDGES, Free
from annotate.formats.losses import Losses
from annotate.formats.spacy_bin import Gathering, packed_group
from annotate.formats.spacy_tokens import Cut, Cutting, Tag, tagged

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


Placed = tuple[RecordSpan, int, int, int, int]
"""A span, the first and the last (inclusive) of its tokens, and where these begin and end."""


class Shards:
    """Files of a folder that are written one after the other, each with SHARD tokens or so.

    `longest` is the length of the longest span so far, in tokens; `languages` counts docs, by what
    spaCy calls them.
    """

    def __init__(self, folder: Path, scheme: Scheme, losses: Losses, cutting: Cutting) -> None:
        self._order = {label.name: n for n, label in enumerate(scheme.labels)}
        self._losses = losses
        self._paths = (folder / FILE_NAME.format(n) for n in count())
        self._cutting, self._docs = cutting, Gathering()
        self._met: Cut | None = None
        self.languages = Counter[str]()
        self.longest = 0

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

    def _flush(self) -> None:
        """Write what there is."""
        with next(self._paths).open("wb") as file:
            file.writelines(self._docs.packed())
        self._docs, self._met = Gathering(), None

    def add(self, record: Record) -> None:
        """One more doc; layers of one article follow one another."""
        if self._docs.size >= SHARD:
            self._flush()
        cut = self._cutting.cut(record.text or "", record.language or "")
        if cut is not self._met:
            self._met = cut
            self._docs.meet(cut.lexicon, cut.numbers)
        placed = list(self._placed(record, cut))
        spans = packed_group(KEY, self._spans(placed))
        rows = partial(tagged, cut.tokens, [*self._tags(cut, placed)])
        self._docs.add(rows, cut.spaces, spans, _user_data(record))
        self.languages[cut.language] += 1

    def _placed(self, record: Record, cut: Cut) -> Iterator[Placed]:
        """The spans that touch tokens, on them. What is not as it was is named."""
        for placed in _on_tokens(record.spans or (), cut):
            span, first, last, start, end = placed
            if first > last:
                self._losses.flatten(record, span.id, f"{BLANK}, only `user_data` has it")
                continue
            if start != span.start or end != span.end:
                self._losses.flatten(record, span.id, f"{EDGES}, `user_data` has them as they are")
            self.longest = max(self.longest, last + 1 - first)
            yield placed

    def _spans(self, placed: Iterable[Placed]) -> Iterator[tuple[int, ...]]:
        hashes = self._docs.hashes
        for span, first, last, start, end in placed:
            yield hashes[span.id or ""], 0, hashes[span.label], first, last + 1, start, end

    def _tags(self, cut: Cut, placed: Iterable[Placed]) -> Iterator[Tag]:
        """The labels that are flat.

        Those are of spans that have their tokens for themselves, without whitespace at their
        edges. A label that comes earlier in the scheme goes first, of one label the longer span.
        """
        free = Free(len(cut.tokens))
        for span, start, end, _, _ in sorted(placed, key=self._precedence):
            first, last = _without(cut.blank, start, end)
            if first <= last and free.take(first, last):
                yield first, last, self._docs.hashes[span.label]

    def _precedence(self, placed: Placed) -> tuple[int, int, int]:
        span = placed[0]
        return self._order.get(span.label, len(self._order)), span.start - span.end, span.start


def _without(blank: Container[int], first: int, last: int) -> Range:
    """Tokens without whitespace at either end; the other way round if there are no others."""
    while first in blank:
        first += 1
    while last in blank:
        last -= 1
    return first, last


def _on_tokens(spans: Sequence[RecordSpan], cut: Cut) -> Iterator[Placed]:
    """Spans with the tokens that they touch; the other way round if none."""
    firsts = cut.ends.searchsorted([span.start for span in spans], "right")
    lasts = cut.starts.searchsorted([span.end for span in spans]) - 1
    edges = cut.starts.take(firsts, mode="clip"), cut.ends.take(lasts, mode="clip")
    columns = (column.tolist() for column in (firsts, lasts, *edges))
    return zip(spans, *columns, strict=True)


def _user_data(record: Record) -> dict[str, object]:
    return {
        "article": {name: str(getattr(record, name) or "") for name in ARTICLE},
        "annotator": record.layer,
        LINKS: record.relations or (),
        RECORD: _encode(replace(record, text=None, relations=None)).decode(),
    }
