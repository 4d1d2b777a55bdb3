"""How good learned suggestions are: on articles that were held back, and by how many there were.

`python -m benchmarks.suggestions_learned [--data GOLD.jsonl] [--pages PAGES.jsonl] [--curve]`.
GOLD and PAGES are as of `suggestions_spans` and `suggestions_blocks`, whose figures these are;
without them, the sample annotator who is thorough is the gold. Five folds: copies of one story
are in one, and so are the pages of one site.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import process_time

from annotate.core.document import Document, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.suggestion import Place, Suggestion, Suggestions
from annotate.services.training.folds import folds
from annotate.services.training.trial import answers, run, trials
from annotate.suggesters import SUGGESTERS, learned, suggest
from annotate.suggesters.learning.fitting import Example, fit
from annotate.suggesters.learning.tags import Units
from benchmarks import suggestions_blocks as blocks
from benchmarks import suggestions_spans as spans

FOLDS = 5
SIZES = (5, 10, 25, 50, 100, 250)
"""Articles that are learned from, for the curve."""
LABELS = {label.name: label.unit for label in DEFAULT_SCHEME.labels}
SPEECH: Units = {name: LABELS[name] for name in ("quote", "attribution")}
PAGE: Units = {name: LABELS[name] for name in ("body", "caption", "ad")}
Placed = dict[str, int]


# --- examples ----------------------------------------------------------------------------------


def of_speech(gold: spans.Gold) -> Example:
    """A record of who said what."""
    text = gold["text"]
    about = Document(
        sha256=text_hash(text),
        text=text,
        paragraphs=find_paragraphs(text),
        language=gold.get("lang") or "",
    )
    return Example(about, tuple((s["start"], s["end"], s["label"]) for s in gold["spans"]))


def of_page(page: blocks.Page, *, hints: bool) -> Example:
    """A page whose blocks are labelled."""
    labels = ((b["start"], b["end"], blocks.truth_of(b)) for b in page["blocks"])
    return Example(blocks.document(page, hints=hints), tuple(s for s in labels if s[2] in PAGE))


def by_site(pages: Sequence[blocks.Page], examples: Sequence[Example]) -> Placed:
    """Folds in which the pages of a site are together."""
    sites = sorted({page.get("host", "") for page in pages}, key=_drawn)
    fold = {site: index % FOLDS for index, site in enumerate(sites)}
    both = zip(pages, examples, strict=True)
    return {e.document.sha256: fold[page.get("host", "")] for page, e in both}


def _drawn(name: str) -> str:
    """An order that has nothing to do with the name."""
    return sha256(name.encode()).hexdigest()


# --- answers -----------------------------------------------------------------------------------


def held_back(examples: Sequence[Example], units: Units, placed: Placed) -> dict[str, Suggestions]:
    """By document, what a model that has not seen it suggests."""
    results = run(list(trials(examples, units, placed, 0.5)))
    return {a.example.document.sha256: a.learned for found in results for a in found}


def of_size(
    examples: Sequence[Example], units: Units, placed: Placed, size: int
) -> dict[str, Suggestions]:
    """The same, of models that have seen so many articles and no more."""
    tasks = []
    for fold in range(FOLDS):
        others = [e for e in examples if placed[e.document.sha256] != fold]
        drawn = sorted(others, key=lambda e: _drawn(e.document.sha256))[:size]
        tested = [e for e in examples if placed[e.document.sha256] == fold]
        tasks.append(partial(answers, drawn, tested, units))
    return {a.example.document.sha256: a.learned for found in run(tasks) for a in found}


# --- tables ------------------------------------------------------------------------------------


def speech(golds: Sequence[spans.Gold], found: Mapping[str, Suggestions]) -> spans.Counts:
    """The counts of `suggestions_spans` for those answers."""
    counts: spans.Counts = Counter()
    for gold in golds:
        spans.score(counts, gold, *spans.shown(found[text_hash(gold["text"])], 0.5))
    return counts


def curve(golds: Sequence[spans.Gold]) -> Iterator[str]:
    """F1 by how many articles were learned from."""
    examples = [of_speech(gold) for gold in golds]
    placed = folds([e.document for e in examples], FOLDS)
    for number, size in enumerate(s for s in SIZES if s < len(examples)):
        counts = speech(golds, of_size(examples, SPEECH, placed, size))
        figures = spans.figures(counts)
        if not number:
            yield f"| articles | {' | '.join(figures)} |"
            yield f"| ---: |{' ---: |' * len(figures)}"
        f1s = (f"{spans.percentages(counts, figure)[2]:.1f}" for figure in figures)
        yield f"| {size} | {' | '.join(f1s)} |"


def pages(records: Sequence[blocks.Page], *, hints: bool) -> Iterator[str]:
    """The table of `suggestions_blocks` for what was learned."""
    examples = [of_page(page, hints=hints) for page in records]
    found = held_back(examples, PAGE, by_site(records, examples))
    counts: blocks.Counts = Counter()
    for page in records:
        blocks.count(counts, page, found[text_hash(page["text"])])
    yield from blocks.scores(counts)


def certainty(
    examples: Sequence[Example], found: Mapping[str, Suggestions], label: str
) -> Iterator[str]:
    """How many of those that are so sure are right, to the letter."""
    right, said = Counter[int](), Counter[int]()
    for e in examples:
        gold: set[Place] = set(e.spans)
        for s in found[e.document.sha256].spans:
            if s.label == label and s.suggester == learned.NAME:
                said[_bin(s)] += 1
                right[_bin(s)] += s.place in gold
    yield f"| score of {label} | spans | right, % |"
    yield "| ---: | ---: | ---: |"
    for bin in sorted(said):
        yield f"| {bin / 10:.1f} | {said[bin]} | {100 * right[bin] / said[bin]:.0f} |"


def _bin(suggestion: Suggestion) -> int:
    return min(9, int(suggestion.score * 10))


def speed(examples: Sequence[Example]) -> str:
    """How fast one core suggests, all members and the model."""
    members = SUGGESTERS | {learned.NAME: learned.with_model(fit(examples, LABELS))}
    started = process_time()
    for e in examples:
        suggest(e.document, members=members)
    characters = sum(len(e.document.text) for e in examples)
    return f"{characters / (process_time() - started) / 1e6:.2f} MB/s on one core"


def main(show: Callable[[str], None] = print) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="gold of speech; else the sample annotator's")
    parser.add_argument("--pages", type=Path, help="pages with labelled blocks")
    parser.add_argument("--lang", default="en", help="the language of the records to take")
    parser.add_argument("--curve", action="store_true", help="by how many articles were learned")
    asked = parser.parse_args()
    if asked.data or not asked.pages:
        golds = list(spans.records(asked.data, asked.lang))
        for line in curve(golds) if asked.curve else _speech_report(golds):
            show(line)
    if asked.pages:
        records = list(blocks.read_pages(asked.pages, asked.lang))
        for name, hints in (("plain text", False), ("with hints", True)):
            show(f"\n## {name}\n")
            for line in pages(records, hints=hints):
                show(line)


def _speech_report(golds: Sequence[spans.Gold]) -> Iterator[str]:
    examples = [of_speech(gold) for gold in golds]
    placed = folds([e.document for e in examples], FOLDS)
    found = held_back(examples, SPEECH, placed)
    yield from spans.table(speech(golds, found))
    for label in SPEECH:
        yield ""
        yield from certainty(examples, found, label)
    yield f"\n{speed(examples)}"


if __name__ == "__main__":
    main()
