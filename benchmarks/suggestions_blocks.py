"""How good the suggestions of captions, advertisements and body are: a table of scores.

`python -m benchmarks.suggestions_blocks [--data PATH] [--lang en]`. PATH holds one record a page:
its `text`, and `blocks` in reading order, each with `start`, `end`, `label` ("body" or another),
`kind` ("caption", "ad", "promo" or another), `tag`, `cls` (the chain of elements and classes),
`in_region` (near the article: only these are scored) and `ev` (where the gold comes from). Without
it, the sample annotator who is thorough is the gold, and every paragraph is scored. A block has
the label that covers most of it, if that is at least half; "kept out" is the part of blocks that
are no body and were not suggested as one.

Gold captions and advertisements that were found by the names of classes flatter a rule that knows
such names: with hints, recall is told apart by whether anything else speaks for the gold.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from annotate.core.document import Document, Range, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.suggestion import NONE, Suggestion, Suggestions, merged
from annotate.suggesters import advertisements, body, captions

CORPORA = Path(__file__).parent.parent / "corpora"
LABELS = ("body", "caption", "ad")
ARTICLE = 8000
"""Characters of the article whose time is given."""
INDEPENDENT = ("gold_caption", "adword")
"""How the evidence begins that is more than the name of a class."""
Page = dict[str, Any]
Counts = Counter[tuple[str, ...]]


# --- pages and suggestions ---------------------------------------------------------------------


def read_pages(data: Path | None, language: str) -> Iterator[Page]:
    """The pages of one language, or the sample."""
    if data is None:
        yield from _sample()
        return
    with data.open(encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines if line.strip()]
    yield from (page for page in pages if page.get("lang", "en") == language)


def _sample() -> Iterator[Page]:
    """The sample's articles as pages; a paragraph that the annotator left is of no label."""
    texts = {text_hash(t): t for t in (p.read_text("utf-8") for p in CORPORA.glob("*/*.txt"))}
    for line in (CORPORA / "sample-annotators.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["annotator"] == "sample-ana":
            text = texts[record["sha256"]]
            yield {"text": text, "blocks": list(_sample_blocks(text, record["spans"]))}


def _sample_blocks(text: str, spans: Sequence[Mapping[str, Any]]) -> Iterator[Page]:
    labels = {(s["start"], s["end"]): s["label"] for s in spans if s["label"] in LABELS}
    for start, end in find_paragraphs(text):
        label = labels.get((start, end), "other")
        yield {"start": start, "end": end, "label": label, "kind": label, "in_region": True}


def document(page: Page, *, hints: bool) -> Document:
    """A page with its blocks and their markup, or as plain text."""
    text, blocks = page["text"], page["blocks"]
    places = tuple((b["start"], b["end"]) for b in blocks) if hints else find_paragraphs(text)
    return Document(
        sha256=text_hash(text),
        text=text,
        paragraphs=places,
        hints=tuple(b.get("cls") or b.get("tag") for b in blocks) if hints else (),
    )


def _suggested(about: Document) -> tuple[Suggestions, float]:
    """What the rules propose for one page, and the processor's seconds it took."""
    started, found = process_time(), NONE
    for member in (captions, advertisements, body):
        found = merged(found, member.suggest(about, found))
    return found, process_time() - started


# --- comparing ---------------------------------------------------------------------------------


def truth_of(block: Page) -> str:
    """The gold label of a block: one of LABELS, or another word."""
    if block["label"] == "body":
        return "body"
    return "ad" if block["kind"] in ("ad", "promo") else str(block["kind"])


def _said(spans: Sequence[Suggestion], block: Range) -> Suggestion | None:
    """The suggestion whose label covers most of a block, and at least a half."""
    start, end = block
    covered: Counter[str] = Counter()
    for s in spans:
        covered[s.label] += max(0, min(end, s.end) - max(start, s.start))
    label = max(LABELS, key=lambda name: covered[name])
    if not covered[label] or covered[label] * 2 < end - start:
        return None
    return next(s for s in spans if s.label == label and s.start < end and s.end > start)


def count(counts: Counts, page: Page, found: Suggestions) -> None:
    """Count what a page's suggestions are worth."""
    for block in page["blocks"]:
        if block.get("in_region") and "unsure" not in (block["label"], block["kind"]):
            start, end = block["start"], block["end"]
            near = [s for s in found.spans if s.start < end and s.end > start]
            _count_one(counts, block, _said(near, (start, end)))
            if (start, end) in found.nothing:
                counts["nothing", "right" if truth_of(block) not in LABELS else "wrong"] += 1


def _count_one(counts: Counts, block: Page, said: Suggestion | None) -> None:
    truth, label = truth_of(block), said.label if said else ""
    counts["gold", truth] += 1
    counts["said", label] += 1
    counts["right", label] += truth == label
    counts["furniture", "kept out" if label != "body" else "body"] += truth != "body"
    if truth in ("caption", "ad") and "ev" in block:
        independent = block["ev"].startswith(INDEPENDENT)
        why = "other evidence" if independent else "class names"
        counts["evidence", truth, why, "found" if truth == label else "missed"] += 1
    if said:
        counts["rule", said.label, said.origin, "right" if truth == label else "wrong"] += 1
        counts[
            "score", said.label, f"{said.score:.2f}", "right" if truth == label else "wrong"
        ] += 1


# --- printing ----------------------------------------------------------------------------------


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def scores(counts: Counts) -> Iterator[str]:
    """The table of labels."""
    yield "| label | precision | recall | F1 | suggested | gold |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for label in LABELS:
        right, said, gold = (counts[what, label] for what in ("right", "said", "gold"))
        p, r, f1 = _percent(right, said), _percent(right, gold), _percent(2 * right, said + gold)
        yield f"| {label} | {p:.1f} | {r:.1f} | {f1:.1f} | {said} | {gold} |"
    kept, taken = counts["furniture", "kept out"], counts["furniture", "body"]
    yield f"\nkept out of body: {_percent(kept, kept + taken):.1f} %"
    right, wrong = counts["nothing", "right"], counts["nothing", "wrong"]
    yield f"surely nothing: {right + wrong} blocks, {_percent(right, right + wrong):.0f} % right"


def _parts(counts: Counts, part: str, heading: str, good: str, bad: str) -> Iterator[str]:
    """A table of one part of the counts: how many there are of each, and how many are good."""
    if not any(key[0] == part for key in counts):
        return
    yield f"\n| label | {heading} | blocks | {good}, % |"
    yield "| --- | --- | ---: | ---: |"
    for label, name in sorted({key[1:3] for key in counts if key[0] == part}):
        yes, no = (counts[part, label, name, which] for which in (good, bad))
        yield f"| {label} | {name} | {yes + no} | {_percent(yes, yes + no):.0f} |"


def report(
    pages: Sequence[Page], *, hints: bool, rules: bool, without: str | None = None
) -> Iterator[str]:
    """The tables for pages read as plain text or with their markup; the time an article took.

    `without` leaves out the pages whose `host` it is.
    """
    counts: Counts = Counter()
    seconds, characters = 0.0, 0
    for page in pages:
        if without is None or page.get("host") != without:
            found, took = _suggested(document(page, hints=hints))
            seconds, characters = seconds + took, characters + len(page["text"])
            count(counts, page, found)
    yield from scores(counts)
    yield from _parts(counts, "evidence", "gold by", "found", "missed")
    if rules:
        yield from _parts(counts, "rule", "rule", "right", "wrong")
        yield from _parts(counts, "score", "score", "right", "wrong")
    per_article = 1000 * seconds / max(1, characters) * ARTICLE
    yield f"\n{per_article:.2f} ms of processor time for {ARTICLE:,} characters"


def main(show: Callable[[str], None] = print) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="gold; the sample annotator's if not given")
    parser.add_argument("--lang", default="en", help="the language of the records to take")
    parser.add_argument("--without", metavar="HOST", help="a site to leave out")
    parser.add_argument("--rules", action="store_true", help="how often each rule was right")
    asked = parser.parse_args()
    pages = list(read_pages(asked.data, asked.lang))
    for page in pages[:20]:  # what is read once is read before the clock runs
        _suggested(document(page, hints=False))
    for name, hints in (("plain text", False), ("with hints", True)):
        if asked.data or not hints:  # the sample has no markup
            show(f"\n## {name}\n")
            for line in report(pages, hints=hints, rules=asked.rules, without=asked.without):
                show(line)


if __name__ == "__main__":
    main()
