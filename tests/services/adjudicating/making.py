"""A document that several annotators finished, and a reviewer who settles it."""

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.reviewing import Reviewing
from annotate.storage.store import Store
from tests.storage.making import add, document, put

TEXT = "“No,” said Ana Ruiz, a nurse. “Never.”\n\nThe captain left on Monday.\n\nThe end."
Said = tuple[str, str]
"""A label, and the words that have it."""
NO, NEVER = ("quote", "“No,”"), ("quote", "“Never.”")
SHORT, LONG = ("attribution", "said Ana Ruiz"), ("attribution", "said Ana Ruiz, a nurse")
BODY = ("body", "The captain left on Monday.")


def place(said: Said, text: str = TEXT) -> tuple[int, int, str]:
    label, words = said
    start = text.index(words)
    return start, start + len(words), label


def version(
    *said: Said, links: tuple[tuple[int, int], ...] = (), text: str = TEXT
) -> AnnotationSet:
    """A finished version; links are pairs of indexes into what is said."""
    paragraphs = len(document(text).paragraphs)
    return AnnotationSet(
        spans=tuple(Span(*place(s, text), f"s{n}") for n, s in enumerate(said)),
        relations=tuple(Relation("attributes", f"s{h}", f"s{c}") for h, c in links),
        status="d" * paragraphs,
    )


def reviewing(store: Store, reviewer: str = "eva") -> Reviewing:
    return Reviewing(store, DEFAULT_SCHEME, reviewer)


def opened(store: Store, *versions: AnnotationSet, text: str = TEXT) -> Adjudication:
    """The document that v0, v1 … finished with these versions, open for a reviewer."""
    [key] = add(store, text)
    for number, content in enumerate(versions):
        put(store, key, content, f"v{number}")
    return case(reviewing(store), key)


def case(session: Reviewing, key: int) -> Adjudication:
    article = session.open(key)
    assert isinstance(article, Adjudication)
    return article


def gold(case: Adjudication) -> list[Said]:
    """The label and words of each span in gold."""
    text = case.document.text
    return [(s.label, text[s.start : s.end]) for s in case.content.spans]


def links(case: Adjudication) -> list[tuple[str, str]]:
    """The words of the ends of each link in gold."""
    text = {s.id: case.document.text[s.start : s.end] for s in case.content.spans}
    return [(text[r.head], text[r.child]) for r in case.content.relations]


def option(case: Adjudication, *said: Said) -> int:
    """The digit of the answer that these are, of the conflict at hand."""
    assert case.at_hand is not None
    wanted = tuple(place(s, case.document.text) for s in said)
    return 1 + [getattr(o, "places", None) for o in case.at_hand.options].index(wanted)
