"""The guidelines' examples are the sample's own, and its annotators labelled them as decided."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

import pytest

from tests.docs.pages import DOCS, tree, words
from tests.docs.world import CORPORA, sample

Span = tuple[str, str]
"""A label, and the words that have it."""
Link = tuple[str, Span, Span]
"""A relation, and the spans that it leads from and to."""
ENOUGH = 2
"""Of the three sample annotators: what so many say is taken for decided."""
LABELLED_BY_NOBODY = {"Quotes in captions"}
"""Sections whose example is from an article without labels: no caption that has some quotes."""
CASES = (
    "Headline and site header",
    "Scare quotes, titles, names",
    "Quotes in captions",
    "Provenance and contributors",
    "Indirect speech",
    "Interrupted quotations",
    "Nested quotations",
    "No source",
)


class Example(NamedTuple):
    """An example: its section, its paragraphs, and the rows of the table below it."""

    section: str
    paragraphs: list[str]
    rows: list[list[str]]


def examples() -> Iterator[Example]:
    """The examples of the page, each a quotation with a table after it."""
    section, quoted = "", list[str]()
    for node in tree(DOCS / "guidelines.md").children:
        if node.type == "heading":
            section = words(node)
        elif node.type == "blockquote":
            quoted = [words(paragraph) for paragraph in node.children]
        elif node.type == "table":
            body = node.children[1]
            yield Example(
                section, quoted, [[words(c) for c in row.children] for row in body.children]
            )


EXAMPLES = list(examples())


# what the page says


def spans(example: Example) -> dict[str, Span]:
    """The rows of an example by their numbers."""
    labelled = (row for row in example.rows if row[1] != "none")
    return {row[0]: (row[1], covered(example, row[2])) for row in labelled}


def covered(example: Example, what: str) -> str:
    """The words that a row means: they are quoted whole, or by their beginning and end."""
    text = "\n".join(example.paragraphs)
    if what == "all of it":
        return text
    parts = (re.escape(part) for part in what.split(" … "))
    found = re.search(".*?".join(parts), text)
    assert found, what
    return found[0]


def links(example: Example) -> set[Link]:
    """The links that the last column tells."""
    rows = spans(example)
    made = set[Link]()
    for number, _, _, told in (row for row in example.rows if row[3]):
        for other in re.findall(r"\d+", told):
            name = "continues" if told.startswith("goes on in") else "attributes"
            made.add((name, rows[number], rows[other]))
    return made


# what the annotators of the sample say


@cache
def articles() -> dict[str, str]:
    """The sample's texts by their hashes."""
    texts = (path.read_text(encoding="utf-8") for path in CORPORA.glob("*/*.txt"))
    return {sha256(text.encode()).hexdigest(): text for text in texts}


def places(paragraph: str) -> dict[str, int]:
    """In which articles a paragraph, or a part of one, stands, and where."""
    found = {digest: text.find(paragraph) for digest, text in articles().items()}
    return {digest: start for digest, start in found.items() if start >= 0}


def agreed(example: Example) -> tuple[set[Span], set[Link]]:
    """The spans that lie in an example and their links, as most of the annotators have them."""
    found, linked = Counter[Span](), Counter[Link]()
    for record in sample():
        inside = within(record, example.paragraphs)
        found.update(set(inside.values()))
        linked.update(
            (link["label"], inside[link["head"]], inside[link["child"]])
            for link in record["relations"]
            if link["head"] in inside and link["child"] in inside
        )
    return {s for s, n in found.items() if n >= ENOUGH}, {
        k for k, n in linked.items() if n >= ENOUGH
    }


def within(record: dict[str, Any], paragraphs: list[str]) -> dict[str, Span]:
    """A record's spans, by their ids, that lie in an example of its article."""
    starts = [places(paragraph).get(record["sha256"], -1) for paragraph in paragraphs]
    ranges = [(a, a + len(p)) for a, p in zip(starts, paragraphs, strict=True) if a >= 0]
    return {
        span["id"]: (span["label"], span["text"].replace("\n\n", "\n"))
        for span in record["spans"]
        if any(a <= span["start"] < b for a, b in ranges)
        and any(a < span["end"] <= b for a, b in ranges)
    }


# both are the same


def test_every_hard_case_is_decided_by_an_example() -> None:
    assert set(CASES) <= {example.section for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.paragraphs[0][:30])
def test_every_example_stands_in_a_sample_article(example: Example) -> None:
    assert all(places(paragraph) for paragraph in example.paragraphs)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.paragraphs[0][:30])
def test_the_annotators_of_the_sample_labelled_it_so(example: Example) -> None:
    said, linked = agreed(example)
    if example.section in LABELLED_BY_NOBODY:
        assert not said
        return
    assert said == set(spans(example).values())
    assert linked == links(example)


def test_what_is_mentioned_in_passing_stands_there_too() -> None:
    mentioned = {"Eide said", "according to the Averil Infirmary", "A man behind me said"}
    page = (DOCS / "guidelines.md").read_text(encoding="utf-8")
    assert all(f"`{words}`" in page and places(words) for words in mentioned)
