"""Pages from a text and the elements of its paragraphs, and what is suggested of their blocks."""

from collections.abc import Sequence

from annotate.core.document import Document, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.suggestion import NONE, Suggestion, Suggestions, merged
from annotate.suggesters import advertisements, body, captions

PROSE = (
    "The harbour board voted on Tuesday to close the north quay for a year, and the ferry company "
    "said that it would move its boats to the old coal pier until the work is done.",
    "Fishermen who land their catch at the quay said they had not been asked. About forty boats "
    "will have to go round the point, which costs each of them an hour and its fuel.",
    "The board’s engineer said the wall had moved by eleven centimetres since the spring, and that "
    "nobody could say whether it would stand another winter of gales from the north.",
)
"""Three paragraphs that any reader takes for an article's."""


def page(paragraphs: Sequence[str], hints: Sequence[str | None] = ()) -> Document:
    text = "\n\n".join(paragraphs)
    return Document(
        sha256=text_hash(text),
        text=text,
        paragraphs=find_paragraphs(text),
        hints=tuple(hints),
    )


def blocks_of(about: Document) -> Suggestions:
    """What the three suggesters of blocks propose, one after the other."""
    found = NONE
    for member in (captions, advertisements, body):
        found = merged(found, member.suggest(about, found))
    return found


def blocks(*paragraphs: str, hints: Sequence[str | None] = ()) -> list[str]:
    """The label of each paragraph, or "" for none."""
    about = page(paragraphs, hints)
    by_place = {s.range: s for s in blocks_of(about).spans}
    return [by_place[p].label if p in by_place else "" for p in about.paragraphs]


def among_prose(line: str) -> Suggestion | None:
    """What is suggested of a line between paragraphs of prose."""
    about = page((PROSE[0], PROSE[1], line, PROSE[2]))
    start, end = about.paragraphs[2]
    return next((s for s in blocks_of(about).spans if s.range == (start, end)), None)
