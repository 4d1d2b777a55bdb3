"""A few words of a text, on one line."""

LONGEST = 24
"""Characters of a text that a message quotes."""

BLANK, MOST_BLANKS = "␣", 3


def excerpt(text: str, start: int, end: int, longest: int = LONGEST) -> str:
    """The beginning of text[start:end] with single blanks; … stands for what is left out."""
    looked_at = min(end, start + 4 * longest)  # a span may be as long as the article
    words = " ".join(text[start:looked_at].split())
    whole = looked_at == end and len(words) <= longest
    return words if whole else f"{words[:longest].rstrip()}…"


def both_ends(text: str, longest: int) -> str:
    """A text with single blanks; … stands for what is left out in its middle.

    Blanks at its ends are seen: two excerpts may differ by them alone.
    """
    if len(text) > 8 * longest:  # a span may be as long as the article
        text = f"{text[: 4 * longest]} {text[-4 * longest :]}"
    words, half = with_edges(text), longest // 2
    return words if len(words) <= longest else f"{words[:half].rstrip()}…{words[-half:].lstrip()}"


def with_edges(text: str) -> str:
    """A text with single blanks, and ␣ for each at its ends; `␣×5` where they are many."""
    words = " ".join(text.split())
    if not words:
        return _edge(len(text))
    before, after = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    return f"{_edge(before)}{words}{_edge(after)}"


def _edge(blanks: int) -> str:
    return BLANK * blanks if blanks <= MOST_BLANKS else f"{BLANK}×{blanks}"
