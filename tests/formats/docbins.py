"""Records of an article with links for spaCy, and what is written of them."""

from pathlib import Path
from typing import Any

import spacy as library
from spacy.tokens import Doc, DocBin

from annotate.core.document import text_hash
from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats import spacy
from annotate.formats.base import Loss, Writing

TEXT = " 🚢 “No. ‘Never,’” said\u00a0Ann.\n\n\nCafé e\u0301 here. \u200b👩‍🚒"


def span(words: str, label: str, id: str) -> RecordSpan:
    start = TEXT.index(words)
    return RecordSpan(id=id, start=start, end=start + len(words), label=label, text=words)


QUOTE, WHO = span("“No. ‘Never,’”", "quote", "x:1"), span("said\u00a0Ann", "attribution", "x:2")
INNER, BODY = (
    span("‘Never,’", "quote", "x:3"),
    span("🚢 “No. ‘Never,’” said\u00a0Ann.", "body", "x:4"),
)
RECORD = Record(
    id="d",
    sha256=text_hash(TEXT),
    title="Ships 🚢",
    source="wire",
    language="en-GB",
    text=TEXT,
    annotator="ana",
    status="done",
    spans=(BODY, QUOTE, INNER, WHO),
    relations=(RecordRelation("attributes", "x:2", "x:1"),),
    notes=(RecordNote("Which Ann?", "x:2"),),
    flags=(),
    meta={"nd": True, "type": "O", "number": 2**70},
)
NOBODYS = Record(id="e", sha256=text_hash("Unread."), text="Unread.", annotator=None)


def written(folder: Path, *made: Record) -> Loss:
    folder.mkdir(exist_ok=True)
    return spacy.write(made, folder, Writing(DEFAULT_SCHEME))


def docs(folder: Path) -> list[Doc]:
    """The docs as spaCy itself reads them."""
    vocab = library.blank("en").vocab
    return [
        doc
        for path in sorted((folder / "train").glob("*.spacy"))
        for doc in DocBin().from_disk(path).get_docs(vocab)
    ]


def packed(*made: Doc, **how: Any) -> bytes:
    """A DocBin of docs that somebody else made."""
    return DocBin(docs=made, **how).to_bytes()
