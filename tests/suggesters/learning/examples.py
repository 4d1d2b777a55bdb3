"""What there is to learn from in the sample project, and a model of all of it."""

from functools import cache
from pathlib import Path

from annotate.core.document import Document, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.record import Record, decode_record
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.sample import corpora
from annotate.suggesters.learning.fitting import Example, fit
from annotate.suggesters.learning.model import Model

UNITS = {label.name: label.unit for label in DEFAULT_SCHEME.labels}


@cache
def sample() -> tuple[Example, ...]:
    """What the thorough one of the sample annotators made of the sample articles."""
    texts = {text_hash(t): t for t in map(_text, sorted(corpora().glob("*/*.txt")))}
    lines = (corpora() / "sample-annotators.jsonl").read_bytes().splitlines()
    records = (r for r in map(decode_record, lines) if r.annotator == "sample-ana")
    return tuple(_example(texts[str(r.sha256)], r) for r in records)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _example(text: str, record: Record) -> Example:
    paragraphs = tuple(find_paragraphs(text))
    about = Document(sha256=text_hash(text), text=text, paragraphs=paragraphs)
    return Example(about, tuple((s.start, s.end, s.label) for s in record.spans or ()))


@cache
def model() -> Model:
    """What all of them teach."""
    return fit(sample(), UNITS)
