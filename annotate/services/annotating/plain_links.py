"""Links that come by themselves, plain from where two spans stand or what a paragraph holds."""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from annotate.core.annotation_set import Relation, Span
from annotate.core.document import Document, Range
from annotate.core.scheme import RelationType, Scheme
from annotate.services.annotating.coming import Content
from annotate.services.annotating.possible_links import (
    candidates,
    has_part,
    is_inside,
    is_said,
    is_whole,
    kinds_of,
    link_of,
    links_of,
    links_to,
    may_link,
    other_end,
)
from annotate.services.annotating.spoken import quotations_in

NEAR = 150
"""Characters that may lie between the two where a link is plain, with no sentence ending there."""
FARTHEST = 2_000
"""Characters back, at most, to the quotation that a new one goes on from."""
LONGEST = 20_000
"""Characters of a paragraph, at most, that somebody said as a whole."""
SENTENCE_END = re.compile(r"[.!?…]")


def plain_links(document: Document, content: Content, span: Span, scheme: Scheme) -> list[Relation]:
    """The links that a new span gets by itself: to what stands right beside it, not yet linked so.

    Of two who may have said the same, the nearer one has. A quotation that nobody stands beside is
    whose the one before it is. In a paragraph without a quotation it is the paragraph as a whole
    that somebody said, where that may be linked.
    """
    kind = next(iter(kinds_of(scheme, span)), None)
    if kind is None:
        return []
    if is_whole(scheme, span):
        return list(_from_inside(document, content, span, kind))
    ways = (_beside, _going_on, _to_around)
    found = (list(way(document, content, span, scheme, kind)) for way in ways)
    return next(filter(None, found), [])


def overtaken_links(content: Content, span: Span, links: Sequence[Relation]) -> list[Relation]:
    """The links that give way to plain ones of a new span: who said a quotation stands beside it.

    They lead to somebody who does not.
    """
    heads = [link for link in links if link.head == span.id]
    return [
        old
        for link in heads
        for old in content.links(link.child)
        if (old.label, old.child) == (link.label, link.child)
    ]


def stands_before(
    document: Document, content: Content, span: Span, other: Span, scheme: Scheme
) -> bool:
    """Whether a span that links to another ends before it, in the words that lead to it."""
    kind = next(iter(kinds_of(scheme, other)))
    return span.end <= other.start and _is_plain(document, content, span, other, kind)


def _beside(
    document: Document, content: Content, span: Span, scheme: Scheme, kind: RelationType
) -> list[Relation]:
    found: list[tuple[bool, Relation]] = []
    near = _near(document, span)
    for link in candidates(document, content, scheme, span, kind, within=near):
        other = other_end(content, span.id, link)
        if not other or not has_part(scheme, other):
            continue
        head, child = (other, span) if link.child == span.id else (span, other)
        pair = document, content, head, child, kind
        if _is_plain(*pair) and not _is_said_as_plainly(*pair):
            found.append((_is_parted(document.text, head, child), link))
    plain: dict[str, Relation] = {}
    for _, link in sorted(found, key=itemgetter(0)):  # who speaks in its sentence, then the nearer
        plain.setdefault(link.child, link)
    return list(plain.values())


def _is_said_as_plainly(
    document: Document, content: Content, head: Span, child: Span, kind: RelationType
) -> bool:
    """Whether one that it is linked to stands beside it, and in its sentence if another does."""
    heads = (content.span(link.head) for link in links_to(content, child.id, kind))
    beside = [h for h in heads if h and _is_plain(document, content, h, child, kind)]
    apart = all(_is_parted(document.text, h, child) for h in beside)
    return bool(beside) and (not apart or _is_parted(document.text, head, child))


def _is_parted(text: str, one: Span, other: Span) -> bool:
    """Whether a sentence ends between two spans, or with the first."""
    left, right = sorted((one, other), key=lambda s: s.start)
    return _ends_between(text, left.end, right.start)


def _going_on(
    document: Document, content: Content, span: Span, scheme: Scheme, kind: RelationType
) -> Iterator[Relation]:
    """The link of a new quotation to who said the one before it in the paragraph.

    Not where somebody else is named since then, nor for a quotation within a quotation.
    """
    if not is_said(scheme, span):
        return
    start, _ = document.paragraphs[document.paragraph_at(span.start)]
    around = content.overlapping(max(start, span.start - FARTHEST), span.end)
    there = [s for s in around if has_part(scheme, s)]
    said = [s for s in there if s.label in kind.child]
    before = [s for s in said if s.end <= span.start]
    if not before or any(is_inside(span, s) for s in said):
        return
    heads = [link.head for link in links_to(content, before[-1].id, kind)]
    since = {s.id for s in there if s.label in kind.head and s.start >= before[-1].end}
    last = content.span(heads[-1]) if heads and since.issubset(heads) else None
    if last:
        yield link_of(span, last, kind)


# --- a paragraph as a whole --------------------------------------------------------------------


def _from_inside(
    document: Document, content: Content, whole: Span, kind: RelationType
) -> Iterator[Relation]:
    """The links to a paragraph from each attribution in it that has none."""
    inside = (s for s in content.overlapping(*whole.range) if is_inside(s, whole))
    heads = [s for s in inside if s.label in kind.head and not links_of(content, s, kind)]
    if heads and _is_unquoted(document, content, whole, kind):
        yield from (link_of(s, whole, kind) for s in heads if not _leads_on(document, s, whole))


def _to_around(
    document: Document, content: Content, span: Span, scheme: Scheme, kind: RelationType
) -> Iterator[Relation]:
    """The link from a new attribution to the paragraph around it."""
    for whole in content.overlapping(*span.range):
        able = is_whole(scheme, whole) and may_link(span, whole, kind)
        if able and is_inside(span, whole) and not _leads_on(document, span, whole):
            if _is_unquoted(document, content, whole, kind):
                yield link_of(span, whole, kind)
            return


def _is_unquoted(document: Document, content: Content, whole: Span, kind: RelationType) -> bool:
    """Whether there is no quotation in a paragraph, labelled or not; never said of a giant one."""
    if whole.end - whole.start > LONGEST:
        return False
    there = content.overlapping(*whole.range)
    if any(s.label in kind.child and s.range != whole.range for s in there):
        return False
    first, last = (document.paragraph_at(at) for at in (whole.start, whole.end - 1))
    places = range(first, last + 1)
    return not any(quotations_in(document, i) for i in places)


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


def _near(document: Document, span: Span) -> Range:
    """Where all stands that may be beside a span: NEAR it, or parted by nothing but marks."""
    text, places = document.text, document.paragraphs
    begin, _ = places[document.paragraph_at(span.start)]
    _, end = places[document.paragraph_at(span.end - 1)]
    first, last = span.range
    while first > begin and not text[first - 1].isalnum():
        first -= 1
    while last < end and not text[last].isalnum():
        last += 1
    return min(first, span.start - NEAR) - 1, max(last, span.end + NEAR) + 1


def _is_plain(
    document: Document, content: Content, span: Span, other: Span, kind: RelationType
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
    return end - start <= NEAR and not _ends_between(text, start, end)


def _ends_between(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two offsets, or with what ends at the first."""
    return "." in text[start - 2 : start] or bool(SENTENCE_END.search(text, start, end))


def _is_inner(content: Content, left: Span, right: Span, kind: RelationType) -> bool:
    """Whether another span stands between the two, or a quotation within which only one stands."""
    return any(
        (left.end <= s.start and s.end <= right.start)
        or (s.label in (left.label, right.label) and is_inside(left, s) != is_inside(right, s))
        for s in content.overlapping(left.start, right.end)
        if s.label in (*kind.head, *kind.child)
    )
