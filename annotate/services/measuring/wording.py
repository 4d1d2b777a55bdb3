"""How figures of agreement are said, wherever they are shown."""

from collections.abc import Callable, Mapping

from annotate.agreement.base import NO_DOCUMENT, Figure
from annotate.core.plural import plural
from annotate.services.measuring.report import Agreement

NAMES = {
    "alpha": "alpha",
    "alpha_set": "alpha, sets of labels",
    "unitizing_alpha": "unitizing alpha",
    "kappa": "kappa",
    "f1_exact": "F1 exact",
    "f1_exact_unlabelled": "F1 exact, any label",
    "f1_overlap": "F1 overlapping",
    "f1_overlap_unlabelled": "F1 overlapping, any label",
    "links_exact": "links, F1 exact",
    "links_overlap": "links, F1 overlapping",
    "attachment": "links at matched heads",
    "paragraph_alpha": "paragraphs, alpha",
    "ac1": "paragraphs, AC1",
    "fleiss_kappa": "paragraphs, Fleiss' kappa",
    "percent": "paragraphs, same label",
    "gamma": "gamma",
}
NAMED = 6
"""People who are named, where nobody shares an article."""
SECOND = "a second person's are needed"
APART = "none of them the same; `annotate assign --overlap 2` gives each to two"
TENTATIVE, RELIABLE = 0.667, 0.8
"""K. Krippendorff, Content Analysis (2004), p. 241."""


def verdict(alpha: Figure) -> str:
    """What one may conclude; judged on the lower end of the interval."""
    low = alpha.lower_end
    if low is None:
        return f"no judgement: alpha has no interval ({alpha.why})"
    if low >= RELIABLE:
        return f"reliable: alpha is at least {RELIABLE}, by the lower end of its interval"
    if low >= TENTATIVE:
        return f"for tentative conclusions: alpha is at least {TENTATIVE}, by the lower end"
    return f"not reliable: alpha may be below {TENTATIVE}"


def near_copies_text(documents: int, independent: int) -> str:
    """How many stories the articles are, and what takes them for that; "" where none is a copy."""
    if documents == independent:
        return ""
    return f"{independent:,} if near-copies count once, as intervals by --bootstrap take them"


def nothing_text(found: Agreement, name: Callable[[str], str] = str) -> str:
    """Instead of all figures, where there are none: who has finished what, and what to do."""
    said = _finished_text(found.finished or {}, name)
    return f"– {NO_DOCUMENT}: {'of what was asked for ' if found.narrowed else ''}{said}"


def _finished_text(finished: Mapping[str, int], name: Callable[[str], str]) -> str:
    if not any(finished.values()):
        return "nobody has finished an article yet"
    (first, most), *others = finished.items()
    if not others:
        return f"only {name(first)} has finished any ({plural(most, 'article')}), {SECOND}"
    told = [f"{name(first)} has finished {most or 'none'}"]
    told += [f"{name(other)} {number or 'none'}" for other, number in others[: NAMED - 1]]
    more = len(others) + 1 - NAMED
    told += [f"{more:,} more some"] if more > 0 else []
    some = [*filter(None, finished.values())]
    return ", ".join([*told, APART] if len(some) > 1 else told)


def awaited_text(awaited: Mapping[str, int]) -> str:
    """Whose second passes are not done yet, and where they are found."""
    which = ", ".join(f"{name} {plural(number, 'article')}" for name, number in awaited.items())
    return f"second pass awaited: {which}; `A` in their list of articles leads there"


def left_out_text(left_out: Mapping[str, int]) -> str:
    """Which spans no figure counts."""
    spans = plural(sum(left_out.values()), "span")
    which = ", ".join(f"{label} {number:,}" for label, number in left_out.items())
    return f"{spans} left out, whose labels the scheme has no more: {which}"


def value_text(figure: Figure) -> str:
    """Three digits, or a dash."""
    return "–" if figure.value is None else f"{figure.value:.3f}"


def interval_text(figure: Figure) -> tuple[str, str]:
    """The interval, and why there is none or no value."""
    low, high = figure.lower_end, figure.upper_end
    if low is not None and high is not None:
        return f"{low:.3f} to {high:.3f}", figure.why
    seen = f", observed {figure.observed:.2f}" if isinstance(figure.observed, float) else ""
    return "–" if figure.value is not None else "", figure.why + seen
