"""Links that come by themselves, plain from where two spans stand or what a paragraph holds."""

import re
from collections.abc import Iterator

from annotate.core.annotation_set import Relation, Span
from annotate.core.content_index import ContentIndex
from annotate.core.document import Document
from annotate.core.quotations import quotations_of
from annotate.core.scheme import RelationType, Scheme
from annotate.services.annotating import linking

NEAR = 150
"""Characters that may lie between the two where a link is plain, with no sentence ending there."""
LONGEST = 20_000
"""Characters of a paragraph, at most, that somebody said as a whole."""
SENTENCE_END = re.compile(r"[.!?…]")


def plain_links(
    document: Document, content: ContentIndex, span: Span, scheme: Scheme
) -> list[Relation]:
    """The links that a new span gets by itself: to what stands right beside it, not yet linked.

    Of two who may have said the same, the nearer one has. In a paragraph without a quotation it is
    the paragraph as a whole that somebody said, where that may be linked.
    """
    kind = next(iter(linking.kinds_of(scheme, span)), None)
    if kind is None:
        return []
    if linking.is_whole(scheme, span):
        return list(_from_inside(document, content, span, kind))
    beside = _beside(document, content, span, scheme, kind)
    return beside or list(_to_around(document, content, span, scheme, kind))


def _beside(
    document: Document, content: ContentIndex, span: Span, scheme: Scheme, kind: RelationType
) -> list[Relation]:
    plain: dict[str, Relation] = {}
    for link in linking.candidates(document, content, scheme, span, kind):
        other = content.span(link.child if link.head == span.id else link.head)
        if not other or not linking.has_part(scheme, other):
            continue
        free = not linking.links_to(content, link.child, kind)
        if free and _is_plain(document, content, span, other, kind):
            plain.setdefault(link.child, link)
    return list(plain.values())


# --- a paragraph as a whole --------------------------------------------------------------------


def _from_inside(
    document: Document, content: ContentIndex, whole: Span, kind: RelationType
) -> Iterator[Relation]:
    """The links to a paragraph from each attribution in it that has none."""
    inside = (s for s in content.overlapping(*whole.range) if linking.is_inside(s, whole))
    heads = [s for s in inside if s.label in kind.head and not linking.links_of(content, s, kind)]
    if heads and _is_unquoted(document, content, whole, kind):
        yield from (
            linking.link_of(s, whole, kind) for s in heads if not _leads_on(document, s, whole)
        )


def _to_around(
    document: Document, content: ContentIndex, span: Span, scheme: Scheme, kind: RelationType
) -> Iterator[Relation]:
    """The link from a new attribution to the paragraph around it."""
    for whole in content.overlapping(*span.range):
        able = linking.is_whole(scheme, whole) and linking.may_link(span, whole, kind)
        if able and linking.is_inside(span, whole) and not _leads_on(document, span, whole):
            if _is_unquoted(document, content, whole, kind):
                yield linking.link_of(span, whole, kind)
            return


def _is_unquoted(
    document: Document, content: ContentIndex, whole: Span, kind: RelationType
) -> bool:
    """Whether there is no quotation in a paragraph, labelled or not; never said of a giant one."""
    if whole.end - whole.start > LONGEST:
        return False
    there = content.overlapping(*whole.range)
    if any(s.label in kind.child and s.range != whole.range for s in there):
        return False
    first, last = (document.paragraph_at(at) for at in (whole.start, whole.end - 1))
    places = range(first, last + 1)
    return not any(quotations_of(document.text, document.paragraphs, i) for i in places)


def _leads_on(document: Document, span: Span, whole: Span) -> bool:
    """Whether a colon ends its sentence and the paragraph: what was said stands below."""
    return _ends_in_colon(document.text, span.end, whole.end)


def _ends_in_colon(text: str, start: int, end: int) -> bool:
    """Whether nothing but few words of the same sentence, and a colon, stand there.

    The colon may also be the last of what ends at `start`.
    """
    between = text[start - 1 : end] if end - start <= NEAR else ""
    return between.rstrip().endswith(":") and not SENTENCE_END.search(between, 1)


# --- side by side ------------------------------------------------------------------------------


def _is_plain(
    document: Document, content: ContentIndex, span: Span, other: Span, kind: RelationType
) -> bool:
    """Whether nothing but a mark, or words of the same sentence, parts the two in a paragraph.

    After a colon that ends a paragraph, what the next one begins with is beside it too.
    """
    left, right = sorted((span, other), key=lambda s: s.start)
    if right.start < left.end:
        return False
    if document.paragraph_at(left.end - 1) == document.paragraph_at(right.start):
        near = _is_near(document.text, left.end, right.start)
    else:
        parts = left.label in kind.head and right.label in kind.child
        near = parts and _ends_in_colon(document.text, left.end, right.start)
    return near and not _is_inner(content, left, right, kind)


def _is_near(text: str, start: int, end: int) -> bool:
    """Whether nothing but marks stands between two offsets, or few words of the same sentence."""
    between = text[start : min(end, start + NEAR + 1)]
    if not any(c.isalnum() for c in between):
        return not any(c.isalnum() for c in text[start:end])
    ended = "." in text[start - 2 : start] or SENTENCE_END.search(between)
    return end - start <= NEAR and not ended


def _is_inner(content: ContentIndex, left: Span, right: Span, kind: RelationType) -> bool:
    """Whether another span stands between the two, or one is a quotation within a quotation."""
    return any(
        (left.end <= s.start and s.end <= right.start)
        or any(s.label == end.label and linking.is_inside(end, s) for end in (left, right))
        for s in content.overlapping(left.start, right.end)
        if s.label in (*kind.head, *kind.child)
    )
