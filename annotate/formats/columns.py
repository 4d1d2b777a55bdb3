"""The keys of the native record as columns, for those who read tables: what each holds."""

from annotate.core.record import Record

SPAN = {
    "id": "string",
    "start": "int32",
    "end": "int32",
    "label": "string",
    "text": "string",
    "origin": "string",
    "score": "float64",
}
LINK = {"label": "string", "head": "string", "child": "string"}
VARIED = {
    "published",  # as a string it would be read as a point in time
    "paragraphs",
    "hints",
    "appearances",
    "notes",
    "flags",
    "rejections",
    "settlement",
    "meta",
}
"""What `datasets` is to leave as it is in JSON."""
TEXTS = (
    "id",
    "sha256",
    "source",
    "url",
    "published",
    "language",
    "annotator",
    "status",
    "title",
    "text",
)
COLUMNS = {
    **{name: "json" if name in VARIED else "string" for name in Record.__struct_fields__},
    "spans": SPAN,
    "relations": LINK,
}
"""The types of all keys, as `datasets` calls them."""
