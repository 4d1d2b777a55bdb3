"""The articles of `news/`, written for this and labelled as docs/guidelines.md says, as gold.

A file a language. `=== NAME` begins an article; each line after it is a paragraph, whose first
character says what it is: b body, c caption, d advertisement, - nothing. `{q1 …}` is a quote and
`{a1 said X}` an attribution, linked to each quote of its article with the same number; without a
number it is linked to none. `~` stands for a no-break space.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotate.core.document import Range

NEWS = Path(__file__).parent / "news"
LANGUAGES = tuple(sorted(path.stem for path in NEWS.glob("*.txt")))
LABELS = {"q": "quote", "a": "attribution"}
PARAGRAPHS = {"b": "body", "c": "caption", "d": "ad", "-": ""}
Article = dict[str, Any]


def articles(language: str) -> Iterator[Article]:
    """The gold of a language's articles: native records with the labels of their `blocks`."""
    marked = (NEWS / f"{language}.txt").read_text("utf-8").replace("~", "\u00a0")
    for article in re.split(r"^=== ", marked, flags=re.MULTILINE)[1:]:
        name, *lines = article.splitlines()
        yield _article(f"{language} {name}", language, lines)


def _article(name: str, language: str, lines: list[str]) -> Article:
    text, spans, numbers = _unmarked("\n\n".join(line[2:] for line in lines))
    blocks = [*_blocks(text, [PARAGRAPHS[line[0]] for line in lines])]
    relations = [
        {"label": "attributes", "head": head, "child": child}
        for head, said in enumerate(numbers)
        for child, quoted in enumerate(numbers)
        if said and (spans[head]["label"], spans[child]["label"]) == ("attribution", "quote")
        if said == quoted
    ]
    record = {"id": name, "text": text, "language": language, "spans": spans}
    return record | {"relations": relations, "blocks": blocks}


def _unmarked(marked: str) -> tuple[str, list[dict[str, Any]], list[str]]:
    """A text without its marks, the spans that they hold, and the number of each."""
    text, at = "", 0
    spans, numbers, open_spans = list[dict[str, Any]](), list[str](), list[dict[str, Any]]()
    for mark in re.finditer(r"\{([qa])(\d*) |\}", marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            spans.append({"start": len(text), "label": LABELS[mark[1]]})
            open_spans.append(spans[-1])
            numbers.append(mark[2])
        else:
            open_spans.pop()["end"] = len(text)
    return text + marked[at:], spans, numbers


def _blocks(text: str, labels: list[str]) -> Iterator[tuple[Range, str]]:
    at = 0
    for paragraph, label in zip(text.split("\n\n"), labels, strict=True):
        yield (at, at + len(paragraph)), label
        at += len(paragraph) + 2
