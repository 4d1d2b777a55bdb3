"""Plots of figures that have an interval: dots on a scale, a matrix, parts of a whole, a course."""

from collections.abc import Sequence
from itertools import pairwise
from math import floor
from typing import NamedTuple

from annotate.reports.page import text
from annotate.reports.plots import WIDTH, cut, fill, svg, tag

ROW, FOOT, EDGE = 38, 18, 6
LONGEST_NAME, LONGEST = 26, 58
"""Characters that fit over a scale: of a name, and in all."""
SIDE, LINE, NAMES = 80, 30, 100
LONGEST_HEAD, LONGEST_SIDE = 13, 16
DIGIT, GAP = 6, 4
"""How wide a digit of a scale is, and the least room between two of its numbers."""
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""What part of a number stands before the place it is put at."""
BARS = 34
KEYS, KEY = 3, 15
"""Names of parts in a line, and its height."""
COURSE, STEP = 130, 26
"""The height of a course, and the room of one of its points."""


class Dot(NamedTuple):
    """A figure with a name, as it is shown; without a value only what is shown says why."""

    name: str
    value: float | None
    shown: str
    low: float | None = None
    high: float | None = None
    colour: str = ""


def dots(rows: Sequence[Dot], marks: Sequence[float] = ()) -> str:
    """Each figure on a scale of its own from 0 (or less) to 1, with its interval.

    `marks` are where a figure becomes better; what lies beyond each is shaded.
    """
    ends = [end for row in rows for end in (row.low, row.value) if end is not None]
    scale = _Scale(floor(10 * min([0.0, *ends])) / 10)
    drawn = "".join(_dot(row, n * ROW, scale, marks) for n, row in enumerate(rows))
    return svg(WIDTH, max(1, len(rows)) * ROW + FOOT, drawn + _ticks(scale, marks, len(rows)))


class _Scale(NamedTuple):
    """From the least figure, or 0, to 1 over the width of a plot."""

    least: float

    def at(self, value: float) -> float:
        return EDGE + (value - self.least) / (1 - self.least) * (WIDTH - 2 * EDGE)


def _dot(row: Dot, top: int, scale: _Scale, marks: Sequence[float]) -> str:
    y = top + 26
    name = tag("text", text(cut(row.name, LONGEST_NAME)), class_="name", x=0, y=top + 13)
    shown = _shown(row.name, row.shown, top + 13)
    drawn = _lane(y, scale, marks)
    if row.low is not None and row.high is not None:
        ends = {"x1": scale.at(row.low), "x2": scale.at(row.high), "y1": y, "y2": y}
        drawn += tag("line", class_="reach", style=_stroke(row.colour), **ends)
    if row.value is not None:
        drawn += tag(
            "circle", class_="dot", style=fill(row.colour), cx=scale.at(row.value), cy=y, r=4.5
        )
    return tag("g", tag("title", text(f"{row.name}: {row.shown}")) + name + shown + drawn)


def _shown(name: str, shown: str, y: int) -> str:
    """At the right end of the line, as much as the name leaves room for."""
    room = LONGEST - min(len(name), LONGEST_NAME)
    return tag("text", text(cut(shown, room)), x=WIDTH, y=y, text_anchor="end")


def _lane(y: int, scale: _Scale, marks: Sequence[float]) -> str:
    """The scale of a figure, shaded from each mark on."""
    drawn = tag("line", class_="axis", x1=EDGE, x2=WIDTH - EDGE, y1=y, y2=y)
    for mark in marks:
        box = {"x": scale.at(mark), "y": y - 7, "width": scale.at(1) - scale.at(mark), "height": 14}
        drawn += tag("rect", class_="shade", **box)
    return drawn


def _ticks(scale: _Scale, marks: Sequence[float], rows: int) -> str:
    """The ends and 0, and of the marks those that have room beside what stands there already."""
    zero = [(0.0, "middle")] if scale.least < 0 else []
    every = [(scale.least, "start"), (1.0, "end"), *zero, *((mark, "middle") for mark in marks)]
    y, drawn, taken = max(1, rows) * ROW + 12, "", list[tuple[float, float]]()
    for value, anchor in every:
        number, x = f"{value:g}", scale.at(value)
        start = x - ANCHORS[anchor] * DIGIT * len(number)
        end = start + DIGIT * len(number)
        if all(end + GAP <= other or ended + GAP <= start for other, ended in taken):
            taken.append((start, end))
            drawn += tag("text", number, x=x, y=y, text_anchor=anchor)
    return drawn


def matrix(names: Sequence[str], cells: Sequence[Sequence[float | None]]) -> str:
    """Figures of pairs, the nearer to 1 the darker; "" on the diagonal, – where there is none."""
    drawn = ""
    for n, name in enumerate(names):
        column = NAMES + SIDE * n + SIDE / 2
        drawn += tag("text", text(cut(name, LONGEST_HEAD)), x=column, y=14, text_anchor="middle")
        top = LINE * n + 22
        drawn += tag("text", text(cut(name, LONGEST_SIDE)), class_="name", x=0, y=top + 19)
        for k, other in enumerate(names):
            if k != n:
                drawn += _pair(f"{name} · {other}", cells[n][k], NAMES + SIDE * k, top)
    return svg(NAMES + SIDE * len(names), 22 + LINE * len(names), drawn)


def _pair(name: str, value: float | None, x: float, top: int) -> str:
    shown = "–" if value is None else f"{value:.3f}"
    share = max(0.0, min(1.0, value or 0.0))
    box = {"x": x + 1, "y": top + 1, "width": SIDE - 2, "height": LINE - 2, "rx": 3}
    cell = tag("rect", class_="cell", opacity=0.06 + 0.6 * share**3, **box)
    figure = tag("text", shown, class_="name", x=x + SIDE / 2, y=top + 19, text_anchor="middle")
    return tag("g", tag("title", text(f"{name}: {shown}")) + cell + figure)


class Parts(NamedTuple):
    """A whole with a name, as it is shown, and its parts in the order of their names."""

    name: str
    shown: str
    parts: Sequence[float]


def stacks(names: Sequence[str], rows: Sequence[Parts]) -> str:
    """What each whole is made of, all drawn on one scale, under the key to the parts."""
    most = max((sum(row.parts) for row in rows), default=0) or 1
    head = -(-len(names) // KEYS) * KEY + 8
    drawn = "".join(_stack(names, row, head + n * BARS, most) for n, row in enumerate(rows))
    return svg(WIDTH, head + max(1, len(rows)) * BARS, _key(names) + drawn)


def _key(names: Sequence[str]) -> str:
    drawn = ""
    for n, name in enumerate(names):
        x, y = n % KEYS * WIDTH / KEYS, n // KEYS * KEY
        drawn += tag("rect", class_=f"part p{n}", x=x, y=y + 3, width=9, height=9, rx=2)
        drawn += tag("text", text(name), x=x + 13, y=y + 11)
    return drawn


def _stack(names: Sequence[str], row: Parts, top: int, most: float) -> str:
    name = tag(
        "text", text(cut(row.name, LONGEST - len(row.shown) - 2)), class_="name", x=0, y=top + 12
    )
    shown = tag("text", text(row.shown), x=WIDTH, y=top + 12, text_anchor="end")
    drawn, x = "", 0.0
    for n, (what, part) in enumerate(zip(names, row.parts, strict=True)):
        long = part / most * WIDTH
        title = tag("title", text(f"{row.name}, {what}: {part:,.4g}"))
        drawn += tag("rect", title, class_=f"part p{n}", x=x, y=top + 17, width=long, height=10)
        x += long
    return tag("g", name + shown + drawn)


class Point(NamedTuple):
    """A figure at its time; one that `stands_out` is drawn so."""

    name: str
    value: float | None
    shown: str
    stands_out: bool = False


def course(points: Sequence[Point]) -> str:
    """Figures one after the other, joined by a line where they follow one another."""
    values = [point.value for point in points if point.value is not None]
    least = min([0.0, *values])
    width = max(WIDTH, STEP * len(points))
    step = width / max(1, len(points))
    places = [
        None if p.value is None else (step * (n + 0.5), 8 + (1 - p.value) / (1 - least) * COURSE)
        for n, p in enumerate(points)
    ]
    joined = "".join(
        tag("line", class_="run", x1=a[0], y1=a[1], x2=b[0], y2=b[1])
        for a, b in pairwise(places)
        if a and b
    )
    drawn = "".join(_point(p, place) for p, place in zip(points, places, strict=True))
    return svg(width, COURSE + 32, _levels(width, least) + joined + drawn + _ends(points, width))


def _levels(width: float, least: float) -> str:
    drawn = ""
    for level in sorted({least, 0.0, 0.5, 1.0}):
        y = 8 + (1 - level) / (1 - least) * COURSE
        drawn += tag("line", class_="axis", x1=0, x2=width, y1=y, y2=y)
        drawn += tag("text", f"{level:.2g}", x=0, y=y - 3)
    return drawn


def _point(point: Point, place: tuple[float, float] | None) -> str:
    if place is None:
        return ""
    kind = "dot far" if point.stands_out else "dot"
    title = tag("title", text(f"{point.name}: {point.shown}"))
    return tag("circle", title, class_=kind, cx=place[0], cy=place[1], r=4.5)


def _ends(points: Sequence[Point], width: float) -> str:
    if not points:
        return ""
    first = tag("text", text(points[0].name), x=0, y=COURSE + 28)
    if len(points) == 1:
        return first
    return first + tag("text", text(points[-1].name), x=width, y=COURSE + 28, text_anchor="end")


def _stroke(colour: str) -> str:
    return f"stroke:{colour}" if colour else ""
