"""The page that shows an annotator's own labels beside gold, article by article and by label."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.widgets import Static

from annotate.core.display import display
from annotate.core.excerpt import both_ends
from annotate.core.plural import plural
from annotate.core.suggestion import Place
from annotate.services.annotating.session import Session
from annotate.services.controls.comparing import Against
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
from annotate.ui.screens.reading import Reading, page_key

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

    HINT = "] [ next and previous article · Tab all, by label · ↓ ↑ PgDn PgUp move · Esc goes back"
    BINDINGS = [
        page_key("right_square_bracket", "article(1)", "next article"),
        page_key("left_square_bracket", "article(-1)", "previous article"),
        page_key("tab", "all", "all articles", "Each label over all of them; again: one article"),
    ]

    def __init__(self, session: Session, palette: Palette, key: int) -> None:
        """Of the document of that key, or with 0 of all; InputError where there is none of it."""
        self._session, self._palette, self._key = session, palette, key
        self._all = not key
        super().__init__(self._content())

    def _content(self) -> RenderableType:
        session = self._session
        whose = session.store, session.scheme, session.annotator
        if self._all:
            keys = self._keys()
            return all_page(by_label(*whose, keys), [feedback(*whose, key) for key in keys])
        return article_page(feedback(*whose, self._key), self._palette)

    def _keys(self) -> list[int]:
        return available(self._session.store, self._session.annotator)

    def action_article(self, step: int) -> None:
        """To the next or previous article on which there is feedback."""
        beyond = [k for k in self._keys() if (k > self._key if step > 0 else k < self._key)]
        if beyond:
            self._key, self._all = (min if step > 0 else max)(beyond), False
            self._lay()

    def action_all(self) -> None:
        """All articles, and the figures by label; or back to the article."""
        self._all = not self._all or not self._key
        self._lay()

    def _lay(self) -> None:
        self.query_one(Static).update(self._content())
        self.action_edge(0)


def article_page(found: Feedback, palette: Palette) -> RenderableType:
    """Every place of an article: first those that differ, with what the reviewer said there."""
    summary = _summary(found.count(kind) for kind in WORDS)
    lines: list[RenderableType] = [
        Text(display(found.title or found.document), style="bold"),
        Text(display(summary or "no labels, here and there"), style="dim"),
    ]
    for same in (False, True):
        part = [place for place in found.places if (place.kind == "same") is same]
        if part:
            lines += [Text(), *(line for place in part for line in _place(place, palette))]
    links = found.links
    if links.mine or links.gold:
        said = f"links: {links.same} the same, {links.mine} only mine, {links.gold} only gold"
        lines += [Text(), Text(said)]
    return Group(*lines)


def _place(place: Compared, palette: Palette) -> Iterator[RenderableType]:
    number = Text(f"{place.paragraph + 1:>4}  ", style="dim")
    if place.kind == "same" and place.own:
        yield _hanging(number, _said(place.own, place.own_text, palette))
        return
    yield number.append(WORDS[place.kind], style="bold")
    for whose, span, text in (
        ("mine", place.own, place.own_text),
        ("gold", place.gold, place.gold_text),
    ):
        if span:
            before = Text(f"      {whose}  ", style="dim")
            yield _hanging(before, _said(span, text, palette))
    if place.unclear or place.reason:
        yield _hanging(Text("      "), Text(_remark(place), style="italic"))


def _hanging(before: Text, said: Text) -> Table:
    """What is said beside what stands before it: what is too long goes on below its beginning."""
    table = Table.grid()
    table.add_column(width=before.cell_len, no_wrap=True)
    table.add_column()
    table.add_row(before, said)
    return table


def _remark(place: Compared) -> str:
    mark = "⚑ guideline unclear" if place.unclear else "reviewer"
    return display(": ".join(filter(None, (mark, " ".join(place.reason.split())))))


def _said(span: Place, text: str, palette: Palette) -> Text:
    """`q quote  “No,”`, the label in its colour."""
    label = Text(f"{palette.key(span[2])} {display(span[2])}", style=palette.accent(span[2]))
    return label.append(f"  {display(both_ends(text, LONGEST))}", style="none")


def all_page(figures: Against, found: Sequence[Feedback]) -> RenderableType:
    """The figures of all articles with feedback, by label, and what differs in each."""
    labels = Table.grid(padding=(0, 3, 0, 0))
    labels.add_row(*(Text(cell, style="dim") for cell in ("label", "F1 exact", "F1 overlapping")))
    rows = [("all", figures.f1_exact, figures.f1_overlap)]
    rows += [(label, f.f1_exact, f.f1_overlap) for label, f in figures.labels.items()]
    for name, exact, overlap in rows:
        labels.add_row(*(Text(display(t)) for t in (name, value_text(exact), value_text(overlap))))
    articles = Table.grid(padding=(0, 3, 0, 0))
    for each in found:
        summary = _summary(each.count(kind) for kind in WORDS)
        articles.add_row(Text(display(each.title or each.document)), Text(summary, style="dim"))
    head = Text(f"{plural(figures.documents, 'article')} against gold", style="bold")
    summary = _summary(sum(each.count(kind) for each in found) for kind in WORDS)
    return Group(head, Text(summary, style="dim"), Text(), labels, Text(), articles)


def _summary(counts: Iterable[int]) -> str:
    """`4 the same · 1 only gold`."""
    words = (f"{n} {word}" for n, word in zip(counts, WORDS.values(), strict=True) if n)
    return " · ".join(words)
