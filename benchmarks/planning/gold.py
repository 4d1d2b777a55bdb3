"""Gold for keys: articles with the spans and links that somebody with the program is to make."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from annotate.core.document import Document, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.scheme import DEFAULT_SCHEME, RelationType, Scheme
from annotate.core.suggestion import Place

CORPORA = Path(__file__).parents[2] / "corpora"
SAMPLE = "sample-ana"
SENTENCE = re.compile(r"[.!?…][”’\"'»)\]]*\s*$")
"""How a paragraph ends that is body where the gold does not say what paragraphs are."""
LONGEST = 12_000
"""Characters of an article that is still counted: the sample's longest is made by a program."""
Link = tuple[str, Place, Place]
"""Its label, and the places of head and child."""


class Gold(Struct, frozen=True):
    """An article, and all that is to be labelled in it."""

    document: Document
    spans: frozenset[Place]
    links: frozenset[Link]
    scheme: Scheme

    def starting(self, paragraph: int) -> list[Place]:
        """The spans that start in a paragraph, in order."""
        start, end = self.document.paragraphs[paragraph]
        return sorted((s for s in self.spans if start <= s[0] < end), key=_order)


def _order(place: Place) -> tuple[int, int, str]:
    return place[0], -place[1], place[2]


def quoting_scheme() -> Scheme:
    """Of the default scheme what such gold says: who said which quotation, nothing else linked."""
    said = replace(DEFAULT_SCHEME.relations[0], child=("quote",))
    return Scheme(DEFAULT_SCHEME.labels, (RelationType(said.label, said.head, said.child),))


def sample() -> Iterator[Gold]:
    """The sample project's articles as the thorough one of its annotators labelled them."""
    texts = {text_hash(t): t for t in (p.read_text("utf-8") for p in CORPORA.glob("*/*.txt"))}
    for line in (CORPORA / "sample-annotators.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        text = texts[record["sha256"]]
        if record["annotator"] == SAMPLE and len(text) <= LONGEST:
            yield _gold(text, record, DEFAULT_SCHEME)


def of_file(data: Path, most: int) -> Iterator[Gold]:
    """The first English articles of a file, and body for paragraphs that end as sentences do.

    Of its attributions those of quotations; links to quotations only.
    """
    for record in islice(_english(data), most):
        yield _with_body(_quoting(_gold(record["text"], record, quoting_scheme())))


def left_over(data: Path, most: int) -> Iterator[dict[str, Any]]:
    """The records that `of_file` leaves: what a model for its articles may learn from."""
    yield from islice(_english(data), most, None)


def _english(data: Path) -> Iterator[dict[str, Any]]:
    with data.open(encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines if line.strip())
        yield from (r for r in records if r.get("lang", "en") == "en" and len(r["text"]) <= LONGEST)


def _gold(text: str, record: dict[str, Any], scheme: Scheme) -> Gold:
    labels = {label.name for label in scheme.labels}
    spans = record["spans"]
    by_ref = dict(enumerate(spans)) | {s["id"]: s for s in spans if "id" in s}
    ties = [(r["label"], by_ref[r["head"]], by_ref[r["child"]]) for r in record["relations"]]
    document = Document(
        sha256=text_hash(text),
        text=text,
        paragraphs=tuple(find_paragraphs(text)),
        id=text_hash(text)[:12],
        language=record.get("lang", ""),
    )
    return Gold(
        document,
        frozenset(_place(s) for s in spans if s["label"] in labels),
        frozenset(
            (label, _place(head), _place(child))
            for label, head, child in ties
            if scheme.permits(label, head["label"], child["label"])
        ),
        scheme,
    )


def _place(span: dict[str, Any]) -> Place:
    return span["start"], span["end"], span["label"]


def _quoting(gold: Gold) -> Gold:
    said = {head for _, head, _ in gold.links}
    kept = (s for s in gold.spans if s[2] != "attribution" or s in said)
    return replace(gold, spans=frozenset(kept))


def _with_body(gold: Gold) -> Gold:
    return replace(gold, spans=gold.spans | frozenset(_bodies(gold.document)))


def _bodies(document: Document) -> Iterable[Place]:
    for start, end in document.paragraphs:
        if SENTENCE.search(document.text[start:end]):
            yield start, end, "body"
