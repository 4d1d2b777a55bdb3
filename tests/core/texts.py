"""Texts as hostile as the web's: what joins, what turns round, what is wider than it looks."""

from collections.abc import Callable

from hypothesis import strategies as st

from annotate.core.document import Range

Divide = Callable[[str, int, int], list[Range]]
PIECES = [
    *"aaeAbZ  \n.,;:!?-–—…0129’'\"“”„‘‚«»‹›「」()[]",
    "\n\n",
    "\u00a0",
    "e\u0301",
    "\u0301",
    "\u200d",
    "\ufe0f",
    "👩\u200d👩\u200d👧",
    "👍🏽",
    "🇩",
    "🇩🇪",
    "한",
    "\u1100",
    "\u1161",
    "\u11a8",
    "क्",
    "ष",
    "ि",
    "\u0600",
    "\u0600.",
    "กำ",
    " \u0301",
    "א",
    "日本",
    "\u2028",
    "\x85",
    "\t",
    "\u200b",
    " he said ",
]
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"),
    ),
    max_size=40,
).map("".join)
"""Any text as it is stored: without NUL, CR and lone surrogates."""


def parts(divide: Divide, text: str) -> list[str]:
    """What a text divides into, as text."""
    return [text[start:end] for start, end in divide(text, 0, len(text))]
