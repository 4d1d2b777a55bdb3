"""From a record to the document that it holds: its text, its paragraphs and what is known of it."""

from annotate.core.document import Document, Range, text_hash
from annotate.core.errors import InputError
from annotate.core.paragraphs import find_paragraphs
from annotate.core.readings import Located, as_it_is
from annotate.core.record import Record

ID_LENGTH = 16
"""Hexadecimal digits of the hash that name a document which came without an id."""


def document_of(record: Record, located: Located) -> Document:
    """The document of a record that has a text. Raises InputError that names the field."""
    sha256 = text_hash(located.text)
    _check_hash(record, sha256)
    paragraphs = _paragraphs(record, located)
    return Document(
        sha256=sha256,
        text=located.text,
        paragraphs=paragraphs,
        id=record_id(record) or sha256[:ID_LENGTH],
        title=record.title or "",
        source=record.source or "",
        url=record.url or "",
        published=record.published or "",
        language=record.language or "",
        hints=_hints(record, paragraphs),
        meta=record.meta or {},
    )


def record_id(record: Record) -> str:
    """The document's id, which may have come as a number; "" if there is none."""
    return "" if record.id is None else str(record.id)


def read_paragraphs(record: Record, located: Located) -> tuple[Range, ...]:
    """The paragraphs that a record gives, as offsets into the stored text, not yet checked."""
    given = record.paragraphs or ()
    if located.read is as_it_is:
        return given
    try:
        return tuple([(located.read(start), located.read(end)) for start, end in given])
    except ValueError as error:
        raise InputError(str(error), "$.paragraphs", "or leave `paragraphs` out") from error


def _check_hash(record: Record, sha256: str) -> None:
    """The hash may also be that of the text as it came."""
    given = (record.sha256 or sha256).lower()
    if given != sha256 and given != text_hash(record.text or ""):
        what = f"the text's hash is {sha256[:12]}…, not {given[:12]}…"
        raise InputError(what, "$.sha256", "was the text changed? or leave the hash out")


def _paragraphs(record: Record, located: Located) -> tuple[Range, ...]:
    paragraphs = read_paragraphs(record, located)
    if not paragraphs:
        return _found_paragraphs(located.text)
    last, length = 0, len(located.text)
    for index, (start, end) in enumerate(paragraphs):
        if not last <= start < end <= length:
            what = f"paragraph {start}–{end} is empty, out of order or outside the text"
            raise InputError(what, f"$.paragraphs[{index}]", "or leave `paragraphs` out")
        last = end
    return paragraphs


def _found_paragraphs(text: str) -> tuple[Range, ...]:
    paragraphs = find_paragraphs(text)
    if not paragraphs:
        raise InputError("no text in it", "$.text")
    return paragraphs


def _hints(record: Record, paragraphs: tuple[Range, ...]) -> tuple[str | None, ...]:
    hints = record.hints or ()
    if hints and len(hints) != len(paragraphs):
        what = f"{len(hints)} hints for {len(paragraphs)} paragraphs"
        raise InputError(what, "$.hints", "give one a paragraph, or null for it")
    return hints
