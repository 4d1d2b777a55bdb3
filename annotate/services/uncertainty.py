"""How uncertain what is suggested of an article is: where a person's eyes are worth most."""

from hashlib import sha256

import msgspec

from annotate import __version__
from annotate.core.document import Document
from annotate.core.renaming import suggested_in_present_names
from annotate.core.rule_names import rule_names
from annotate.core.scheme import Scheme
from annotate.core.scheme_file import SuggestionSettings
from annotate.core.suggestion import Suggestions, merged
from annotate.services.suggesting import usable
from annotate.storage.uncertainty import Measure
from annotate.suggesters import suggest


def uncertainty(found: Suggestions) -> float | None:
    """The mean of 1 − |2·score − 1| over the suggestions, 0 to 1; None where there is none.

    One that is as likely right as wrong counts 1, one that is sure either way 0: least-confident
    sampling for two outcomes (Lewis and Gale 1994), averaged over the article.
    """
    if not found.spans:
        return None
    return sum(1 - abs(2 * s.score - 1) for s in found.spans) / len(found.spans)


def measuring(scheme: Scheme, settings: SuggestionSettings) -> Measure:
    """The measure of a project, by the rules and what was imported, whoever annotates."""
    names = rule_names(scheme)

    def measure(document: Document, imported: dict[str, Suggestions]) -> float | None:
        others = (found for name, found in imported.items() if name not in settings.off)
        known = suggested_in_present_names(merged(*others), scheme.former)
        found = merged(suggest(document, off=settings.off, names=names), known)
        return uncertainty(usable(found, scheme, settings))

    return measure


def basis(scheme: Scheme, settings: SuggestionSettings) -> str:
    """What a measured value depends on, besides the article: another basis, another value."""
    parts = __version__, scheme, sorted(settings.off), settings.threshold
    return sha256(msgspec.json.encode(parts)).hexdigest()[:16]
