"""The article on which the keys are learned, and what is suggested of it, rightly and wrongly."""

from collections.abc import Iterator

from annotate.core.document import Document, Range, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.suggestion import Suggestion, Suggestions, suggestion_order

QUOTE, ATTRIBUTION, CAPTION, _, BODY = (label.name for label in DEFAULT_SCHEME.labels)
WRONG = "“new”"
"""A suggestion that is to be rejected: nobody says it."""
PARAGRAPHS = (
    "The lighthouse at Corrin Head will be lit again tonight, after nine weeks in the dark.",
    "A ship’s anchor had cut the cable that feeds it.",
    "Since then a lamp on the roof of the chapel has stood in for it.",
    "“We counted every one of those nights,” said Ines Falk, who keeps the light.",
    "Bram Osk, the harbour master, radioed back at six. “We see you.”",
    f"People call it the {WRONG} light; it was built in 1911.",
    "Keep the dog off the stairs, said the note on her door.",
    "Ines Falk on the gallery with Biscuit, her dog. Photograph: Tom Arden",
    "The tower can be climbed again from Saturday.",
)
PLAIN, CALLED, UNLINKED, DOUBTFUL, BARE, PICTURE = 1, 3, 4, 5, 6, 7
"""Which paragraph is there for what; two plain ones follow each other."""
SUGGESTED = (
    *((BODY, PARAGRAPHS[number]) for number in (0, 1, 2, len(PARAGRAPHS) - 1)),
    (ATTRIBUTION, "Bram Osk, the harbour master, radioed back"),
    (QUOTE, "“We see you.”"),
    (QUOTE, WRONG),
)
"""Labels, and the words that they are suggested for."""
SCORE = 0.95
TEXT = "\n\n".join(PARAGRAPHS)


def document() -> Document:
    """The article."""
    return Document(
        sha256=text_hash(TEXT),
        text=TEXT,
        paragraphs=find_paragraphs(TEXT),
        id="tutorial",
        title="The light is back",
    )


def place_of(words: str) -> Range:
    """Where these words stand in it."""
    start = TEXT.index(words)
    return start, start + len(words)


def suggestions() -> Suggestions:
    """What is suggested of it: the same everywhere, whatever the project's suggesters would say."""
    return Suggestions(tuple(sorted(_suggested(), key=suggestion_order)))


def _suggested() -> Iterator[Suggestion]:
    for label, words in SUGGESTED:
        yield Suggestion(*place_of(words), label, "put here to be practised on", SCORE, "tutorial")
