"""How much a paragraph looks like prose of the article, as a sum of simple signs."""

from annotate.core.document import Document
from annotate.suggesters.page.words import words

ENDS = tuple('.!?…”"’»)。！？।')
SENTENCE = tuple(".!?…。！？।")
LENGTHS = ((3, -2.6), (6, -1.7), (10, -0.7), (16, 0.2), (25, 1.2), (40, 2.0))
"""(at most so many words, what that speaks for); longer ones speak more."""
LONG = 2.6
SHORT = 220
"""Characters up to which words of the page are looked for: prose may mention a newsletter."""
LEADS = (
    "read more",
    "related:",
    "see also",
    "more:",
    "watch:",
    "also read",
    "by ",
    "follow ",
    "add ",
    "sign up",
    "enjoyed this",
    "image:",
    "tags:",
    "topics:",
    "share",
    "updated",
    "published",
    "lesen sie auch",
)
"""How lines begin that lead to another article, or stand above or below this one."""
PROSE_TAGS = {"p": 0.8, "blockquote": 0.5, "pre": -0.5}
PAGE_TAGS = {
    "li": -0.8,
    "button": -4.0,
    "label": -4.0,
    "form": -3.0,
    "nav": -5.0,
    "footer": -5.0,
    "aside": -3.0,
    "figcaption": -5.0,
    "figure": -3.0,
    "h1": -3.0,
    "h4": -0.8,
    "h5": -1.5,
    "h6": -1.5,
    "th": -2.0,
    "td": -1.5,
    "address": -3.0,
    "header": -2.0,
    "time": -4.0,
}
PAGE_CLASSES = (
    "nav", "footer", "sidebar", "comment", "related", "promo", "share", "social", "newsletter",
    "subscribe", "advert", "widget", "teaser", "recommend", "trending", "byline", "author", "meta",
    "breadcrumb", "cookie", "consent", "caption", "credit", "toolbar", "popup", "modal", "banner",
    "menu", "tags", "topics", "signup", "sponsor", "disclaimer", "copyright", "login", "card",
    "date", "timestamp", "infobox", "summary__", "tease", "headline", "lead-in",
)  # fmt: skip
PROSE_CLASSES = (
    "articlebody", "article-body", "article__body", "article_body", "story-body", "storybody",
    "body-text", "article-text", "article__text", "entry-content", "post-content", "paragraph",
    "content-body", "article-content", "article__content", "story-text", "richtext", "text-copy",
    "article-paragraph", "zn-body", "artikel", "articletext",
)  # fmt: skip


def prose(document: Document, index: int) -> float:
    """How much a paragraph looks like prose: above 0 it does, below it does not."""
    start, end = document.paragraphs[index]
    text = document.text[start:end]
    score = _shape(text) + _furniture(text)
    hint = document.hints[index] if document.hints else None
    return score + (markup(hint) if hint else 0.0)


def _shape(text: str) -> float:
    """What its length, its end and its capitals say."""
    parts = text.split()
    number = len(parts) if " " in text.strip() else max(1, len(text) // 12)
    score = next((weight for most, weight in LENGTHS if number <= most), LONG)
    if text.endswith(ENDS):
        score += 1.3 if text.rstrip('”"’»)').endswith(SENTENCE) or number > 8 else 0.4
    else:
        score -= 1.3
    lower = sum(part[0].islower() for part in parts)
    share = lower / len(parts) if parts else 0.0
    score += 0.7 if share >= 0.55 else -0.9 if share < 0.3 and number < 40 else 0.0
    return score + (0.5 if text[0] in '“"„«‘' else 0.0)


def _furniture(text: str) -> float:
    """What words that belong to the page say."""
    if len(text) > SHORT * 2:
        return 0.0
    lower = text.lower()
    hits = sum(word in lower for word in words().furniture)
    weight = 1.6 if len(text) <= SHORT else 0.8
    if lower.startswith(LEADS):
        hits += 2
    separators = sum(text.count(mark) for mark in "|•›»·\t")
    return -weight * min(hits, 3) - 0.8 * min(separators, 3) * (len(text) < SHORT)


def markup(hint: str) -> float:
    """What the element and its classes say: the element itself most, its parents less."""
    tag, _, classes = hint.lower().partition(" ")
    score = PROSE_TAGS.get(tag, PAGE_TAGS.get(tag, 0.0))
    score -= 1.5 * min(3, sum(word in classes for word in PAGE_CLASSES))
    return score + (1.0 if any(word in classes for word in PROSE_CLASSES) else 0.0)
