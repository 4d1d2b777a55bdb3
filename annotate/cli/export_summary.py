"""What is said of an export: how much went where, what was left out, and what was lost."""

from collections.abc import Iterator
from pathlib import Path

from annotate.cli.output import ID, path_text, shortened
from annotate.core.division import Leak, Splits
from annotate.core.plural import plural
from annotate.core.wanted import Wanted
from annotate.formats.base import Loss
from annotate.formats.manifest import NAME, Manifest
from annotate.formats.places import Place

LEAKS = 10
"""Pairs of near-copies apart that are named."""


def summary(manifest: Manifest, folder: Place) -> Iterator[str]:
    """What the export did, in a few lines."""
    counts = manifest.counts
    unit = "window" if manifest.wanted.window else "article"
    records, documents = plural(counts.records, "record"), plural(counts.documents, unit)
    yield f"{records} of {documents} in {_place(folder)}"
    yield from _left_out(manifest)
    if counts.gold_changed:
        changed = plural(counts.gold_changed, "article")
        yield f"{changed} in gold as settled, though annotators changed their labels since"
    if manifest.splits:
        yield from _splits(manifest.splits)
    yield _loss(manifest.loss)


def failures(manifest: Manifest) -> Iterator[str]:
    """What does not hold, where all is to be whole: nothing there, losses, near-copies apart."""
    if not manifest.counts.records:
        yield from _left_out(manifest)
    if manifest.splits and manifest.splits.leaks:
        yield from _splits(manifest.splits)
    if _is_lossy(manifest.loss):
        yield _loss(manifest.loss)


def _place(folder: Place) -> str:
    return path_text(folder) if isinstance(folder, Path) else str(folder)


def _left_out(manifest: Manifest) -> Iterator[str]:
    """That there is nothing, if so, and why there is not more."""
    counts = manifest.counts
    if not counts.records:
        yield "the dataset is empty" + ("" if counts.left_out else ": there is no article yet")
    if counts.left_out:
        left_out = plural(counts.left_out, "article")
        yield f"{left_out} left out: {_why_left_out(manifest.wanted)}"


def _why_left_out(wanted: Wanted) -> str:
    if wanted.together:
        few = f"fewer than {plural(wanted.majority, 'annotator')}"
        return f"finished by {few if wanted.majority > 1 else 'nobody'}"
    what = "nothing in these layers" if wanted.unfinished else "not finished"
    return what if wanted.unfinished else f"{what} (--unfinished takes them too)"


def _loss(loss: Loss) -> str:
    counts = {"split": loss.split, "flattened": loss.flattened, "dropped": loss.dropped}
    lost = ", ".join(f"{len(what):,} {how}" for how, what in counts.items() if what)
    return f"loss: {lost}, each is named in {NAME}" if lost else "loss: none"


def _splits(splits: Splits) -> Iterator[str]:
    """How many articles are where, and whether near-copies are apart: which ones, of some."""
    counts = ", ".join(f"{split} {n.articles:,}" for split, n in splits.counts.items())
    leaks = plural(len(splits.leaks), "pair")
    told = f"{leaks} of near-copies apart, named in {NAME}" if splits.leaks else "none"
    yield f"splits: {counts}; leaks: {told}"
    yield from map(_leak, splits.leaks[:LEAKS])
    if len(splits.leaks) > LEAKS:
        yield f"  and {len(splits.leaks) - LEAKS:,} more"


def _leak(leak: Leak) -> str:
    sides = (f"{shortened(side.id, ID)} in {side.split}" for side in (leak.first, leak.second))
    return f"  {' and '.join(sides)}, {leak.containment * 100:.0f} %"


def holds(manifest: Manifest) -> bool:
    """Whether there is something, nothing is lost, and nothing leaks."""
    leaks = manifest.splits and manifest.splits.leaks
    return bool(manifest.counts.records) and not (_is_lossy(manifest.loss) or leaks)


def _is_lossy(loss: Loss) -> bool:
    return bool(loss.split or loss.flattened or loss.dropped)
