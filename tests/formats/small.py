"""A few small articles, which two have labelled."""

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.document import Document, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.record import Record, to_record

CONTENT = AnnotationSet(
    spans=(Span(0, 9, "quote", "a"), Span(10, 16, "attribution", "b")),
    relations=(Relation("attributes", "b", "a"),),
    status="dd",
)


def small(number: int) -> Document:
    """One of them."""
    text = f"“No {number} 🚢,” said X.\n\n“More,” they\nsaid."
    paragraphs = tuple(find_paragraphs(text))
    return Document(sha256=text_hash(text), text=text, paragraphs=paragraphs, id=f"d{number}")


def labelled(number: int) -> list[Record]:
    """So many of them, as each of the two has labelled them."""
    return [to_record(small(n), who, CONTENT) for n in range(number) for who in ("ana", "ben")]
