"""The keys of adjudication: those of labelling, but for what settles conflicts."""

from textual.binding import Binding

from annotate.ui.bindings.common import agreement, key
from annotate.ui.bindings.labelling import ANNOTATE, MOST_LABELS, labels

MOST_VERSIONS = 9
"""Versions of one conflict that a digit takes."""


def _letters() -> list[Binding]:
    """One binding a label without digit and function key: the scheme's letter alone."""
    return [
        key(f"letter-{n}", "", f"label({n - 1})", f"label {n}") for n in range(1, MOST_LABELS + 1)
    ]


NOT_IN_ADJUDICATION = {
    *("done", "run", "next-span", "previous-span", "next-open", "skip", "skip-article", "why"),
    *("flag", "flag-article", "hide-suggestions", "suggesters", "carry", "feedback", "tutorial"),
    *("extend-down", "extend-up", "extend-page", "extend-last"),
    *(binding.id for binding in labels()),
}
"""What labelling has a key for, and adjudication another or none."""
ADJUDICATE = [
    key(
        "onward",
        "enter",
        "onward",
        "next",
        "The paragraph's next open conflict; where none is left, paragraph done, next",
    ),
    key(
        "agreed",
        "space",
        "agreed",
        "take agreed",
        "What all versions have, in the whole article; where nothing differs a paragraph is done",
    ),
    key("next-conflict", "tab", "conflict(1)", "next conflict", "Settled or not, in any paragraph"),
    key("previous-conflict", "shift+tab", "conflict(-1)", "previous conflict"),
    *(key(f"take-{n}", str(n), f"take({n})", f"take {n}") for n in range(1, MOST_VERSIONS + 1)),
    key("take-none", "0", "take(0)", "none", "None of the versions is right: label what is"),
    *_letters(),
    key("reveal", "v,ctrl+r", "reveal", "names", "Whose the versions are; again: letters"),
    key(
        "unclear",
        "exclamation_mark",
        "unclear",
        "guideline unclear",
        "Flag the paragraph, and say what the guideline leaves open",
    ),
    agreement(),
    *(binding for binding in ANNOTATE if binding.id not in NOT_IN_ADJUDICATION),
]
