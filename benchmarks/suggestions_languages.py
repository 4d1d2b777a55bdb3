"""`python -m benchmarks.suggestions_languages [--errors]`: the rules on news in other languages.

The articles are those of `news/`; what counts as right is said in `suggestions_spans`, but all the
rules speak, and attributions count where they are right to the letter too. A paragraph is right
where it is suggested as what it is, or nothing is where it is nothing.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator

from annotate.core.document import Document, Range, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.suggestion import Suggestion
from annotate.suggesters import suggest
from benchmarks.marked_news import LANGUAGES, Article, articles
from benchmarks.suggestions_spans import Counts, Pair, percentages, score, shown

SURE = 0.5
BLOCKS = ("body", "caption", "ad")
FIGURES = ("quote, exact", "attribution (all), exact", "attribution (all), overlap", "link")
COLUMNS = ("language", "articles", *FIGURES, "paragraphs, %")


def said_of(article: Article) -> tuple[list[Suggestion], set[Pair]]:
    """What the rules suggest of an article: spans, and links as (quote, attribution)."""
    text = article["text"]
    about = Document(
        sha256=text_hash(text),
        text=text,
        paragraphs=find_paragraphs(text),
        language=article["language"],
    )
    return shown(suggest(about), SURE)


def scored(language: str) -> Counts:
    """What the suggestions for a language's articles are worth."""
    counts: Counts = Counter()
    for article in articles(language):
        counts["articles", "gold"] += 1
        spans, ties = said_of(article)
        score(counts, article, spans, ties)
        for place, label in article["blocks"]:
            counts["paragraphs", "gold"] += 1
            counts["paragraphs", "right"] += label == _label_of(spans, place)
    return counts


def _label_of(spans: list[Suggestion], place: Range) -> str:
    return next((s.label for s in spans if s.range == place and s.label in BLOCKS), "")


def report() -> Iterator[str]:
    """A row a language: F1 of each figure."""
    yield f"| {' | '.join(COLUMNS)} |"
    yield f"| --- |{' ---: |' * (len(COLUMNS) - 1)}"
    for language in LANGUAGES:
        counts = scored(language)
        figures = [f"{percentages(counts, figure)[2]:.1f}" for figure in FIGURES]
        right = 100 * counts["paragraphs", "right"] / counts["paragraphs", "gold"]
        yield f"| {language} | {counts['articles', 'gold']} | {' | '.join(figures)} | {right:.1f} |"


def errors() -> Iterator[str]:
    """What is missed (-) and what is wrong (+), article by article."""
    for language in LANGUAGES:
        for article in articles(language):
            differences = [*_differences(article)]
            if differences:
                yield from ("", article["id"], *differences)


def _differences(article: Article) -> Iterator[str]:
    spans, ties = said_of(article)
    text, by_index = article["text"], [(s["start"], s["end"]) for s in article["spans"]]
    there = {((s["start"], s["end"]), s["label"]) for s in article["spans"]}
    there |= {block for block in article["blocks"] if block[1]}
    found = {(s.range, s.label) for s in spans}
    for (place, label), sign in sorted({(d, "-+"[d in found]) for d in there ^ found}):
        yield f"  {sign} {label}: {text[slice(*place)]}"
    linked = {(by_index[r["child"]], by_index[r["head"]]) for r in article["relations"]}
    for (quote, head), sign in sorted({(d, "-+"[d in ties]) for d in linked ^ ties}):
        yield f"  {sign} link: {text[slice(*head)]} → {text[slice(*quote)]}"


def main(show: Callable[[str], None] = print) -> None:
    """Print the table; with --errors, what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="list what is missed and wrong")
    for line in errors() if parser.parse_args().errors else report():
        show(line)


if __name__ == "__main__":
    main()
