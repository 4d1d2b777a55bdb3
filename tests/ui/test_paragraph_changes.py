"""A paragraph drawn again: whatever of a view is another, no row stays as it was that shows it."""

from typing import Any

import pytest

from annotate.core.suggestion import Suggestion
from annotate.ui.widgets.gutter import Link
from annotate.ui.widgets.paragraph import View
from tests.ui.painting import PLAIN_HEAD, painter, spans, whole

TEXT = "“One two,” said Ann Lee. It rained, “on and on.”"
WIDTH = 11
SPANS = spans(TEXT, ("“One two,”", "quote"), ("said Ann Lee", "attribution"))
LAST = spans(TEXT, ("“on and on.”", "quote"))
FIRST, SECOND = (
    Suggestion(*s.range, s.label, "marks", 0.9, "quotations")
    for s in spans(TEXT, ("It rained", "quote"), ("on and on", "quote"))
)
VIEW = View(
    PLAIN_HEAD,
    focused=True,
    cursor=13,
    spans=SPANS,
    offers=(FIRST,),
    marked=frozenset("0"),
    reached=FIRST,
)


@pytest.mark.parametrize(
    "way",
    [
        {"head": PLAIN_HEAD._replace(status="done")},
        {"here": True},
        {"here": True, "active": "body"},
        {"spans": SPANS[:1]},
        {"spans": (*SPANS, *LAST)},
        {"spans": (*SPANS[:1], *LAST)},
        {"spans": ()},
        {"offers": (FIRST, SECOND)},
        {"offers": (SECOND,)},
        {"offers": ()},
        {"matches": ((12, 17),)},
        {"links": (Link(0, "quote", 1, 3),)},
        {"selection": (12, 30)},
        {"cursor": 0},
        {"cursor": len(TEXT)},
        {"marked": frozenset("1")},
        {"marked": frozenset()},
        {"reached": None},
        {"offers": (FIRST, SECOND), "reached": SECOND},
    ],
    ids=", ".join,
)
def test_what_looks_otherwise_is_drawn_anew(way: dict[str, Any]) -> None:
    drawn, after = painter(TEXT, WIDTH), VIEW._replace(**way)
    assert whole(drawn, VIEW) != whole(painter(TEXT, WIDTH), after)
    for view in (after, VIEW):
        assert whole(drawn, view) == whole(painter(TEXT, WIDTH), view)
