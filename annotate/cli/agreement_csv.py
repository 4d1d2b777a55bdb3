"""Agreement as CSV: every figure, and every single disagreement, as it comes."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.cli.output import path_text, put, say, writing
from annotate.cli.streams import STANDARD
from annotate.core.display import display
from annotate.core.plural import plural

if TYPE_CHECKING:  # numpy takes its time: help does without
    from annotate.core.suggestion import Place
    from annotate.services.measuring.disagreements import Disagreement
    from annotate.services.measuring.report import Agreement

FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""
HEAD = (
    "document",
    "title",
    "source",
    "a",
    "b",
    "kind",
    *(f"{what}_{who}" for who in "ab" for what in ("label", "start", "end", "text")),
)


def figures(found: "Agreement") -> Iterator[str]:
    """A head, and a line a figure."""
    from annotate.services.measuring.rows import CSV_HEAD, rows

    return _lines(CSV_HEAD, (row.csv() for row in rows(found)))


def write(found: Iterable["Disagreement"], file: Path) -> None:
    """Every disagreement as a line of a file, or of standard output for `-`."""
    lines = _lines(HEAD, map(_row, found))
    if file == STANDARD:
        for line in lines:
            put(line)
        return
    with (
        writing("the disagreements", file),
        file.open("w", encoding="utf-8", newline="") as opened,
    ):
        number = sum(opened.write(f"{line}\n") > 0 for line in lines) - 1
    say(f"{plural(number, 'disagreement')}: {path_text(file)}")


def _row(each: "Disagreement") -> tuple[object, ...]:
    whose = each.document, each.title, each.source, each.a, each.b, each.kind
    return (*whose, *_span(each.first, each.first_text), *_span(each.second, each.second_text))


def _span(place: "Place | None", text: str) -> tuple[object, ...]:
    start, end, label = place or (None, None, None)
    return label, start, end, text


def _lines(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Lines of CSV, one a row whatever its cells hold."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="")
    for row in chain((head,), rows):
        writer.writerow(map(_cell, row))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _cell(value: object) -> object:
    """Text as it is shown, which no spreadsheet takes for a formula; numbers as they are."""
    if not isinstance(value, str):
        return value
    shown = display(value)
    return f"'{shown}" if shown.startswith(FORMULA) else shown
