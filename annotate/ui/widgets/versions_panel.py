"""Beside an adjudicated article: the answers to the conflict at hand, each with its digit."""

from collections.abc import Iterator, Sequence
from itertools import islice

from rich.segment import Segment

from annotate.core.conflicts import Conflict, Option
from annotate.core.link_conflicts import LinkOption
from annotate.core.suggestion import Place
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.versions import letter
from annotate.services.annotating.article import Article
from annotate.ui import layout
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.lines import line
from annotate.ui.widgets.panel_text import both_ends, segment
from annotate.ui.widgets.side_panel import SidePanel

Line = list[Segment]
INDENT = 5
"""Cells before the text of an answer's span, with the edges of the panel."""
IN_DOUBT = "Gold has what was taken back since."
NOBODY = "in gold, and nobody's now"


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
        found = _Lines(article, palette, width, revealed=self.revealed).all()
        blank = Segment("  ", palette.panel)
        strips = [line((blank, *one), width, palette.panel) for one in islice(found, height)]
        self.show(strips + [line((), width, palette.panel)] * (height - len(strips)))


class _Lines:
    """The panel's lines for one state."""

    def __init__(self, case: Adjudication, palette: Palette, width: int, *, revealed: bool) -> None:
        self._case, self._palette, self._width, self._revealed = case, palette, width, revealed
        self._text = case.document.text

    def all(self) -> Iterator[Line]:
        """From top to bottom."""
        conflict = self._case.at_hand
        yield self._progress()
        if conflict is None:
            yield [self._say("Nothing differs in this paragraph.")]
        else:
            if self._case.standing.doubts(conflict):
                yield [self._say(IN_DOUBT, "warn")]
            options: list[Option | LinkOption] = [*conflict.options]
            for number, option in enumerate(options[:-1], 1):
                yield from self._option(str(number), option)
            yield from self._option("0", options[-1])
        yield from self._remarks()

    def _say(self, text: str, tone: Tone = "dim") -> Segment:
        return segment(text, self._palette, tone)

    def _progress(self) -> Line:
        at, left = self._case.at_hand, len(self._case.standing.open)
        here = f"{self._case.place_of(at)} · " if at else ""
        what = f"{left} open" if left else "none open"
        return [self._say(f"{here}{what}", "warn" if at in self._case.standing.open else "ok")]

    # --- answers -------------------------------------------------------------------------------

    def _option(self, digit: str, option: Option | LinkOption) -> Iterator[Line]:
        """An answer: its digit and whose it is, then what it has there, a line each."""
        taken = self._is_taken(option)
        who = " ".join(map(self._name, option.versions))
        if digit == "0":
            who = f"none is right{' · ' if who else ''}{who}"
        elif not who:
            who = NOBODY
        mark = self._say("✓" if taken else " ", "ok")
        yield [self._say(digit, "accent"), mark, self._say(who, "text" if taken else "dim")]
        yield from self._parts(option)

    def _parts(self, option: Option | LinkOption) -> Iterator[Line]:
        if isinstance(option, Option):
            yield from map(self._span, option.places)
            return
        for link in option.links:
            ends = [self._case.index.span(end) for end in (link.head, link.child)]
            for number, end in enumerate(s for s in ends if s):
                arrow = "╰→ " if number else ""
                yield self._span((end.start, end.end, end.label), arrow)

    def _span(self, place: Place, before: str = "") -> Line:
        start, end, label = place
        room = self._width - INDENT - 2 - layout.cells(before)
        return [
            self._say(f" {before}"),
            Segment(self._palette.key(label), self._palette.chip(label, focused=True)),
            self._say(f" {both_ends(self._text, start, end, room)}"),
        ]

    def _name(self, version: int) -> str:
        name = self._case.versions[version].layer
        return f"{letter(version)} {name}" if self._revealed else letter(version)

    def _is_taken(self, option: Option | LinkOption) -> bool:
        """Whether gold has just this answer, once the conflict is settled."""
        conflict, case = self._case.at_hand, self._case
        if conflict is None or conflict in case.standing.open:
            return False
        if isinstance(option, LinkOption) or not isinstance(conflict, Conflict):
            return isinstance(option, LinkOption) and self._has_links(option)
        there = [p for p in conflict.places if case.span_at(p[:2], p[2])]
        return there == list(option.places) and (bool(there) or not self._own_answer(conflict))

    def _has_links(self, option: LinkOption) -> bool:
        conflict = self._case.at_hand
        every: Sequence[object] = () if isinstance(conflict, Conflict | None) else conflict.links
        return [k for k in every if k in self._case.content.relations] == list(option.links)

    def _own_answer(self, conflict: Conflict) -> bool:
        """Whether the reviewer labelled something of their own there."""
        near = self._case.content.overlapping(conflict.start, conflict.end)
        ground = self._case.ground
        return any(ground.stands_in_for(s, p) for s in near for p in conflict.places)

    # --- remarks -------------------------------------------------------------------------------

    def _remarks(self) -> Iterator[Line]:
        """What the reviewer noted of the paragraph."""
        here = self._case.cursor.paragraph
        for note in (n for n in self._case.content.notes if n.paragraph == here):
            yield [self._say(f"✎ {' '.join(note.text.split())}", "warn")]
