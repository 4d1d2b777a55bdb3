"""Articles with suggestions: what is suggested is named by its label and words."""

from collections.abc import Sequence

from annotate.core.document import Document
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.suggestion import Place, SuggestedLink, Suggestion, Suggestions, suggestion_order
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.storage.store import Store
from tests.services.annotating.making import opened

TEXT = (
    "“It was dark,” said Ana Ruiz. “We saw nothing.”\n\nThe captain was suspended.\n\n"
    "He is 58.\n\nPhoto: Luis Vega\n\nIt rained."
)
Words = tuple[str, str]
"""A label, and the words that it is suggested for."""
QUOTE = "quote", "“It was dark,”"
SECOND = "quote", "“We saw nothing.”"
SAID = "attribution", "said Ana Ruiz"
BODIES = [("body", text) for text in ("The captain was suspended.", "He is 58.", "It rained.")]
CAPTION = "caption", "Photo: Luis Vega"
EVERYTHING = [QUOTE, SAID, SECOND, *BODIES, CAPTION]


def place(document: Document, words: Words) -> Place:
    label, text = words
    start = document.text.index(text)
    return start, start + len(text), label


def found(
    document: Document,
    *words: Words,
    links: Sequence[tuple[Words, Words]] = (),
    score: float = 0.9,
    suggester: str = "rules",
) -> Suggestions:
    """Suggestions for the first places where these words stand; links from head to child."""
    spans = [Suggestion(*place(document, w), "a rule", score, suggester) for w in words]
    ties = [
        SuggestedLink(_label(head), place(document, head), place(document, child), "near", score)
        for head, child in links
    ]
    return Suggestions(tuple(sorted(spans, key=suggestion_order)), tuple(ties))


def _label(head: Words) -> str:
    return "continues" if head[0] == "quote" else "attributes"


def offered(
    store: Store, text: str, *words: Words, links: Sequence[tuple[Words, Words]] = ()
) -> Article:
    """An article for which these are suggested."""
    article = opened(store, text)
    article.offer(found(article.document, *words, links=links))
    return article


def open_now(article: Article, paragraph: int | None = None) -> list[Words]:
    """What is suggested and open in a paragraph; in the one with the cursor if not told."""
    here = article.cursor.paragraph if paragraph is None else paragraph
    text = article.document.text
    return [(s.label, text[s.start : s.end]) for s in article.open_offers(here)]


ALL_LINKS = [(SAID, QUOTE), (SAID, SECOND)]
LAST = 4


def statuses(article: Article) -> list[str]:
    return [article.content.status_of(p) for p in range(LAST + 1)]


def undone(store: Store) -> Article:
    """The article after one undo."""
    session = Session(store, DEFAULT_SCHEME, "ana")
    session.undo()
    assert session.article
    return session.article
