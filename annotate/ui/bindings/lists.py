"""The keys of lists: of articles, of figures and disagreements, of what is to be settled."""

from annotate.ui.bindings.common import agreement, key, tutorial

DOCUMENTS = [
    key("open", "enter", "open", "open", "Label this article"),
    key("next-document", "down,j", "move(1)", "next"),
    key("previous-document", "up,k", "move(-1)", "previous"),
    key("documents-page-down", "pagedown", "page(1)", "page down"),
    key("documents-page-up", "pageup", "page(-1)", "page up"),
    key("first-document", "home", "first", "first"),
    key("last-document", "end", "last", "last"),
    key("documents-unfinished", "N", "unfinished", "next unfinished", "Open it at once"),
    key("filter", "f", "filter", "show", "All, unfinished, done, set aside, flagged"),
    key("order", "o", "order", "sort", "By import, title, source, date, progress, uncertain first"),
    key("mine", "m", "mine", "mine", "Only what was given to you, or everything"),
    key("find", "slash", "find", "find", "In titles and sources"),
    key("find-text", "ctrl+f", "app.search_project", "search all", "In every article's text"),
    agreement(),
    key("documents-undo", "u,ctrl+z", "undo", "undo", "Goes to where it was"),
    key("documents-redo", "U,ctrl+y", "redo", "redo", "Goes to where it was"),
    key(
        "second-pass",
        "A",
        "app.second_pass",
        "second pass",
        "The articles that you were asked to label again; and back",
    ),
    key(
        "documents-feedback",
        "ctrl+g",
        "feedback",
        "feedback",
        "Your labels beside gold, of an article that is done and settled",
    ),
    tutorial(),
    key("documents-back", "escape", "back", "back", "To the article"),
]

ROWS = [
    key("next-row", "down,j", "move(1)", "next"),
    key("previous-row", "up,k", "move(-1)", "previous"),
    key("rows-page-down", "pagedown", "page(1)", "page down"),
    key("rows-page-up", "pageup", "page(-1)", "page up"),
    key("first-row", "home", "edge(-1)", "first"),
    key("last-row", "end", "edge(1)", "last"),
]
AGREEMENT = [
    key(
        "agreement-open", "enter", "open", "open", "What lies behind; the article of a disagreement"
    ),
    *ROWS,
    key("agreement-reveal", "v", "reveal", "names", "Who is who; again: letters"),
    key(
        "agreement-reviewers",
        "r",
        "reviewers",
        "reviewers",
        "Those who settled the same articles, one against another; again: annotators",
    ),
    key("agreement-back", "escape", "back", "back", "To the figures, then to where you were"),
]
QUEUE = [
    key("queue-open", "enter", "open", "open", "Settle this article"),
    *ROWS,
    key("queue-unsettled", "N", "unsettled", "next to settle", "Open it at once"),
    key("queue-gold", "D", "gold", "whose is gold", "The next reviewer's of this article is gold"),
    agreement(),
    key("queue-back", "escape", "back", "back", "To the article"),
]
