"""The page that shows an annotator's own labels beside gold, article by article and by label."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Label, Static

from annotate.core.display import display
from annotate.core.excerpt import excerpt
from annotate.core.plural import plural
from annotate.core.scheme import Scheme
from annotate.core.suggestion import Place
from annotate.services.annotating.session import Session
from annotate.services.feedback import (
    Compared,
    Feedback,
    Kind,
    available,
    by_label,
    feedback,
)
from annotate.services.measuring.wording import value_text
from annotate.ui.palette import Palette
from annotate.ui.screens.reading import Reading

HINT = "] [ next and previous article · Tab by label · ↓ ↑ PgDn PgUp move · Esc goes back"
LONGEST = 72
"""Characters of a span that are quoted."""
WORDS: dict[Kind, str] = {
    "same": "the same",
    "label": "other label",
    "boundary": "other boundary",
    "both": "other label and boundary",
    "mine": "only mine",
    "gold": "only gold",
}


class FeedbackScreen(Reading):
    """One article at a time; Esc leaves it."""

    BINDINGS = [
        Binding("right_square_bracket", "article(1)", "next article", show=False),
        Binding("left_square_bracket", "article(-1)", "previous article", show=False),
        Binding("tab", "labels", "by label", show=False),
    ]

    def __init__(self, session: Session, palette: Palette, key: int) -> None:
        """Raises InputError where there is no feedback on the document of that key."""
        self._session, self._palette, self._key = session, palette, key
        self._by_label = False
        super().__init__(self._article())

    def compose(self) -> ComposeResult:
        """The page, to be scrolled, and how."""
        with VerticalScroll(can_focus=False):
            yield Static(self._page, markup=False)
        yield Label(HINT, id="hint", markup=False)

    def _article(self) -> RenderableType:
        session = self._session
        found = feedback(session.store, session.scheme, session.annotator, self._key)
        return article_page(found, session.scheme, self._palette)

    def _labels(self) -> RenderableType:
        session = self._session
        keys = available(session.store, session.annotator)
        return labels_page(session, keys)

    def action_article(self, step: int) -> None:
        """To the next or previous article on which there is feedback."""
        keys = available(self._session.store, self._session.annotator)
        beyond = [k for k in keys if (k > self._key if step > 0 else k < self._key)]
        if beyond:
            self._key, self._by_label = (min if step > 0 else max)(beyond), False
            self._lay(self._article())

    def action_labels(self) -> None:
        """Over all articles by label, or back to the article."""
        self._by_label = not self._by_label
        self._lay(self._labels() if self._by_label else self._article())

    def _lay(self, page: RenderableType) -> None:
        self.query_one(Static).update(page)
        self.action_edge(0)


def article_page(found: Feedback, scheme: Scheme, palette: Palette) -> RenderableType:
    """Every place of an article, those that differ in two lines, and what the reviewer said."""
    counts = ((found.count(kind), words) for kind, words in WORDS.items())
    summary = " · ".join(f"{number} {words}" for number, words in counts if number)
    lines: list[RenderableType] = [
        Text(display(found.title or found.document), style="bold"),
        Text(display(summary or "no labels, here and there"), style="dim"),
        Text(),
    ]
    for place in found.places:
        lines += _place(place, palette)
    links = found.links
    if links.mine or links.gold:
        said = f"links: {links.same} the same, {links.mine} only mine, {links.gold} only gold"
        lines += [Text(), Text(said)]
    return Group(*lines)


def _place(place: Compared, palette: Palette) -> Iterator[Text]:
    number = f"{place.paragraph + 1:>4}  "
    if place.kind == "same" and place.own:
        yield Text(number, style="dim").append(_said(place.own, place.own_text, palette))
        return
    yield Text(number, style="dim").append(WORDS[place.kind], style="bold")
    for whose, span, text in (
        ("mine", place.own, place.own_text),
        ("gold", place.gold, place.gold_text),
    ):
        if span:
            yield Text(f"      {whose}  ", style="dim").append(_said(span, text, palette))
    if place.unclear or place.reason:
        yield Text("      ").append(_remark(place), style="italic")


def _remark(place: Compared) -> str:
    mark = "⚑ guideline unclear" if place.unclear else "reviewer"
    return display(": ".join(filter(None, (mark, " ".join(place.reason.split())))))


def _said(span: Place, text: str, palette: Palette) -> Text:
    """`q quote  “No,”`, the label in its colour."""
    label = Text(f"{palette.key(span[2])} {display(span[2])}", style=palette.accent(span[2]))
    return label.append(f"  {display(excerpt(text, 0, len(text), LONGEST))}", style="none")


def labels_page(session: Session, keys: Sequence[int]) -> RenderableType:
    """The figures of all articles with feedback, by label."""
    found = by_label(session.store, session.scheme, session.annotator, keys)
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_row(*(Text(cell, style="dim") for cell in ("label", "F1 exact", "F1 overlapping")))
    rows = [("all", found.f1_exact, found.f1_overlap)]
    rows += [(k, f.f1_exact, f.f1_overlap) for k, f in found.labels.items()]
    for name, exact, overlap in rows:
        table.add_row(*(Text(display(t)) for t in (name, value_text(exact), value_text(overlap))))
    d = found.differences
    counts = (d.same, d.other_label, d.other_boundary, d.both, d.only_first, d.only_second)
    summary = " · ".join(f"{n} {w}" for n, w in zip(counts, WORDS.values(), strict=True) if n)
    head = Text(f"{plural(found.documents, 'article')} against gold", style="bold")
    return Group(head, Text(summary, style="dim"), Text(), table)
