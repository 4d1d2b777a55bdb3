"""`annotate train`: suggestions learned from the project's own labels."""

from collections.abc import Iterator
from pathlib import Path

import click

from annotate.cli.exits import DONE
from annotate.cli.options import json_option, quiet_option, shared_options
from annotate.cli.output import progress, put, put_json, say
from annotate.cli.settings import Settings
from annotate.core.plural import plural
from annotate.services.training.figures import ALL, Comparison
from annotate.services.training.train import FEW, LEAST, Training, train

ROW = "{:>7}  {:>5}  {:>16}  {:>7}  {:<14}  {}"
COLUMNS = ("learned", "rules", "difference, 95 %", "labelled", "learned is", "label")


@click.command("train", epilog="Example: annotate train --layer ana")
@click.option("--layer", metavar="L", help="Only that layer, say an annotator's name; else all.")
@click.option(
    "--folds",
    metavar="N",
    type=click.IntRange(2),
    default=5,
    show_default=True,
    help="Parts of the articles that are held back in turn to try it on.",
)
@click.option(
    "--keep", is_flag=True, help="Use it also for labels in which it is not surely better."
)
@quiet_option
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    layer: str | None,
    folds: int,
    keep: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Learn suggestions from the labels of finished articles.

    Tries them on articles that were held back, beside the rules, and prints the F1 of both. Where
    they are surely better, they are what is suggested from now on.
    """
    with settings.open() as project, progress("learning", quiet=quiet) as tell:
        found = train(project, layer=layer, number=folds, keep=keep, progress=tell)
    if as_json:
        put_json(found)
    else:
        put(*_table(found.trial.figures))
    if not quiet:
        say(*_told(found))
    return DONE


def _table(figures: list[Comparison]) -> Iterator[str]:
    yield ROW.format(*COLUMNS)
    for each in figures:
        yield ROW.format(
            f"{100 * each.learned.f1:.1f}",
            f"{100 * each.rules.f1:.1f}",
            f"{100 * each.low:+.1f} to {100 * each.high:+.1f}",
            f"{each.learned.gold:,}",
            _verdict(each),
            each.label,
        )


def _verdict(each: Comparison) -> str:
    """Which is better, and whether that can be chance."""
    if not each.difference:
        return "as good"
    word = "better" if each.difference > 0 else "worse"
    return word if each.low > 0 or each.high < 0 else f"perhaps {word}"


def _told(found: Training) -> Iterator[str]:
    """What was learned from, how it was tried, and what comes of it."""
    articles, readings = plural(found.articles, "article"), plural(found.readings, "reading")
    yield f"learned from {readings} of {articles}"
    how = f"tried on each of {found.trial.folds} parts of them in turn, learned from the others"
    yield f"{how} (copies of one story stay together)"
    if missing := [label for label, number in found.spans.items() if not number]:
        yield f"in none of them, so not counted in {ALL}: {', '.join(missing)}"
    if found.articles < FEW:
        yield f"with fewer than {FEW} articles the rules are likely better"
    if found.kept:
        yield f"suggests from now on: {', '.join(found.speaks)}"
    yield from _left(found)
    if not found.kept:
        yield "not kept; to use it all the same: annotate train --keep"
        if Path(found.file).exists():
            yield f"what was learned before is still used; to be without it, delete {found.file}"


def _left(found: Training) -> Iterator[str]:
    """What is still the rules', and why."""
    left = [f for f in found.trial.figures if f.label in found.spans]
    left = [f for f in left if f.label not in found.speaks]
    few = [f"{f.label} ({f.articles:,})" for f in left if f.articles < LEAST]
    if few:
        yield f"left to the rules, in fewer than {LEAST} articles yet: {', '.join(few)}"
    unsure = [f.label for f in left if f.articles >= LEAST]
    if unsure:
        yield f"left to the rules, than which it is not surely better: {', '.join(unsure)}"
    links = [f.label for f in found.trial.figures if f.label not in (*found.spans, ALL)]
    if links:
        yield f"links are not learned, a rule ties what is suggested: {', '.join(links)}"
