"""How uncertain what is suggested of an article is: where a person's eyes are worth most."""

from collections.abc import Callable
from hashlib import sha256

import msgspec

from annotate import __version__
from annotate.core.document import Document
from annotate.core.renaming import suggested_in_present_names
from annotate.core.rule_names import rule_names
from annotate.core.scheme import Scheme
from annotate.core.scheme_file import SuggestionSettings
from annotate.core.suggestion import Suggestions, merged
from annotate.services.project import Project
from annotate.services.suggesting import usable
from annotate.services.training.models import usable as usable_model
from annotate.storage import uncertainty as storage
from annotate.storage.uncertainty import Measure
from annotate.suggesters import SUGGESTERS, learned, suggest
from annotate.suggesters.base import Suggester
from annotate.suggesters.learning.model import NAME


def uncertainty(found: Suggestions) -> float | None:
    """The mean of 1 − |2·score − 1| over the suggestions, 0 to 1; None where there is none.

    One that is as likely right as wrong counts 1, one that is sure either way 0: least-confident
    sampling for two outcomes (Lewis and Gale 1994), averaged over the article.
    """
    if not found.spans:
        return None
    return sum(1 - abs(2 * s.score - 1) for s in found.spans) / len(found.spans)


def measuring(
    scheme: Scheme, settings: SuggestionSettings, model: Suggester | None = None
) -> Measure:
    """The measure of a project: by rules, model and what was imported, whoever annotates."""
    names, members = rule_names(scheme), SUGGESTERS | ({learned.NAME: model} if model else {})

    def measure(document: Document, imported: dict[str, Suggestions]) -> float | None:
        others = (found for name, found in imported.items() if name not in settings.off)
        known = suggested_in_present_names(merged(*others), scheme.former)
        found = merged(suggest(document, off=settings.off, members=members, names=names), known)
        return uncertainty(usable(found, scheme, settings))

    return measure


def basis(scheme: Scheme, settings: SuggestionSettings, model: bytes = b"") -> str:
    """What a measured value depends on, besides the article: another basis, another value.

    `model` is the hash of what was learned, if it speaks.
    """
    parts = __version__, scheme, sorted(settings.off), settings.threshold
    return sha256(msgspec.json.encode(parts) + model).hexdigest()[:16]


def of_project(project: Project, settings: SuggestionSettings) -> tuple[Measure, str]:
    """The measure and its basis, with what the project learned, if that can speak."""
    heard = learned.NAME not in settings.off
    model, mark = (heard and usable_model(project.folder / NAME, project.scheme)) or (None, b"")
    return measuring(project.scheme, settings, model), basis(project.scheme, settings, mark)


def measure_all(project: Project, tell: Callable[[int, int], None] | None = None) -> None:
    """Measure each article that was not yet, or not with what there is now; what is done is kept.

    `tell` is called with how many are done, and how many there are to do.
    """
    measure, on = of_project(project, project.file.suggestions)
    total, done = storage.pending(project.store, on), 0
    for number in storage.fill(project.store, "", on, measure, lambda: True):
        done += number
        if tell:
            tell(done, total)
