"""What the rules suggest of a corpus, in one process: the time that it takes, and the memory."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.record import Record, encode_record
from annotate.services.suggesting_stream import suggest_paths
from benchmarks import corpus
from benchmarks.machine import peak
from benchmarks.ratio import Figure, clocked, compared, quantile, three_figures

ARTICLES, MORE = 1_000, 4_000
ROUNDS = 5
WORD = re.compile(r"\w+")


def figures() -> Iterator[Figure]:
    """The speed against `re` finding the words, and memory by the number of articles."""
    for size in (ARTICLES, MORE):
        texts = [corpus.unlike(number, corpus.PARAGRAPHS).document.text for number in range(size)]
        with TemporaryDirectory() as name:
            file = Path(name) / "articles.jsonl"
            records = (Record(id=str(number), text=text) for number, text in enumerate(texts))
            corpus.write(file, (encode_record(record) + b"\n" for record in records))
            if size == ARTICLES:
                yield _speed(file, texts)
            yield Figure(f"memory of the rules over {size:,} articles", peak(_suggest, file))


def _speed(file: Path, texts: list[str]) -> Figure:
    return compared(
        f"rules over {ARTICLES:,} articles of 8 kB, read and written ÷ `re` finding their words",
        clocked(lambda: _suggest(file)),
        clocked(lambda: [WORD.findall(text) for text in texts]),
        ROUNDS,
        shown=_for_ten_thousand,
    )


def _suggest(file: Path) -> None:
    for _ in suggest_paths([file], processes=1):
        pass


def _for_ten_thousand(seconds: list[float]) -> str:
    return f"{three_figures(quantile(seconds, 0.5) * 10_000 / ARTICLES)} s for 10,000"
