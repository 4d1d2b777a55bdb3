"""`annotate train`: suggestions learned from the project's own labels."""

from collections.abc import Iterator

import click

from annotate.cli.exits import DONE
from annotate.cli.options import json_option, quiet_option, shared_options
from annotate.cli.output import progress, put, put_json, say
from annotate.cli.settings import Settings
from annotate.core.plural import plural
from annotate.services.training import FEW, Training, train
from annotate.services.training_figures import Comparison

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
@click.option("--keep", is_flag=True, help="Use it even for labels in which the rules are better.")
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
    they are no worse, they are what is suggested from now on.
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
    """What was learned from, and what comes of it."""
    articles, readings = plural(found.articles, "article"), plural(found.readings, "reading")
    yield f"learned from {readings} of {articles}, tried in {found.trial.folds} folds of them"
    if found.articles < FEW:
        yield f"with fewer than {FEW} articles the rules are likely better"
    if not found.kept:
        yield "not kept: the rules are better; to use it all the same: annotate train --keep"
        return
    left = [label for label, spans in found.spans.items() if spans and label not in found.speaks]
    yield f"suggests from now on: {', '.join(found.speaks)}"
    if left:
        yield f"left to the rules, which are better there: {', '.join(left)}"
