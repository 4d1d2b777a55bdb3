"""What each key of each screen does, by keys alone: what is seen before it, and after."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.binding import Binding

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.ui.keymap import in_force
from annotate.ui.widgets.side_panel import SidePanel
from tests.ui.listing import chosen
from tests.ui.running import Desk, running

See = Callable[[Desk], Any]
QUOTES = [("quote", "“It was dark,”"), ("quote", "“We saw nothing.”")]


class Case(NamedTuple):
    """Which keys come before, what is looked at, and what is seen once the key was pressed."""

    before: str
    see: See
    after: Any


def paragraph(desk: Desk) -> int:
    """The number of the paragraph that is in focus."""
    line = next(line for line in desk.lines[1:] if line[4:5] == "▸")
    return int(line[:4])


def here(desk: Desk) -> int:
    return int(desk.article.cursor.paragraph) + 1


def status(desk: Desk) -> str:
    return str(desk.article.content.status)


def flags(desk: Desk) -> list[int | None]:
    return [flag.paragraph for flag in desk.article.content.flags]


def article(desk: Desk) -> str:
    return str(desk.article.document.id)


def spans(desk: Desk) -> list[tuple[str, str]]:
    return desk.spans


def links(desk: Desk) -> list[tuple[str, str, str]]:
    return desk.links


def at(desk: Desk) -> str:
    return desk.at


def selected(desk: Desk) -> str:
    return desk.selected


def shows(words: str) -> See:
    return lambda desk: words in desk.screen


def titled(words: str) -> See:
    return lambda desk: words in [line.strip() for line in desk.lines]


def theme(desk: Desk) -> str:
    return str(desk.app.theme)


def panel(desk: Desk) -> bool:
    return bool(desk.app.screen.query_one(SidePanel).display)


def ended(desk: Desk) -> bool:
    return bool(desk.app._exit)


COMMON = {
    "help": Case("", titled("Keys"), True),
    "guidelines": Case("", shows("From who said it to what was said."), True),
    "palette": Case("", shows("Search for commands"), True),
    "annotator": Case("", shows("Who annotates now?"), True),
    "theme": Case("", theme, "annotate-light"),
    "quit": Case("", ended, True),
}
ANNOTATE = {
    **COMMON,
    "done": Case("", status, "d"),
    "run": Case("", status, "d"),
    "label-1": Case("down", spans, QUOTES[:1]),
    "label-2": Case("down", spans, [("attribution", "said Ana Ruiz")]),
    "label-3": Case("", spans, [("caption", "Ferry strikes breakwater")]),
    "label-4": Case("", spans, [("ad", "Ferry strikes breakwater")]),
    "label-5": Case("", spans, [("body", "Ferry strikes breakwater")]),
    "link": Case("down q a", links, []),
    "continue": Case("down q q", links, [("continues", QUOTES[0][1], QUOTES[1][1])]),
    "grow": Case("down e", selected, "“It was dark,”"),
    "shrink": Case("down e e", selected, "“It"),
    "undo": Case("b", spans, []),
    "redo": Case("b u", spans, [("body", "Ferry strikes breakwater")]),
    "remove": Case("b", spans, []),
    "clear": Case("down q q", spans, []),
    "carry": Case("", shows("no near-copy of this article is known"), True),
    "next-span": Case("down q home", at, "“It was "),
    "previous-span": Case("down q end", at, "“It was "),
    "next-paragraph": Case("", paragraph, 2),
    "previous-paragraph": Case("down down", paragraph, 2),
    "page-down": Case("", paragraph, 5),
    "page-up": Case("end", paragraph, 1),
    "first-paragraph": Case("down down", paragraph, 1),
    "last-paragraph": Case("", paragraph, 5),
    "next-open": Case("enter enter home", here, 3),
    "goto": Case("", shows("Go to paragraph"), True),
    "next-word": Case("", at, "strikes "),
    "previous-word": Case("right right", at, "strikes "),
    "next-sentence": Case("down", at, "“We saw "),
    "previous-sentence": Case("down right right", at, "“It was "),
    "to-word": Case("", shows("a word's first letter?"), True),
    "reach-word": Case("", shows("a word's first letter?"), True),
    "extend-right": Case("right", selected, "strikes"),
    "extend-left": Case("right e", selected, "Ferry strikes"),
    "extend-down": Case("", selected, "Ferry strikes breakwater"),
    "extend-up": Case(
        "down down", selected, "The captain, who is 58, was suspended, the ministry said."
    ),
    "extend-page": Case(
        "end up", selected, "Photo: Luis Vega/Harbour News\n\nSubscribe to our newsletter."
    ),
    "extend-last": Case("end", selected, "Subscribe to our newsletter."),
    "end-right": Case("e", selected, "Ferry "),
    "end-left": Case("e", selected, "Ferr"),
    "start-right": Case("e", selected, "erry"),
    "start-left": Case("right e", selected, " strikes"),
    "start-word-right": Case("down e e", selected, "It was dark,”"),
    "start-word-left": Case("right e", selected, "Ferry strikes"),
    "next-article": Case("", article, "a/2"),
    "previous-article": Case("right_square_bracket", article, "a/1"),
    "unfinished": Case("", article, "a/2"),
    "skip": Case("", status, "s"),
    "skip-article": Case("", status, "sssss"),
    "note": Case("", shows("Note on the paragraph"), True),
    "note-article": Case("", shows("Note on the article"), True),
    "flag": Case("down", flags, [1]),
    "flag-article": Case("", flags, [None]),
    "next-remark": Case("down down f home", here, 3),
    "previous-remark": Case("down f end", here, 2),
    "hide-suggestions": Case("", shows("suggestions hidden"), True),
    "suggesters": Case("", shows("At least 50% sure."), True),
    "why": Case("b", shows("body · by hand"), True),
    "search": Case("", shows("Search in this article"), True),
    "search-project": Case("", shows("Search in every article"), True),
    "feedback": Case("", shows("feedback comes when"), True),
    "panel": Case("", panel, True),
    "tutorial": Case("", shows("The light is back"), True),
    "back": Case("", shows("2 articles"), True),
}
DOCUMENTS = {
    **COMMON,
    "open": Case("down", shows("article 2 of 2"), True),
    "next-document": Case("", chosen, "Strike"),
    "previous-document": Case("down", chosen, "Ferry"),
    "documents-page-down": Case("", chosen, "Strike"),
    "documents-page-up": Case("down", chosen, "Ferry"),
    "first-document": Case("down", chosen, "Ferry"),
    "last-document": Case("", chosen, "Strike"),
    "documents-unfinished": Case("", shows("article 2 of 2"), True),
    "filter": Case("", shows("unfinished · by import"), True),
    "order": Case("", shows("all · by title"), True),
    "agreement": Case("", shows("Reviewers have the figures"), True),
    "mine": Case("", shows("nothing is given to you"), True),
    "find": Case("", shows("Find in titles and sources"), True),
    "find-text": Case("", shows("Search in every article"), True),
    "documents-undo": Case("enter b escape", shows("article 1 of 2"), True),
    "documents-redo": Case("enter b u escape", shows("article 1 of 2"), True),
    "second-pass": Case("", shows("nothing waits for a second pass"), True),
    "documents-feedback": Case("", shows("feedback comes when"), True),
    "tutorial": Case("", shows("The light is back"), True),
    "documents-back": Case("", shows("article 1 of 2"), True),
}
CASES = {"annotate": ANNOTATE, "documents": DOCUMENTS}
EVERY = in_force(DEFAULT_SCHEME, {})
BINDINGS = {screen: EVERY[screen] for screen in CASES}
"""Those of adjudication have a file of their own."""
EACH = [
    pytest.param(screen, binding, id=f"{screen}-{binding.id}")
    for screen, bindings in BINDINGS.items()
    for binding in bindings
]


@pytest.mark.parametrize("screen", BINDINGS)
def test_no_binding_is_left_out(screen: str) -> None:
    assert {b.id for b in BINDINGS[screen]} == set(CASES[screen])


async def does_what_it_says(desk: Desk, case: Case, binding: Binding) -> None:
    """See what is seen before and after; all keys of a binding are bound to the same."""
    first, *others = binding.key.split(",")
    await desk.press(*case.before.split())
    assert case.see(desk) != case.after
    bound = desk.app.screen._bindings.key_to_bindings
    assert all(bound[key][0].action == bound[first][0].action for key in others)
    await desk.press(first)
    await desk.settle()
    assert case.see(desk) == case.after


@pytest.mark.parametrize(("screen", "binding"), EACH)
async def test_each_key_does_what_it_says(folder: Path, screen: str, binding: Binding) -> None:
    case = CASES[screen][binding.id or ""]
    async with running(folder) as desk:
        if screen == "documents":
            await desk.press("escape")
        await does_what_it_says(desk, case, binding)
