"""Documents from a text, and what is suggested of them, as plain words."""

from annotate.core.document import Document, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.suggestion import NONE, Suggestions, merged
from annotate.suggesters import attributions, links, quotations

SURE = 0.5
"""From this score on a suggestion is shown unless a project says otherwise."""


def document(text: str, language: str = "") -> Document:
    return Document(
        sha256=text_hash(text), text=text, paragraphs=find_paragraphs(text), language=language
    )


def suggested(text: str, language: str = "en") -> Suggestions:
    """What the three suggesters of speech propose, one after the other."""
    about, found = document(text, language), NONE
    for member in (quotations, attributions, links):
        found = merged(found, member.suggest(about, found))
    return found


def spans(text: str, label: str, language: str = "en") -> list[str]:
    """The words of the spans of one label that are shown."""
    shown = [s for s in suggested(text, language).spans if s.label == label and s.score >= SURE]
    return [text[s.start : s.end] for s in shown]


def quotes(text: str, language: str = "en") -> list[str]:
    return spans(text, "quote", language)


def attributed(text: str, language: str = "en") -> list[str]:
    return spans(text, "attribution", language)


def linked(text: str, label: str = "attributes", language: str = "en") -> list[tuple[str, str]]:
    """The links of one label, each as the words at its two ends."""
    shown = [k for k in suggested(text, language).links if k.label == label and k.score >= SURE]
    return [(text[slice(*k.head[:2])], text[slice(*k.child[:2])]) for k in shown]
