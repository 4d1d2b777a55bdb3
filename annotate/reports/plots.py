"""Plots as inline SVG: bars with names, histograms, a grid of shaded cells."""

from collections.abc import Sequence
from typing import NamedTuple

from annotate.reports.page import text

WIDTH, WIDEST = 340, 900
ROW, NAME, FIGURE = 24, 110, 60
HEIGHT, FOOT, HEAD = 120, 18, 10
SIDE, LINE, TOP = 74, 28, 22
LONGEST, LONGEST_HEAD = 17, 11
"""Characters of a name that fit beside a bar, or over a cell."""


def tag(_name: str, _inside: str = "", /, **attributes: object) -> str:
    """An element; `_inside` is markup. An attribute's `_` is `-`, and one at its end is cut."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(_number(value))}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{_name}{given}>{_inside}</{_name}>"


def _number(value: object) -> object:
    return f"{round(value, 2):g}" if isinstance(value, float) else value


class Bar(NamedTuple):
    """A named amount, as it is shown; the colour is that of the label, if it is one."""

    name: str
    value: float
    shown: str
    colour: str = ""


def bars(rows: Sequence[Bar]) -> str:
    """Horizontal bars, as long as their values."""
    most = max((row.value for row in rows), default=0) or 1
    drawn = "".join(_bar(row, n * ROW, row.value / most) for n, row in enumerate(rows))
    return svg(WIDTH, max(1, len(rows)) * ROW, drawn)


def _bar(row: Bar, top: int, share: float) -> str:
    length = share * (WIDTH - NAME - FIGURE)
    name = tag("text", text(cut(row.name, LONGEST)), class_="name", x=0, y=top + 16)
    box = {"x": NAME, "y": top + 5, "width": length, "height": 14, "rx": 2}
    bar = tag("rect", class_="bar", style=fill(row.colour), **box)
    figure = tag("text", text(row.shown), x=NAME + length + 6, y=top + 16)
    return tag("g", tag("title", text(f"{row.name}: {row.shown}")) + name + bar + figure)


def fill(colour: str) -> str:
    """The style of what has a colour; "" leaves it to the page."""
    return f"fill:{colour}" if colour else ""


class Column(NamedTuple):
    """A column of a histogram: from where up to where, and how many are in it."""

    start: float
    end: float
    number: int


def histogram(columns: Sequence[Column], unit: str, colour: str = "") -> str:
    """Vertical bars over a scale from the first column's start to the last one's end."""
    if not columns:
        return '<p class="note">none</p>'
    most = max(column.number for column in columns) or 1
    step = WIDTH / len(columns)
    drawn = ""
    for n, column in enumerate(columns):
        where = f"{column.start:,g} to {column.end:,g} {unit}: {column.number:,}"
        high = column.number / most * (HEIGHT - HEAD)
        box = {"x": n * step + 0.5, "y": HEIGHT - high, "width": max(1, step - 1), "height": high}
        shown = tag("title", text(where))
        drawn += tag("rect", shown, class_="bar", style=fill(colour), **box)
    axis = tag("line", class_="axis", x1=0, x2=WIDTH, y1=HEIGHT, y2=HEIGHT)
    return svg(WIDTH, HEIGHT + FOOT, drawn + axis + _scale(columns, unit))


def _scale(columns: Sequence[Column], unit: str) -> str:
    first, last, y = f"{columns[0].start:,g}", f"{columns[-1].end:,g}", HEIGHT + 14
    return (
        tag("text", first, x=0, y=y)
        + tag("text", text(unit), x=WIDTH / 2, y=y, text_anchor="middle")
        + tag("text", last, x=WIDTH, y=y, text_anchor="end")
    )


def grid(rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """Counts as a grid, the more the darker; `counts` has a row for each of `rows`."""
    most = max((count for row in counts for count in row), default=0) or 1
    drawn = "".join(
        tag("text", text(cut(name, LONGEST_HEAD)), x=_middle(n), y=14, text_anchor="middle")
        for n, name in enumerate(columns)
    )
    for n, row in enumerate(rows):
        top = TOP + n * LINE
        drawn += tag("text", text(cut(row, LONGEST)), class_="name", x=0, y=top + 18)
        for k, column in enumerate(columns):
            count = counts[n][k]
            where = tag("title", text(f"{row} · {column}: {count:,}"))
            drawn += tag("g", where + _cell(count, k, top, count / most))
    return svg(NAME + SIDE * len(columns), TOP + LINE * len(rows), drawn)


def _middle(column: int) -> float:
    return NAME + SIDE * (column + 0.5)


def _cell(count: int, column: int, top: int, share: float) -> str:
    shade = 0.08 + 0.72 * share**0.5 if count else 0
    box = {"x": NAME + SIDE * column + 1, "y": top + 1, "width": SIDE - 2, "height": LINE - 2}
    figure = f"{count:,}" if count else "·"
    return tag("rect", class_="bar", rx=3, opacity=shade, **box) + tag(
        "text", figure, class_="name", x=_middle(column), y=top + 18, text_anchor="middle"
    )


def cut(name: str, longest: int) -> str:
    """A name, or its beginning."""
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def svg(width: float, height: float, drawn: str) -> str:
    """A drawing that grows with its page, but not beyond what it is drawn for.

    A very wide one does not shrink either: its frame scrolls.
    """
    least = f";min-width:{width:g}px" if width > WIDEST else ""
    style = f"max-width:{width * 1.5:g}px{least}"
    return tag("svg", drawn, viewBox=f"0 0 {width:g} {height:g}", style=style)
