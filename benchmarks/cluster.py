"""What one worker of a cluster does in a second: what a corpus takes follows from it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from annotate.core.record import encode_record, to_record
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats import get_reader
from annotate.formats.base import Source
from annotate.services.cluster.exporting import export_file
from annotate.services.cluster.shards import Task, Work, do
from annotate.services.cluster.suggesting import suggest_file
from annotate.services.suggesting_stream import RULES
from benchmarks.corpus import article, write
from benchmarks.ratio import Figure

ARTICLES = 2_000
MILLIONS = 100


def figures() -> Iterator[Figure]:
    """Suggestions for a file of articles of 8 kB, then those as a table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts.jsonl"
        made = (to_record(article(number).document) for number in range(ARTICLES))
        write(texts, (encode_record(record) + b"\n" for record in made))
        suggesting = Work(partial(suggest_file, RULES, None), folder / "answers", "")
        yield from _figures("suggest", suggesting, texts)
        (answers,) = (folder / "answers").glob("*.jsonl")
        exporting = Work(partial(export_file, DEFAULT_SCHEME, "parquet"), folder / "out", "")
        yield from _figures("export parquet, of suggestions", exporting, answers)


def _figures(what: str, work: Work, file: Path) -> Iterator[Figure]:
    assert isinstance(work.out, Path)
    work.out.mkdir()
    start = perf_counter()
    shard = do(work, Task("0", get_reader("jsonl"), Source(str(file), file)))
    rate = shard.told.records / (perf_counter() - start)
    size = sum(part.bytes for part in shard.files) / shard.told.records
    yield Figure(f"{what}: one worker", f"{rate:,.0f} articles a second")
    hours = MILLIONS * 1e6 / rate / 3600
    yield Figure(f"{MILLIONS} million articles", f"{hours:,.0f} hours of a core")
    yield Figure("what they take then", f"{MILLIONS * size / 1e6:,.2f} TB")
