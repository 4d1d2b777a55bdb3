"""Articles made up for measuring, with labels: the same every time, of any number and length."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.document import Document, Range, text_hash
from annotate.core.record import encode_record, to_record

PEOPLE = ("ana", "ben", "cho", "dee", "eli")
ANNOTATORS = PEOPLE[:3]
SPANS = 12
"""Spans that each annotator has in an article of `labelled`."""
PARAGRAPHS = 25
"""Of an article of 8 kB."""
NAMES = ("Alda Ferreira", "Bo Lindqvist", "Chidi Okafor", "Dana Kovač", "Émile Roux", "Fay O’Neill")
WORDS = """the a of to in and harbour council bridge market ferry budget minister school storm
    tender vote river winter engineers residents report money plan closed opened agreed delayed
    again before after until because almost nobody everyone yesterday quietly twelve forty café"""
POOL = 512
"""Different paragraphs that the articles are put together from."""


class Piece(Struct, frozen=True):
    """A paragraph, and where its quotation and its attribution are."""

    text: str
    quote: Range
    attribution: Range


class Article(Struct, frozen=True):
    """A document, and the pieces under its headline: one for each paragraph but the first."""

    document: Document
    pieces: list[Piece]


def article(number: int, paragraphs: int = PARAGRAPHS) -> Article:
    """The article of that number; its headline makes its text unlike all others."""
    return _article(number, Random(number).choices(_pool(), k=paragraphs - 1))


def unlike(number: int, paragraphs: int) -> Article:
    """The same, of paragraphs that no other article has: so that of many none are near-copies."""
    random = Random(f"unlike {number}")
    return _article(number, [_piece(random) for _ in range(paragraphs - 1)])


def _article(number: int, pieces: list[Piece]) -> Article:
    title = f"Harbour council meets for the {number}th time"
    parts = [title, *(piece.text for piece in pieces)]
    text = "\n\n".join(parts)
    document = Document(
        sha256=text_hash(text),
        text=text,
        paragraphs=_places(parts),
        id=f"made-up/{number:06}",
        title=title,
        source="made-up",
        url=f"https://news.example/{number}",
        published="2026-01-08",
        language="en",
    )
    return Article(document, pieces)


def labels(article: Article, annotator: str) -> AnnotationSet:
    """Four linked quotations and attributions, then four paragraphs; each person's differ.

    The article must have fourteen paragraphs at least.
    """
    places = article.document.paragraphs
    first = 1 + PEOPLE.index(annotator)
    spans: list[Span] = []
    relations = []
    for index in range(first, first + 4):
        start, piece = places[index][0], article.pieces[index - 1]
        quote = _span(start, piece.quote, "quote", f"{annotator}@0123456789:{2 * index}")
        said = _span(start, piece.attribution, "attribution", f"{quote.id}1")
        spans += [quote, said]
        relations.append(Relation("attributes", said.id, quote.id))
    for index in range(first + 4, first + 8):
        spans.append(_span(0, places[index], "body", f"{annotator}@0123456789:{2 * index}"))
    return AnnotationSet(tuple(spans), tuple(sorted(relations)), "d" * len(places))


def labelled(articles: int) -> Iterator[bytes]:
    """So many articles with the labels of three annotators, as lines of native JSONL."""
    for number in range(articles):
        made = article(number)
        for annotator in ANNOTATORS:
            content = labels(made, annotator)
            yield encode_record(to_record(made.document, annotator, content)) + b"\n"


def write(path: Path, lines: Iterable[bytes]) -> None:
    """A file of these lines."""
    with path.open("wb", buffering=1 << 20) as file:
        file.writelines(lines)


def _span(start: int, range: Range, label: str, id: str) -> Span:
    return Span(start + range[0], start + range[1], label, id)


def _places(parts: list[str]) -> tuple[Range, ...]:
    """Where each part is, a blank line between them."""
    starts = accumulate((len(part) + 2 for part in parts[:-1]), initial=0)
    return tuple([(start, start + len(part)) for start, part in zip(starts, parts, strict=True)])


@cache
def _pool() -> list[Piece]:
    random = Random("paragraphs")
    return [_piece(random) for _ in range(POOL)]


def _piece(random: Random) -> Piece:
    said, rest = (" ".join(random.choices(WORDS.split(), k=k)) for k in (12, 35))
    quote, attribution = f"“{said.capitalize()},”", f"said {random.choice(NAMES)}"
    end = len(quote) + 1 + len(attribution)
    text = f"{quote} {attribution}. {rest.capitalize()}."
    return Piece(text, (0, len(quote)), (len(quote) + 1, end))
