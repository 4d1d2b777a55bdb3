"""Suggestions as they stand on the screen."""

from annotate.ui.widgets import article_view
from tests.services.annotating.offering import QUOTE, SECOND
from tests.ui.painting import PALETTE, marked
from tests.ui.running import Desk

BOTH = QUOTE[1][1:] + SECOND[1]
"""Both quotations, but for the character that the cursor is on."""


def statuses(desk: Desk) -> str:
    return desk.article.content.status


def drawn(desk: Desk, label: str, *, focused: bool) -> str:
    view = desk.app.screen.query_one(article_view.ArticleView)
    return marked(view._strips, PALETTE.offer(label, focused=focused, marked=False))
