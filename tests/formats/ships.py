"""A record of an article with labels and links, and one that nobody labelled, to be written."""

from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats.base import Writing

TEXT = "🚢 “No. Never,” said Ann.\n\nMore here."
QUOTE = RecordSpan(id="x:1", start=2, end=14, label="quote", text=TEXT[2:14])
WHO = RecordSpan(id="x:2", start=15, end=23, label="attribution", text="said Ann", score=0.5)
BODY = RecordSpan(id="x:3", start=0, end=24, label="body", text=TEXT[:24])
LINK = RecordRelation("attributes", "x:2", "x:1")
RECORD = Record(
    id="d",
    sha256="ab12",
    url="https://wire.example/d",
    text=TEXT,
    paragraphs=((0, 24), (26, 36)),
    annotator="ana",
    status="done",
    paragraph_status="dd",
    spans=(BODY, QUOTE, WHO),
    relations=(LINK,),
    notes=(RecordNote("All of it?"), RecordNote("Which Ann?", "x:2")),
)
NOBODYS = Record(id="e", sha256="cd34", text="Unread.", annotator=None)
HOW = Writing(DEFAULT_SCHEME)
