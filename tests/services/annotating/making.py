"""Articles under somebody’s hands: in texts, | is where the cursor stands; what is seen then."""

from annotate.core.annotation_set import Span
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.services.annotating import labelling
from annotate.services.annotating.article import Article
from annotate.storage import documents
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.storage.making import add

QUOTE, ATTRIBUTION, CAPTION, AD, BODY = range(5)


def opened(store: Store, text: str, scheme: Scheme = DEFAULT_SCHEME, name: str = "ana") -> Article:
    """The article of that text, with the cursor at its |, if it has one."""
    before, mark, after = text.partition("|")
    key = add(store, before + after)[0]
    annotations = Annotations(store, key, documents.get(store, key), name)
    article = Article(annotations, Writer(name), scheme)
    if mark:
        article.cursor.to(len(before))
    return article


def select(article: Article, words: str) -> None:
    """Select the first place where these words stand."""
    start = article.document.text.index(words)
    article.cursor.select(start, start + len(words))


def tag(article: Article, words: str, label: int) -> Span:
    """Label the first place where these words stand; the span."""
    select(article, words)
    place = article.cursor.selection.range
    labelling.label(article, label)
    span = article.span_at(place, article.scheme.labels[label].name)
    assert span
    return span


def spans(article: Article) -> list[tuple[str, str]]:
    """Each span's label and text, in order."""
    text = article.document.text
    return [(s.label, text[s.start : s.end]) for s in article.content.spans]


def links(article: Article) -> list[tuple[str, str, str]]:
    """Each link: its label, the texts of its head and of its child."""
    text = {s.id: article.document.text[s.start : s.end] for s in article.content.spans}
    return [(r.label, text[r.head], text[r.child]) for r in article.content.relations]


def selected(article: Article) -> str:
    """The text that is selected."""
    return article.document.text[slice(*article.cursor.selection.range)]


def at(article: Article) -> str:
    """What follows the cursor, up to eight characters; it stands in this paragraph."""
    start, end = article.document.paragraphs[article.cursor.paragraph]
    place = article.cursor.selection.cursor
    assert start <= place <= end
    return article.document.text[place : place + 8]


def labelled(store: Store, text: str, *parts: tuple[str, int]) -> Article:
    """The article of that text, in which these words have these labels."""
    article = opened(store, text)
    for words, label in parts:
        tag(article, words, label)
    return article
