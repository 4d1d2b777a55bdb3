"""Every key: which action it runs on which screen, under the id by which it is remapped.

Footer, help, command palette and remapping all derive from these lists. A label's letter and the
digits come from the scheme: see keymap.
"""

from textual.binding import Binding

MOST_LABELS = 24
"""Labels that can have a key; the first nine have a digit too."""
MOST_VERSIONS = 9
"""Versions of one conflict that a digit takes."""


def _(id: str, key: str, action: str, description: str, tooltip: str = "") -> Binding:
    return Binding(key, action, description, tooltip=tooltip or description, id=id)


def _labels() -> list[Binding]:
    """One binding a label; those that the scheme lacks are never active."""
    return [
        _(f"label-{n}", str(n) if n < 10 else f"f{n + 3}", f"label({n - 1})", f"label {n}")
        for n in range(1, MOST_LABELS + 1)
    ]


def _letters() -> list[Binding]:
    """The same without digits and function keys: the scheme's letter alone."""
    return [
        _(f"letter-{n}", "", f"label({n - 1})", f"label {n}") for n in range(1, MOST_LABELS + 1)
    ]


def _agreement() -> Binding:
    said = "For reviewers: the figures, and the disagreements behind each"
    return _("agreement", "ctrl+a", "app.show_agreement", "agreement", said)


def _tutorial() -> Binding:
    said = "The ten keys in two minutes; nothing of it is kept"
    return _("tutorial", "f2", "app.show_tutorial", "tutorial", said)


COMMON = [
    _(
        "help",
        "question_mark,f1",
        "app.show_help",
        "help",
        "Every key of this screen, and what it does",
    ),
    _(
        "guidelines",
        "g",
        "app.show_guidelines",
        "guidelines",
        "What each label is for, decided hard cases",
    ),
    _("palette", "ctrl+p", "app.command_palette", "commands", "Everything that can be done here"),
    _("annotator", "at", "app.switch_annotator", "annotator", "Somebody else sits down here"),
    _("theme", "ctrl+t", "app.next_theme", "theme", "Dark, light, or without colour"),
    _("quit", "ctrl+q", "app.quit", "quit", "Leave; everything is saved already"),
]

ANNOTATE = [
    _(
        "done",
        "enter",
        "done",
        "done · next",
        "Accept what is suggested, paragraph done, next",
    ),
    _("run", "space", "done_run", "and on", "The same, and on over paragraphs that want no eyes"),
    *_labels(),
    _("link", "r", "link(0)", "link", "Link to the nearest quotation; again: the next, then none"),
    _(
        "continue",
        "R",
        "link(1)",
        "continue",
        "Joins a quotation to the part before; links an attribution to one more",
    ),
    _("grow", "e", "grow", "grow", "Word, quotation, clause, sentence, paragraph, more paragraphs"),
    _("shrink", "E", "shrink", "shrink", "Take the last growing back"),
    _("undo", "u,ctrl+z", "undo", "undo", "Over all articles and restarts"),
    _("redo", "U,ctrl+y", "redo", "redo", "Take the last undo back"),
    _("remove", "x", "remove", "remove", "Remove the span here, or reject what is suggested"),
    _("clear", "X", "clear", "clear", "Remove every span of the paragraph"),
    _("carry", "C", "carry", "carry over", "Your labels of a copy, into paragraphs that it shares"),
    _("next-span", "tab", "tab(1)", "next span", "The keys then act on it; a label key relabels"),
    _("previous-span", "shift+tab", "tab(-1)", "previous span"),
    _("next-paragraph", "down,j", "paragraph(1)", "next paragraph"),
    _("previous-paragraph", "up,k", "paragraph(-1)", "previous paragraph"),
    _("page-down", "pagedown", "page(1)", "page down"),
    _("page-up", "pageup", "page(-1)", "page up"),
    _("first-paragraph", "home", "first", "first paragraph"),
    _("last-paragraph", "end", "last", "last paragraph"),
    _(
        "next-open",
        "o",
        "open_paragraph",
        "next open",
        "The next paragraph neither done nor skipped",
    ),
    _("goto", "colon", "goto", "go to", "A paragraph by its number"),
    _("next-word", "right,l", "word('right')", "next word"),
    _("previous-word", "left,h", "word('left')", "previous word"),
    _("next-sentence", "ctrl+right", "sentence('right')", "next sentence", "At last the last word"),
    _("previous-sentence", "ctrl+left", "sentence('left')", "previous sentence"),
    _(
        "to-word",
        "apostrophe",
        "to_word",
        "to word",
        "Then a letter: the next word with that initial",
    ),
    _(
        "reach-word",
        "quotation_mark",
        "reach_word",
        "reach word",
        "Then a letter: up to the end of the next word with that initial",
    ),
    _("extend-right", "shift+right,L", "extend('right')", "extend", "Select one more word"),
    _("extend-left", "shift+left,H", "extend('left')", "extend back", "One word back"),
    _("end-right", "full_stop", "edge('end','right')", "end →", "The end one character on"),
    _("end-left", "comma", "edge('end','left')", "end ←", "The end one character back"),
    _("start-right", "greater_than_sign", "edge('start','right')", "start →"),
    _("start-left", "less_than_sign", "edge('start','left')", "start ←"),
    _("start-word-right", "right_curly_bracket", "start_word('right')", "start word →"),
    _("start-word-left", "left_curly_bracket", "start_word('left')", "start word ←"),
    _(
        "next-article",
        "right_square_bracket,ctrl+down",
        "article(1)",
        "next article",
        "In the list's order",
    ),
    _(
        "previous-article",
        "left_square_bracket,ctrl+up",
        "article(-1)",
        "previous article",
        "In the list's order",
    ),
    _(
        "unfinished",
        "N",
        "unfinished",
        "next unfinished",
        "In that order too; while searching: the previous match",
    ),
    _("skip", "s", "skip", "skip", "Set the paragraph aside; again: take it back"),
    _("skip-article", "S", "skip_article", "not usable", "Set the whole article aside"),
    _("note", "n", "note(False)", "note", "On the span or paragraph; while searching: next match"),
    _("note-article", "ctrl+n", "note(True)", "note on article"),
    _("flag", "f", "flag(False)", "flag", "Look at this again: the span, or the paragraph"),
    _("flag-article", "F", "flag(True)", "flag article"),
    _("next-remark", "m", "remark(1)", "next remark", "The next paragraph with a note or a flag"),
    _("previous-remark", "M", "remark(-1)", "previous remark"),
    _("why", "w", "why", "why", "Why this is suggested, or where a label came from"),
    _(
        "hide-suggestions",
        "asterisk",
        "app.hide_suggestions",
        "hide suggestions",
        "Or show them again; what is hidden is not accepted either",
    ),
    _(
        "suggesters",
        "ctrl+o",
        "app.show_suggesters",
        "suggesters",
        "Which of them speak, how often they were right, how sure they must be",
    ),
    _(
        "search",
        "slash",
        "search",
        "search",
        "In this article; then the next and the previous match",
    ),
    _("search-project", "ctrl+f", "app.search_project", "search all", "In every article"),
    _(
        "feedback",
        "ctrl+g",
        "app.show_feedback",
        "feedback",
        "Your labels beside gold, once the article is done and settled",
    ),
    _("panel", "p", "panel", "side panel", "Show or hide it"),
    _tutorial(),
    _("back", "escape", "back", "back", "Leave the selection; then the list of articles"),
]

DOCUMENTS = [
    _("open", "enter", "open", "open", "Label this article"),
    _("next-document", "down,j", "move(1)", "next"),
    _("previous-document", "up,k", "move(-1)", "previous"),
    _("documents-page-down", "pagedown", "page(1)", "page down"),
    _("documents-page-up", "pageup", "page(-1)", "page up"),
    _("first-document", "home", "first", "first"),
    _("last-document", "end", "last", "last"),
    _("documents-unfinished", "N", "unfinished", "next unfinished", "Open it at once"),
    _("filter", "f", "filter", "show", "All, unfinished, done, set aside, flagged"),
    _("order", "o", "order", "sort", "By import, title, source, date, progress, uncertain first"),
    _("mine", "m", "mine", "mine", "Only what was given to you, or everything"),
    _("find", "slash", "find", "find", "In titles and sources"),
    _("find-text", "ctrl+f", "app.search_project", "search all", "In every article's text"),
    _agreement(),
    _("documents-undo", "u,ctrl+z", "undo", "undo", "Goes to where it was"),
    _("documents-redo", "U,ctrl+y", "redo", "redo", "Goes to where it was"),
    _(
        "second-pass",
        "A",
        "app.second_pass",
        "second pass",
        "The articles that you were asked to label again; and back",
    ),
    _(
        "documents-feedback",
        "ctrl+g",
        "feedback",
        "feedback",
        "Your labels beside gold, of an article that is done and settled",
    ),
    _tutorial(),
    _("documents-back", "escape", "back", "back", "To the article"),
]

NOT_IN_ADJUDICATION = {
    *("done", "run", "next-span", "previous-span", "next-open", "skip", "skip-article", "why"),
    *("flag", "flag-article", "hide-suggestions", "suggesters", "carry", "feedback", "tutorial"),
    *(binding.id for binding in _labels()),
}
"""What labelling has a key for, and adjudication another or none."""
ADJUDICATE = [
    _(
        "onward",
        "enter",
        "onward",
        "next",
        "The paragraph's next open conflict; where none is left, paragraph done, next",
    ),
    _(
        "agreed",
        "space",
        "agreed",
        "take agreed",
        "What all versions have, in the whole article; where nothing differs a paragraph is done",
    ),
    _("next-conflict", "tab", "conflict(1)", "next conflict", "Settled or not, in any paragraph"),
    _("previous-conflict", "shift+tab", "conflict(-1)", "previous conflict"),
    *(_(f"take-{n}", str(n), f"take({n})", f"take {n}") for n in range(1, MOST_VERSIONS + 1)),
    _("take-none", "0", "take(0)", "none", "None of the versions is right: label what is"),
    *_letters(),
    _("reveal", "v,ctrl+r", "reveal", "names", "Whose the versions are; again: letters"),
    _(
        "unclear",
        "exclamation_mark",
        "unclear",
        "guideline unclear",
        "Flag the paragraph, and say what the guideline leaves open",
    ),
    _agreement(),
    *(binding for binding in ANNOTATE if binding.id not in NOT_IN_ADJUDICATION),
]

ROWS = [
    _("next-row", "down,j", "move(1)", "next"),
    _("previous-row", "up,k", "move(-1)", "previous"),
    _("rows-page-down", "pagedown", "page(1)", "page down"),
    _("rows-page-up", "pageup", "page(-1)", "page up"),
    _("first-row", "home", "edge(-1)", "first"),
    _("last-row", "end", "edge(1)", "last"),
]
AGREEMENT = [
    _("agreement-open", "enter", "open", "open", "What lies behind; the article of a disagreement"),
    *ROWS,
    _("agreement-reveal", "v", "reveal", "names", "Who is who; again: letters"),
    _(
        "agreement-reviewers",
        "r",
        "reviewers",
        "reviewers",
        "Those who settled the same articles, one against another; again: annotators",
    ),
    _("agreement-back", "escape", "back", "back", "To the figures, then to where you were"),
]
QUEUE = [
    _("queue-open", "enter", "open", "open", "Settle this article"),
    *ROWS,
    _("queue-unsettled", "N", "unsettled", "next to settle", "Open it at once"),
    _("queue-gold", "D", "gold", "whose is gold", "The next reviewer's of this article is gold"),
    _agreement(),
    _("queue-back", "escape", "back", "back", "To the article"),
]

SCREENS = {
    "annotate": [*ANNOTATE, *COMMON],
    "documents": [*DOCUMENTS, *COMMON],
    "adjudicate": [*ADJUDICATE, *COMMON],
    "agreement": [*AGREEMENT, *COMMON],
    "queue": [*QUEUE, *COMMON],
}
"""Which bindings meet on one screen, where no key may stand for two things."""
