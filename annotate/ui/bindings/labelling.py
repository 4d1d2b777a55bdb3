"""The keys of labelling."""

from textual.binding import Binding

from annotate.ui.bindings.common import key, tutorial

MOST_LABELS = 24
"""Labels that can have a key; the first nine have a digit too."""


def labels() -> list[Binding]:
    """One binding a label; those that the scheme lacks are never active."""
    return [
        key(f"label-{n}", str(n) if n < 10 else f"f{n + 3}", f"label({n - 1})", f"label {n}")
        for n in range(1, MOST_LABELS + 1)
    ]


ANNOTATE = [
    key(
        "done",
        "enter",
        "done",
        "done · next",
        "Accept what is suggested, paragraph done, next",
    ),
    key("run", "space", "done_run", "and on", "The same, and on over paragraphs that want no eyes"),
    *labels(),
    key(
        "link", "r", "link(0)", "link", "Link to the nearest quotation; again: the next, then none"
    ),
    key(
        "continue",
        "R",
        "link(1)",
        "continue",
        "Joins a quotation to the part before; links an attribution to one more",
    ),
    key(
        "grow", "e", "grow", "grow", "Word, quotation, clause, sentence, paragraph, more paragraphs"
    ),
    key("shrink", "E", "shrink", "shrink", "Take the last growing back"),
    key("undo", "u,ctrl+z", "undo", "undo", "Over all articles and restarts"),
    key("redo", "U,ctrl+y", "redo", "redo", "Take the last undo back"),
    key("remove", "x", "remove", "remove", "Remove the span here, or reject what is suggested"),
    key("clear", "X", "clear", "clear", "Remove every span of the paragraph"),
    key(
        "carry", "C", "carry", "carry over", "Your labels of a copy, into paragraphs that it shares"
    ),
    key("next-span", "tab", "tab(1)", "next span", "The keys then act on it; a label key relabels"),
    key("previous-span", "shift+tab", "tab(-1)", "previous span"),
    key("next-paragraph", "down,j", "paragraph(1)", "next paragraph"),
    key("previous-paragraph", "up,k", "paragraph(-1)", "previous paragraph"),
    key("page-down", "pagedown", "page(1)", "page down"),
    key("page-up", "pageup", "page(-1)", "page up"),
    key("first-paragraph", "home", "first", "first paragraph"),
    key("last-paragraph", "end", "last", "last paragraph"),
    key(
        "next-open",
        "o",
        "open_paragraph",
        "next open",
        "The next paragraph neither done nor skipped",
    ),
    key("goto", "colon", "goto", "go to", "A paragraph by its number"),
    key("next-word", "right,l", "word('right')", "next word"),
    key("previous-word", "left,h", "word('left')", "previous word"),
    key(
        "next-sentence", "ctrl+right", "sentence('right')", "next sentence", "At last the last word"
    ),
    key("previous-sentence", "ctrl+left", "sentence('left')", "previous sentence"),
    key(
        "to-word",
        "apostrophe",
        "to_word",
        "to word",
        "Then a letter: the next word with that initial",
    ),
    key(
        "reach-word",
        "quotation_mark",
        "reach_word",
        "reach word",
        "Then a letter: up to the end of the next word with that initial",
    ),
    key("extend-right", "shift+right,L", "extend('right')", "extend", "Select one more word"),
    key("extend-left", "shift+left,H", "extend('left')", "extend back", "One word back"),
    key(
        "extend-down",
        "shift+down",
        "extend_paragraphs(1)",
        "select paragraphs",
        "The one here, then the next ones too; ⏎ ends all those without suggestions",
    ),
    key("extend-up", "shift+up", "extend_paragraphs(-1)", "select upwards", "Or one fewer"),
    key(
        "extend-page",
        "shift+pagedown,V",
        "extend_page",
        "select the page",
        "What is in sight from here on, then a page more",
    ),
    key(
        "extend-last", "shift+end", "extend_to_last", "select the rest", "All paragraphs from here"
    ),
    key("end-right", "full_stop", "edge('end','right')", "end →", "The end one character on"),
    key("end-left", "comma", "edge('end','left')", "end ←", "The end one character back"),
    key("start-right", "greater_than_sign", "edge('start','right')", "start →"),
    key("start-left", "less_than_sign", "edge('start','left')", "start ←"),
    key("start-word-right", "right_curly_bracket", "start_word('right')", "start word →"),
    key("start-word-left", "left_curly_bracket", "start_word('left')", "start word ←"),
    key(
        "next-article",
        "right_square_bracket,ctrl+down",
        "article(1)",
        "next article",
        "Of those that the list shows, in its order",
    ),
    key(
        "previous-article",
        "left_square_bracket,ctrl+up",
        "article(-1)",
        "previous article",
        "Of those that the list shows, in its order",
    ),
    key(
        "unfinished",
        "N",
        "unfinished",
        "next unfinished",
        "In that order too; while searching: the previous match",
    ),
    key(
        "skip", "s", "skip", "skip", "Set the paragraph aside, next; if it is aside: take that back"
    ),
    key("skip-article", "S", "skip_article", "not usable", "Set the whole article aside"),
    key(
        "note", "n", "note(False)", "note", "On the span or paragraph; while searching: next match"
    ),
    key("note-article", "ctrl+n", "note(True)", "note on article"),
    key("flag", "f", "flag(False)", "flag", "Look at this again: the span, or the paragraph"),
    key("flag-article", "F", "flag(True)", "flag article"),
    key("next-remark", "m", "remark(1)", "next remark", "The next paragraph with a note or a flag"),
    key("previous-remark", "M", "remark(-1)", "previous remark"),
    key("why", "w", "why", "why", "Why this is suggested, or where a label came from"),
    key(
        "hide-suggestions",
        "asterisk",
        "app.hide_suggestions",
        "hide suggestions",
        "Or show them again; what is hidden is not accepted either",
    ),
    key(
        "suggesters",
        "ctrl+o",
        "app.show_suggesters",
        "suggesters",
        "Which of them speak, how often they were right, how sure they must be",
    ),
    key(
        "search",
        "slash",
        "search",
        "search",
        "In this article; then the next and the previous match",
    ),
    key("search-project", "ctrl+f", "app.search_project", "search all", "In every article"),
    key(
        "feedback",
        "ctrl+g",
        "app.show_feedback",
        "feedback",
        "Your labels beside gold, once the article is done and settled",
    ),
    key("panel", "p", "panel", "side panel", "Show or hide it"),
    tutorial(),
    key("back", "escape", "back", "back", "Leave the selection; then the list of articles"),
]
