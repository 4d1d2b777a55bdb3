"""`python -m benchmarks.suggestions_spans [--data GOLD.jsonl]`: who said what, scored against gold.

GOLD holds a record a line: `text`, `spans` and `relations` as in a native record, whose heads and
children may be indexes; without it, the sample annotator who is thorough is the gold. A span
counts where its intersection with a gold one is at least half of their union, trimmed of
punctuation (attributions) or exactly (quotes); a link where both its ends do.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from annotate.core.document import Document, Range, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.suggestion import NONE, Suggestion, Suggestions, merged
from annotate.suggesters import attributions, links, quotations

CORPORA = Path(__file__).parent.parent / "corpora"
TRIM = " \n\t\u00a0“”\"'‘’.,;:!?-—–…()[]"
ARTICLE = 8000
"""Characters of the article whose time is given."""
Gold = dict[str, Any]
Pair = tuple[Range, Range]


# --- gold and suggestions ----------------------------------------------------------------------


def records(data: Path | None, language: str) -> Iterator[Gold]:
    """The gold of one language, or the sample."""
    if data:
        with data.open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines if line.strip()]
        yield from (r for r in records if r.get("lang", "en") == language)
        return
    texts = {text_hash(t): t for t in (p.read_text("utf-8") for p in CORPORA.glob("*/*.txt"))}
    for line in (CORPORA / "sample-annotators.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["annotator"] == "sample-ana":
            yield record | {"text": texts[record["sha256"]]}


def _suggested(gold: Gold) -> tuple[Suggestions, float]:
    """What the rules propose for one record's text, and the processor's seconds it took."""
    text = gold["text"]
    about = Document(
        sha256=text_hash(text),
        text=text,
        paragraphs=find_paragraphs(text),
        language=gold.get("lang") or "",
    )
    started, found = process_time(), NONE
    for member in (quotations, attributions, links):
        found = merged(found, member.suggest(about, found))
    return found, process_time() - started


def _gold_spans(gold: Gold, label: str) -> set[Range]:
    return {(s["start"], s["end"]) for s in gold["spans"] if s["label"] == label}


def _gold_links(gold: Gold) -> set[Pair]:
    """(quote, attribution) of each link between two such."""
    by_ref = dict(enumerate(gold["spans"])) | {s["id"]: s for s in gold["spans"] if "id" in s}
    ends = [(by_ref[r["child"]], by_ref[r["head"]]) for r in gold["relations"]]
    return {
        ((c["start"], c["end"]), (h["start"], h["end"]))
        for c, h in ends
        if (c["label"], h["label"]) == ("quote", "attribution")
    }


# --- comparing ---------------------------------------------------------------------------------


def _overlap(a: Range, b: Range) -> float:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0


def _matched(proposed: Iterable[Range], gold: Iterable[Range]) -> int:
    """How many of each pair off, the best first, at an overlap of at least a half."""
    pairs = sorted(
        ((_overlap(p, g), p, g) for p in proposed for g in gold if _overlap(p, g) >= 0.5),
        reverse=True,
    )
    left: set[Range] = set()
    right: set[Range] = set()
    for _, p, g in pairs:
        if p not in left and g not in right:
            left.add(p)
            right.add(g)
    return len(left)


def _linked(pair: Pair, others: Iterable[Pair]) -> bool:
    return any(_overlap(pair[0], o[0]) >= 0.5 and _overlap(pair[1], o[1]) >= 0.5 for o in others)


def _trimmed(text: str, spans: Iterable[Range]) -> set[Range]:
    kept = set()
    for start, end in spans:
        left = end - len(text[start:end].lstrip(TRIM))
        right = start + len(text[start:end].rstrip(TRIM))
        kept.add((left, max(left, right)))
    return kept


Counts = Counter[tuple[str, str]]
"""By figure: right among those proposed, proposed, found among the gold, gold."""


def _count(counts: Counts, figure: str, *numbers: int) -> None:
    for what, number in zip(_PARTS, numbers, strict=True):
        counts[figure, what] += number


_PARTS = ("right", "proposed", "found", "gold")


def score(counts: Counts, gold: Gold, spans: Sequence[Suggestion], ties: set[Pair]) -> None:
    """Count what the suggestions for one record are worth."""
    text = gold["text"]
    there, quotes = _gold_spans(gold, "quote"), {s.range for s in spans if s.label == "quote"}
    exact = len(there & quotes)
    _count(counts, "quote, exact", exact, len(quotes), exact, len(there))
    overlapping = _matched(quotes, there)
    _count(counts, "quote, overlap", overlapping, len(quotes), overlapping, len(there))
    gold_ties = _gold_links(gold)
    said = _trimmed(text, (s.range for s in spans if s.label == "attribution"))
    everyone = _trimmed(text, _gold_spans(gold, "attribution"))
    of_quotes = _trimmed(text, (head for _, head in gold_ties))
    right, found = _matched(said, everyone), _matched(said, of_quotes)
    _count(counts, "attribution of a quote, overlap", right, len(said), found, len(of_quotes))
    _count(counts, "attribution (all), overlap", right, len(said), right, len(everyone))
    exact = len(said & everyone)
    _count(counts, "attribution (all), exact", exact, len(said), exact, len(everyone))
    kept, met = sum(_linked(t, gold_ties) for t in ties), sum(_linked(t, ties) for t in gold_ties)
    _count(counts, "link", kept, len(ties), met, len(gold_ties))


def _by_origin(origins: dict[str, list[int]], gold: Gold, spans: Sequence[Suggestion]) -> None:
    """Of each rule: how many of its spans there were, and how many overlap with gold."""
    text = gold["text"]
    there = {label: _gold_spans(gold, label) for label in ("quote", "attribution")}
    there["attribution"] = _trimmed(text, there["attribution"])
    for s in spans:
        [*span] = _trimmed(text, [s.range]) if s.label == "attribution" else [s.range]
        right = any(_overlap(span[0], g) >= 0.5 for g in there.get(s.label, ())) if span else False
        origins[f"{s.label}: {s.origin}"][0] += right
        origins[f"{s.label}: {s.origin}"][1] += 1


# --- printing ----------------------------------------------------------------------------------


def table(counts: Counts) -> Iterator[str]:
    """The figures, a row each."""
    yield "| figure | precision | recall | F1 | proposed | gold |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for figure in figures(counts):
        p, r, f1 = percentages(counts, figure)
        proposed, gold = counts[figure, "proposed"], counts[figure, "gold"]
        yield f"| {figure} | {p:.1f} | {r:.1f} | {f1:.1f} | {proposed} | {gold} |"


def figures(counts: Counts) -> list[str]:
    """What was counted."""
    return list(dict.fromkeys(figure for figure, _ in counts))


def percentages(counts: Counts, figure: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right, proposed, found, gold = (counts[figure, part] for part in _PARTS)
    p, r = 100 * right / max(1, proposed), 100 * found / max(1, gold)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _origin_table(origins: dict[str, list[int]]) -> Iterator[str]:
    yield "| rule | spans | of them in the gold, % |"
    yield "| --- | ---: | ---: |"
    for origin, (right, all_) in sorted(origins.items(), key=lambda item: -item[1][1]):
        yield f"| {origin} | {all_} | {100 * right / all_:.0f} |"


def shown(found: Suggestions, threshold: float) -> tuple[list[Suggestion], set[Pair]]:
    """What of the suggestions is at least so sure: spans, and links as (quote, attribution)."""
    spans = [s for s in found.spans if s.score >= threshold]
    places = {s.place for s in spans}
    ties = [k for k in found.links if k.label == "attributes" and k.score >= threshold]
    kept = [k for k in ties if {k.head, k.child} <= places and k.child[2] == "quote"]
    return spans, {(k.child[:2], k.head[:2]) for k in kept}


def report(data: Path | None, language: str, threshold: float, *, rules: bool) -> Iterator[str]:
    """The table of scores; with `rules`, how often each rule was right; the time an article took.

    The time is the processor's, for reading and the three suggesters, without the paragraphs.
    """
    counts: Counts = Counter()
    origins: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    seconds, characters = 0.0, 0
    for gold in records(data, language):
        found, took = _suggested(gold)
        seconds, characters = seconds + took, characters + len(gold["text"])
        spans, ties = shown(found, threshold)
        score(counts, gold, spans, ties)
        _by_origin(origins, gold, found.spans)
    yield from table(counts)
    if rules:
        yield from ("", *_origin_table(origins))
    per_article = 1000 * seconds / max(1, characters) * ARTICLE
    yield f"\n{per_article:.2f} ms of processor time for {ARTICLE:,} characters"


def main(show: Callable[[str], None] = print) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="gold; the sample annotator's if not given")
    parser.add_argument("--lang", default="en", help="the language of the records to take")
    parser.add_argument("--threshold", type=float, default=0.5, help="the least score to count")
    parser.add_argument("--rules", action="store_true", help="how often each rule was right")
    asked = parser.parse_args()
    for line in report(asked.data, asked.lang, asked.threshold, rules=asked.rules):
        show(line)


if __name__ == "__main__":
    main()
