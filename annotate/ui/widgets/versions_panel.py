"""Beside an adjudicated article: the answers to the conflict at hand, each with its digit."""

from collections.abc import Iterator, Sequence
from itertools import islice

from rich.segment import Segment

from annotate.core.display import display
from annotate.core.plural import plural
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.versions import letter
from annotate.services.annotating.article import Article
from annotate.ui.header import cut
from annotate.ui.layout import cells
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.answers import Answer, Part, answers
from annotate.ui.widgets.lines import line
from annotate.ui.widgets.panel_text import both_ends, segment
from annotate.ui.widgets.rows import padded
from annotate.ui.widgets.side_panel import SidePanel

Line = list[Segment]
INDENT = 5
"""Cells before the text of an answer's span, or before whose it is, with the panel's edges."""
LEAST = 14
"""Cells of a span beside others."""
IN_DOUBT = "Gold has what was taken back since."


class VersionsPanel(SidePanel):
    """What the versions say where they differ, and what gold says there now."""

    revealed = False
    """Whether the annotators' names are shown in the place of letters."""
    _seen: tuple[object, ...] = ()

    def update(self, article: Article, palette: Palette, today: int) -> None:
        """Show the conflict at hand of an adjudication."""
        if not isinstance(article, Adjudication):
            return
        state = article.content, article.versions, article.at_hand, article.cursor.paragraph
        width, height = self.size
        if self._seen == (wanted := (*state, palette, self.size, self.revealed)):
            return
        self._seen = wanted
        found = _Lines(article, palette, width, height, revealed=self.revealed).all()
        blank = Segment("  ", palette.panel)
        strips = [line((blank, *one), width, palette.panel) for one in islice(found, height)]
        self.show(strips + [line((), width, palette.panel)] * (height - len(strips)))


class _Lines:
    """The panel's lines for one state, in so many cells and lines."""

    def __init__(
        self, case: Adjudication, palette: Palette, width: int, height: int, *, revealed: bool
    ) -> None:
        self._case, self._palette, self._revealed = case, palette, revealed
        self._width, self._height = width, height
        self._text = case.document.text

    def all(self) -> list[Line]:
        """From top to bottom; answers share lines where they would not all be seen."""
        above, below = [*self._above()], [*self._remarks()]
        found = self._answers()
        lines = [line for answer in found for line in self._whole(answer)]
        room = self._height - len(above) - min(1, len(below))
        if len(lines) > room:
            lines = [*self._together(found, room)]
        return [*above, *lines, *below]

    def _above(self) -> Iterator[Line]:
        conflict = self._case.at_hand
        yield self._progress()
        if conflict is None:
            yield [self._say("Nothing differs in this paragraph.")]
        elif self._case.standing.doubts(conflict):
            yield [self._say(IN_DOUBT, "warn")]

    def _say(self, text: str, tone: Tone = "dim") -> Segment:
        return segment(text, self._palette, tone)

    def _progress(self) -> Line:
        at, left = self._case.at_hand, len(self._case.standing.open)
        here = f"{self._case.place_of(at)} · " if at else ""
        what = f"{left} open" if left else "none open"
        return [self._say(f"{here}{what}", "warn" if at in self._case.standing.open else "ok")]

    # --- answers -------------------------------------------------------------------------------

    def _answers(self) -> list[Answer]:
        conflict = self._case.at_hand
        return answers(self._case, conflict, self._name) if conflict else []

    def _name(self, version: int) -> str:
        name = self._case.versions[version].layer
        return f"{letter(version)} {name}" if self._revealed else letter(version)

    def _whole(self, answer: Answer) -> Iterator[Line]:
        """An answer: its digit and whose it is, then what it has there, a line each."""
        yield self._head(answer, answer.who)
        yield from ([self._say(" "), *self._part(p, self._width - INDENT)] for p in answer.parts)

    def _head(self, answer: Answer, who: str) -> Line:
        mark = self._say("✓" if answer.is_taken else " ", "ok")
        tone: Tone = "text" if answer.is_taken else "dim"
        return [self._say(answer.digit, "accent"), mark, self._say(who, tone)]

    def _part(self, part: Part, room: int) -> Line:
        """A span in so many cells; a label that the scheme lets go of has no letter, but a name."""
        start, end, label = part.place
        name = "" if self._case.scheme.label(label) else f"{label} "
        rest = room - 2 - cells(part.before) - cells(name)
        return [
            self._say(part.before),
            Segment(self._palette.key(label), self._palette.chip(label, focused=True)),
            self._say(f" {name}{both_ends(self._text, start, end, rest)}"),
        ]

    def _together(self, found: Sequence[Answer], room: int) -> Iterator[Line]:
        """As many answers as there is room for, each with what it has beside whose it is."""
        if hidden := len(found) > room:
            room -= 1  # for the line that says so
        shown = found[: max(0, room)]
        wide = [answer for answer in shown if answer.parts]
        column = min(max((cells(answer.who) for answer in wide), default=0), self._width // 3)
        each, more = divmod(room - len(shown), max(1, len(wide)))
        for answer in shown:
            lines = 1 + each + (answer in wide[:more]) if answer.parts else 1
            yield from self._beside(answer, column, max(1, lines))
        if hidden:
            yield [self._say(f"… {plural(len(found) - len(shown), 'more answer')}")]

    def _beside(self, answer: Answer, column: int, lines: int) -> Iterator[Line]:
        """An answer in so many lines, or fewer, with `column` cells for whose it is."""
        parts, room = answer.parts, self._width - INDENT - column
        across = max(1, min(-(-len(parts) // lines), room // LEAST))
        who = padded(cut(display(answer.who), column), column) if parts else answer.who
        start = self._head(answer, who)
        for number in range(0, min(lines * across, len(parts)) or 1, across):
            here = parts[number : number + across]
            texts = (s for p in here for s in (self._say("  "), *self._part(p, room // across - 2)))
            rest = " …" if number + across == lines * across < len(parts) else ""
            yield [*start, *texts, self._say(rest)]
            start = [self._say(" " * (2 + column))]

    # --- remarks -------------------------------------------------------------------------------

    def _remarks(self) -> Iterator[Line]:
        """What the reviewer noted of the paragraph."""
        here = self._case.cursor.paragraph
        for note in (n for n in self._case.content.notes if n.paragraph == here):
            said = display(f"✎ {' '.join(note.text.split())}")
            yield [self._say(cut(said, self._width - 2), "warn")]
