"""A few words of a text, on one line."""

LONGEST = 24
"""Characters of a text that a message quotes."""


def excerpt(text: str, start: int, end: int, longest: int = LONGEST) -> str:
    """The beginning of text[start:end] with single blanks; … stands for what is left out."""
    looked_at = min(end, start + 4 * longest)  # a span may be as long as the article
    words = " ".join(text[start:looked_at].split())
    whole = looked_at == end and len(words) <= longest
    return words if whole else f"{words[:longest].rstrip()}…"
