"""Suggestions for a project: which members of the family speak, about which articles."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from annotate.core.document import Document, Range
from annotate.core.errors import SchemeError
from annotate.core.lot import drawn
from annotate.core.renaming import suggested_in_present_names
from annotate.core.rule_names import rule_names, unnamed
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.core.scheme_file import NAME, SuggestionSettings
from annotate.core.suggestion import (
    NONE,
    Place,
    Silence,
    SuggestedLink,
    Suggestion,
    Suggestions,
    merged,
    suggestion_order,
)
from annotate.services.training.models import ProjectModel
from annotate.storage import decisions, suggestions
from annotate.storage.store import Store
from annotate.suggesters import RULES, SUGGESTERS, learned, links, quotations, seen, suggest
from annotate.suggesters.base import Suggester

Task = Callable[[], Suggestions]
"""What is still to be computed, and may be in any thread."""


WITHHELD = Silence(
    "without suggestions",
    "suggestions are withheld in this article, to see what they change",
)
HIDDEN = Silence(
    "suggestions hidden", "suggestions are hidden", "{hide-suggestions} shows them again"
)


class Asked(NamedTuple):
    """A document, and what the project knows of it: what was decided, what others suggest."""

    document: Document
    settings: SuggestionSettings
    known: list[seen.Decisions]
    others: Suggestions
    hidden: bool


class Suggesting:
    """What is suggested to one annotator of a project, who has labelled some of it already.

    `settings` are those of the project's file until they are changed for this session; while it
    is `hidden`, nothing is suggested, and what would be is a candidate for a label key.
    """

    def __init__(
        self,
        store: Store,
        scheme: Scheme,
        settings: SuggestionSettings,
        annotator: str,
        model: ProjectModel | None = None,
    ) -> None:
        self._store, self._scheme, self.settings = store, scheme, settings
        self._annotator, self._model = annotator, model
        self._names = rule_names(scheme)
        self.hidden = False

    def __call__(self, document: Document) -> Task:
        """The task that makes a document's suggestions; all that needs the database is done now.

        There are none where the document is one of those that are shown without.
        """
        if self.withholds(document):
            return lambda: NONE
        return partial(self._suggestions, self._asked(document))

    def learned(self, document: Document) -> Task | None:
        """The same with what the project's model knows better; None where no model speaks.

        The task raises InputError or ProjectError, once, for a model that is of no use.
        """
        speaks = self._model and self._model.is_there() and learned.NAME not in self.settings.off
        if not speaks or self.withholds(document):
            return None
        return partial(self._better, self._asked(document))

    def _asked(self, document: Document) -> Asked:
        """All that the database knows of a document."""
        off = self.settings.off
        known = [] if seen.NAME in off else self._recalled(document)
        imported = suggestions.of(self._store, document.sha256)
        others = merged(*(found for name, found in imported.items() if name not in off))
        others = suggested_in_present_names(others, self._scheme.former)
        return Asked(document, self.settings, known, others, self.hidden)

    def withholds(self, document: Document) -> bool:
        """Whether this annotator labels this document without suggestions."""
        return is_without(self.settings, self._annotator, document.sha256)

    def silence(self, document: Document) -> Silence | None:
        """Why nothing is suggested in a document; None where something may be."""
        if self.withholds(document):
            return WITHHELD
        return HIDDEN if self.hidden else None

    def names(self) -> list[str]:
        """Every suggester there is: the members of the family, and those from elsewhere.

        That which learns is one only where there is a model for it.
        """
        mute = {learned.NAME} if not (self._model and self._model.is_there()) else set()
        family = (name for name in SUGGESTERS if name not in mute)
        return list(dict.fromkeys([*family, *suggestions.suggesters(self._store)]))

    def _recalled(self, document: Document) -> list[seen.Decisions]:
        """For each paragraph, what this annotator decided of the same one before."""
        ranges = document.paragraphs
        hashes = [decisions.hash_of(document.text[a:b]) for a, b in ranges if _may_repeat(a, b)]
        found = decisions.find(self._store, self._annotator, hashes, self._scheme.former)
        remaining = iter(hashes)
        return [found.get(next(remaining), {}) if _may_repeat(a, b) else {} for a, b in ranges]

    def _better(self, asked: Asked) -> Suggestions:
        speaker = self._model.suggester() if self._model else None
        return self._suggestions(asked, {learned.NAME: speaker} if speaker else {})

    def _suggestions(self, asked: Asked, more: Mapping[str, Suggester] = {}) -> Suggestions:
        """What all say; `more` are members that know what those of the family do not."""
        own = {seen.NAME: seen.remembering(asked.known)} if asked.known else {}
        members = SUGGESTERS | dict(more) | own
        said = suggest(asked.document, off=asked.settings.off, members=members, names=self._names)
        found = usable(merged(said, asked.others), self._scheme, asked.settings)
        shown = self._overruled(asked.document, asked.known, found)
        return unseen(shown) if asked.hidden else shown

    def _overruled(
        self, document: Document, known: list[seen.Decisions], found: Suggestions
    ) -> Suggestions:
        """Without what the others say a paragraph is where this annotator has decided."""
        verdicts = {
            p: seen.verdict(d)[0] for p, d in zip(document.paragraphs, known, strict=False) if d
        }
        whole = {label.name for label in self._scheme.labels if label.unit == "paragraph"}

        def stays(s: Suggestion) -> bool:
            return s.label not in whole or verdicts.get(s.range, s.label) == s.label

        return replace(found, spans=tuple(s for s in found.spans if stays(s)))


def is_without(settings: SuggestionSettings, annotator: str, sha256: str) -> bool:
    """Whether an annotator labels a document without suggestions: by lot, always the same."""
    return drawn(settings.seed, annotator, sha256) < settings.without


def _may_repeat(start: int, end: int) -> bool:
    """Whether a paragraph is short enough to be furniture."""
    return end - start <= decisions.LONGEST


def check(store: Store | None, settings: SuggestionSettings) -> None:
    """Raise SchemeError where a suggester is to be off that there is not.

    Without a database there are none from elsewhere.
    """
    unknown = [name for name in settings.off if name not in SUGGESTERS]
    known = [*SUGGESTERS, *(suggestions.suggesters(store) if store and unknown else [])]
    for name in unknown:
        if name not in known:
            raise SchemeError(
                f"no suggester {name!r} to be off", NAME, f"known: {', '.join(known)}"
            )


def silent(scheme: Scheme, settings: SuggestionSettings) -> Iterator[str]:
    """Which rules say nothing since the scheme has no such label or link, a line each."""
    missing = {*unnamed(scheme)}.difference(scheme.retired)
    for name, label in RULES.items():
        if label in missing and name not in settings.off:
            why, off = f"the scheme has no label {label!r}", f'off = ["{name}"]'
            hint = f'add formerly = ["{label}"] to what it became, or {off}'
            if became := scheme.split.get(label):
                why, hint = (
                    f"{label!r} was split into {', '.join(became)}",
                    f"{off} where that is as it should be",
                )
            yield f"{name} suggests nothing: {why}; {hint}"
    names = rule_names(scheme)
    for relation in DEFAULT_SCHEME.relations:
        ends = (names.get(end[0], end[0]) for end in (relation.head, relation.child))
        others = [r.label for r in scheme.relations_between(*ends)]
        if others and not scheme.relation(relation.label) and links.NAME not in settings.off:
            what = f"it has {', '.join(others)}"
            yield f"links suggests no {relation.label!r}: the scheme does not call it so, {what}"


def usable(found: Suggestions, scheme: Scheme, settings: SuggestionSettings) -> Suggestions:
    """Those sure enough, and of labels and relations that the scheme has.

    Reported speech is not asked for where attributions are of quotations only. What is left out is
    a candidate for a label key.
    """
    labels = {label.name for label in scheme.labels}
    ties = [k for k in found.links if scheme.permits(k.label, k.head[2], k.child[2])]
    idle = _idle(found.links, scheme) - {end for k in ties for end in (k.head, k.child)}
    known = [s for s in found.spans if s.label in labels]
    shown = tuple(s for s in known if s.score >= settings.threshold and s.place not in idle)
    candidates = set(known).difference(shown)
    left = tuple(s for s in known if s in candidates)
    return Suggestions(shown, tuple(ties), candidates=left, nothing=_left(found, scheme, settings))


def _idle(found: Sequence[SuggestedLink], scheme: Scheme) -> set[Place]:
    """What only begins links to what the scheme does not link it to, but links to something.

    A quotation by whatever name, which the rules may not know, is what attributions are of.
    """
    begin = {label for relation in scheme.relations for label in relation.head}
    known = {label.name for label in scheme.labels}
    quote = RULES[quotations.NAME]

    def asked_for(link: SuggestedLink) -> bool:
        head, child = link.head[2], link.child[2]
        unknown = child == quote and quote not in known
        linked = head == child or bool(scheme.relations_between(head, child))
        return linked or unknown or head not in begin

    return {k.head for k in found} - {k.head for k in found if asked_for(k)}


def _left(found: Suggestions, scheme: Scheme, settings: SuggestionSettings) -> Mapping[Range, str]:
    """The paragraphs that surely have no label: by rules where these speak for all there are."""
    spoken = {label.name for label in DEFAULT_SCHEME.labels} | {*rule_names(scheme).values()}
    if spoken.issuperset(label.name for label in scheme.labels) and RULES.keys().isdisjoint(
        settings.off
    ):
        return found.nothing
    return {place: why for place, why in found.nothing.items() if why == seen.LEFT}


def unseen(found: Suggestions) -> Suggestions:
    """All of them as candidates for a label key, none of them shown."""
    every = sorted({*found.spans, *found.candidates}, key=suggestion_order)
    return replace(found, spans=(), candidates=tuple(every), nothing={})
