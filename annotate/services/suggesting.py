"""Suggestions for a project: which members of the family speak, about which articles."""

from hashlib import sha256

from msgspec.structs import replace

from annotate.core.document import Document
from annotate.core.errors import SchemeError
from annotate.core.scheme import Scheme
from annotate.core.scheme_file import NAME, SuggestionSettings
from annotate.core.suggestion import NONE, Suggestions
from annotate.suggesters import SUGGESTERS, suggest


class Suggesting:
    """What is suggested to one annotator of a project."""

    def __init__(self, scheme: Scheme, settings: SuggestionSettings, annotator: str) -> None:
        self._scheme, self._settings, self._annotator = scheme, settings, annotator
        check(settings)

    def __call__(self, document: Document) -> Suggestions:
        """The suggestions for a document; none where it is one of those shown without."""
        if self.withheld(document):
            return NONE
        return usable(suggest(document, off=self._settings.off), self._scheme, self._settings)

    def withheld(self, document: Document) -> bool:
        """Whether this annotator labels this document without suggestions: by seeded hash."""
        key = f"{self._settings.seed}\0{self._annotator}\0{document.sha256}"
        drawn = int.from_bytes(sha256(key.encode()).digest()[:8]) / 2**64
        return drawn < self._settings.without


def check(settings: SuggestionSettings) -> None:
    """Raise SchemeError where a suggester is switched off that there is not."""
    for name in settings.off:
        if name not in SUGGESTERS:
            known = ", ".join(SUGGESTERS)
            raise SchemeError(f"no suggester {name!r} to be off", NAME, f"there are {known}")


def usable(found: Suggestions, scheme: Scheme, settings: SuggestionSettings) -> Suggestions:
    """Those sure enough, and of labels and relations that the scheme has."""
    labels = {label.name for label in scheme.labels}
    spans = [s for s in found.spans if s.label in labels and s.score >= settings.threshold]
    links = [k for k in found.links if scheme.permits(k.label, k.head[2], k.child[2])]
    return replace(found, spans=tuple(spans), links=tuple(links))
