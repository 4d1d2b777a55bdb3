"""`python -m benchmarks.keys_with_suggestions [--data GOLD.jsonl]`: keys a gold span, in tables.

A planner presses the fewest keys it finds until each article's labels and links are those of the
gold: the sample project's, and with GOLD (records as for `suggestions_spans`) those of its first
articles, also with what a model learned from its other ones. One article is also labelled by the
same keys in the running program, headless.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet
from annotate.core.scheme_file import SuggestionSettings
from annotate.services.project import Project, init
from annotate.storage import annotations
from annotate.storage.bulk import BulkImport
from annotate.suggesters import SUGGESTERS
from annotate.suggesters.learning.fitting import fit
from annotate.suggesters.learning.model import NAME, encode
from annotate.ui.app import AnnotateApp
from benchmarks.planning import gold as golds
from benchmarks.planning.desk import ANNOTATOR
from benchmarks.planning.gold import Gold
from benchmarks.planning.habits import HABITS
from benchmarks.planning.linked import made, place_of
from benchmarks.planning.planner import Plan, plan
from benchmarks.ratio import Figure
from benchmarks.suggestions_learned import SPEECH, of_speech

ARTICLES = 40
TERMINAL = 120, 40
KEY, DRAG, POINT = 0.2, 2.2, 1.1
"""Seconds of a key, of selecting with the mouse, of pointing at something (keystroke-level)."""
RULES = SuggestionSettings()
NOTHING = SuggestionSettings(off=tuple(SUGGESTERS))
WITHOUT, BEST = "without suggestions", "rules, Enter and Space"
WAYS = {
    WITHOUT: (NOTHING, False, False),
    "rules, Enter": (RULES, False, False),
    BEST: (RULES, True, False),
    "learned, Enter": (RULES, False, True),
    "learned, Enter and Space": (RULES, True, True),
}
"""Which settings, whether Space is pressed, whether a model speaks."""
Purposes = Counter[str]


class Count(Struct):
    """All articles of one gold, in one way of working."""

    keys: int
    spans: int
    keys_for: Purposes
    times: Purposes
    unreached: int

    @property
    def rate(self) -> float:
        """Keys a gold span."""
        return self.keys / self.spans

    def times_of(self, kind: str) -> int:
        """How many things of a kind were put right: "missing …" or "false …"."""
        return sum(n for purpose, n in self.times.items() if purpose.startswith(kind))


def counted(articles: Iterable[Gold], way: str, model: Path | None = None) -> Count:
    """The keys of all articles; `model` is the folder of a learned one."""
    settings, space, _ = WAYS[way]
    plans = [plan(gold, settings, space=space, model=model) for gold in articles]
    return Count(
        sum(len(p.keys) for p in plans),
        sum(p.spans for p in plans),
        _sum(p.keys_for for p in plans),
        _sum(p.times for p in plans),
        sum(p.unreached for p in plans),
    )


def _sum(parts: Iterable[Purposes]) -> Purposes:
    total: Purposes = Counter()
    for part in parts:
        total.update(part)
    return total


# --- the running program -----------------------------------------------------------------------


async def in_the_program(gold: Gold, pressed: Sequence[str]) -> bool:
    """Whether the same keys make the same labels in the running program."""
    with TemporaryDirectory() as name:
        init(Path(name, "project"))
        with Project.open(Path(name, "project")) as project:
            with BulkImport(project.store, ANNOTATOR) as bulk:
                bulk.document(gold.document)
            app = AnnotateApp(project, ANNOTATOR)
            async with app.run_test(size=TERMINAL) as pilot:
                await pilot.pause()
                for key in pressed:
                    await pilot.press(key)
            return _is_gold(annotations.read(project.store, 1, ANNOTATOR), gold)


def _is_gold(content: AnnotationSet, gold: Gold) -> bool:
    """Whether labels, links and statuses are all that they should be."""
    spans = {place_of(span) for span in content.spans}
    finished = content.finished(len(gold.document.paragraphs))
    return spans == gold.spans and made(content) == gold.links and finished


def agreeing() -> tuple[Gold, Plan]:
    """The sample's first article, and the plan that is pressed in the program too."""
    gold = next(golds.sample())
    return gold, plan(gold, RULES, space=True)


# --- tables ------------------------------------------------------------------------------------


def tables(name: str, articles: Sequence[Gold], model: Path | None) -> Iterator[str]:
    """Keys a span in each way of working, what they are for, and the seconds beside the peers'."""
    ways = [(way, learned) for way, (*_, learned) in WAYS.items() if model or not learned]
    counts = {way: counted(articles, way, model if learned else None) for way, learned in ways}
    best = counts[BEST]
    yield f"\n## {name}: {len(articles)} articles, {best.spans:,} spans"
    yield f"\n{best.unreached} links that no key makes are left out.\n"
    yield "| way | keys | a span | missing or misplaced | false alarms taken out |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for way, count in counts.items():
        wrong = count.times_of("missing") + sum(count.times[h] for h in HABITS)
        false = count.times_of("false")
        yield f"| {way} | {count.keys:,} | {count.rate:.2f} | {wrong:,} | {false:,} |"
    yield from _purposes(best)
    yield from _seconds(counts)


def _purposes(count: Count) -> Iterator[str]:
    yield "\n| with Space, keys for | times | keys | a span |"
    yield "| --- | ---: | ---: | ---: |"
    for purpose, keys in count.keys_for.most_common():
        if keys:
            yield f"| {purpose} | {count.times[purpose]} | {keys} | {keys / count.spans:.3f} |"


def _seconds(counts: dict[str, Count]) -> Iterator[str]:
    """Keystroke-level: a key or an accept 0.2 s, a drag 2.2 s, pointing 1.1 s."""
    best = counts[BEST]
    missing = best.times_of("missing") + sum(best.times[h] for h in HABITS)
    false = best.times_of("false")
    corrected = missing * (DRAG + KEY) + false * (POINT + KEY) + best.keys_for["enter"] * KEY
    yield "\n| keystroke-level, links aside | seconds a span |"
    yield "| --- | ---: |"
    yield f"| peers: drag and key for each span | {DRAG + KEY:.2f} |"
    by_mouse = corrected / best.spans
    yield f"| peers: the same suggestions accepted, the rest by mouse | {by_mouse:.2f} |"
    for way, count in counts.items():
        yield f"| annotate, links too: {way} | {count.rate * KEY:.2f} |"


def figures() -> Iterator[Figure]:
    """Keys a gold span of the sample project, beside those without suggestions."""
    articles = list(golds.sample())
    without = counted(articles, WITHOUT)
    for way in ("rules, Enter", BEST):
        count = counted(articles, way)
        shown, baseline = (f"{c.rate:.2f} keys a span" for c in (count, without))
        yield Figure(f"sample project, {way}", shown, baseline)
    gold, planned = agreeing()
    agrees = asyncio.run(in_the_program(gold, planned.keys))
    words = "the same labels" if agrees else "**other labels**"
    yield Figure(f"{len(planned.keys)} keys in the running program", words)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="gold beside the sample project's")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="so many of it")
    asked = parser.parse_args()
    gold, planned = agreeing()
    agrees = asyncio.run(in_the_program(gold, planned.keys))
    print(f"{len(planned.keys)} keys in the running program make the gold: {agrees}", flush=True)
    for line in tables("sample project", list(golds.sample()), None):
        print(line, flush=True)
    if asked.data:
        articles = list(golds.of_file(asked.data, asked.articles))
        with TemporaryDirectory() as name:
            _learn(asked.data, asked.articles, Path(name))
            for line in tables(asked.data.name, articles, Path(name)):
                print(line, flush=True)


def _learn(data: Path, most: int, folder: Path) -> None:
    """Put a model into a folder that learned from all articles but the first."""
    examples = [of_speech(record) for record in golds.left_over(data, most)]
    (folder / NAME).write_bytes(encode(fit(examples, SPEECH)))


if __name__ == "__main__":
    main()
