"""Learned: spans and paragraphs like those that were labelled, in the place of the rules'."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec.structs import replace

from annotate.core.document import Document
from annotate.core.graphemes import whole_graphemes
from annotate.core.renaming import suggested_in_present_names
from annotate.core.suggestion import NONE, Place, Suggestion, Suggestions, suggestion_order
from annotate.suggesters.base import Suggester
from annotate.suggesters.body import TABLE
from annotate.suggesters.learning import paragraphs
from annotate.suggesters.learning.crf import OUTSIDE, Crf, Tagger
from annotate.suggesters.learning.habits import Habits, out_of_sight
from annotate.suggesters.learning.model import Model
from annotate.suggesters.learning.tags import Units, label_of, quotations_in, spans_of
from annotate.suggesters.learning.words import Features, sequences
from annotate.suggesters.wording.stream import Stream

NAME = "learned"
WORDING, PARAGRAPH = "wording like what was labelled", "a paragraph like those labelled"
HABIT = "labelled so in most places"
LEAST = 0.5
"""The score of what is likelier than any other reading, be it ever so unsure."""
DOUBTED = 0.4
"""Where the model takes no other wording, it must be so sure that a rule's is one."""
UNDECIDED, CERTAIN = 0.1, 0.9
"""A paragraph's rule stays from that doubt on, and up to that certainty of another label."""
TRUSTED = 0.5
"""Wording of a rule stays if such a share of it was labelled to the letter, in what was learned
from: of what the model is 0.8 sure of where no rule is, about as much is (see
docs/suggestions-measured.md)."""
UNSEEN = 0.8
"""How sure it must be of a label that the rules give to other paragraphs and not to this one."""
UNDECIDED_BY_MARKUP = 0.002
"""From that doubt on where the rule knows the markup, which knows a page as a whole."""
Speaker = Callable[[Document, Suggestions, Units], Suggestions]


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """Nothing: without labels nothing was learned."""
    return NONE


def with_model(model: Model, former: Mapping[str, str] = {}) -> Suggester:
    """What a model proposes, instead of what the rules say of the labels that it speaks for.

    What a rule says stays where the model is in two minds. `former` leads from names that labels
    had, maybe when it learned them, to those that they have. Raises ProjectError where
    python-crfsuite is not installed.
    """
    own = {former[name]: name for name in model.header.speaks if name in former}
    units = {name: model.header.labels[name] for name in model.header.speaks}
    speakers = [_of_habits(model.header.habits)]
    if model.words:
        speakers.append(_of_words(model.words, model.header.habits))
    if model.paragraphs:
        speakers.append(_of_paragraphs(model.paragraphs))

    def suggest(document: Document, before: Suggestions) -> Suggestions:
        heard = suggested_in_present_names(before, own)
        said = [speak(document, heard, units) for speak in speakers]
        spans = (_named(s, former) for part in said for s in part.spans if s.label in units)
        instead = frozenset[Place]().union(*(part.instead for part in said))
        instead = frozenset((start, end, former.get(name, name)) for start, end, name in instead)
        return Suggestions(tuple(sorted(spans, key=suggestion_order)), instead=instead)

    return suggest


def _named(s: Suggestion, former: Mapping[str, str]) -> Suggestion:
    return replace(s, label=former[s.label]) if s.label in former else s


# --- words -------------------------------------------------------------------------------------


def _of_words(crf: Crf, habits: Habits) -> Speaker:
    tagger, features = Tagger(crf), Features(crf.features)

    def speak(document: Document, before: Suggestions, units: Units) -> Suggestions:
        rules = [s for s in before.spans if units.get(s.label, "paragraph") != "paragraph"][::-1]
        found: list[Suggestion] = []
        instead: list[Place] = []
        for paragraph, items in sequences(document, features):
            stream, trusted = paragraph.stream, list[Suggestion]()
            tags, sure = tagger.tag(items)
            seen = {*map(stream.place, quotations_in(paragraph))}
            while rules and rules[-1].start < stream.last_end:
                rule = rules.pop()
                quotation = units[rule.label] == "quotation"
                if not quotation and _is_trusted(rule, habits):
                    trusted.append(rule)
                elif rule.range in seen if quotation else _overruled(rule, stream, tags, sure):
                    instead.append(rule.place)
            found += _apart(list(_spans(document.text, stream, tags, sure)), trusted)
        return Suggestions(tuple(found), instead=frozenset(instead))

    return speak


def _is_trusted(rule: Suggestion, habits: Habits) -> bool:
    """Whether what a rule proposes was mostly labelled so."""
    return rule.score >= LEAST and habits.get(rule.label, {}).get(rule.origin, 0.0) >= TRUSTED


def _apart(spans: Sequence[Suggestion], rules: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """The spans that overlap with no rule's of their label; rules come in order of their starts."""
    for label in sorted({s.label for s in spans}):
        same = [rule for rule in rules if rule.label == label]
        starts = [rule.start for rule in same]
        reach = list(accumulate((rule.end for rule in same), max, initial=0))
        for s in spans:
            if s.label == label and reach[bisect_left(starts, s.end)] <= s.start:
                yield s


def _spans(
    text: str, stream: Stream, tags: Sequence[str], sure: Sequence[float]
) -> Iterator[Suggestion]:
    for start, end, label in spans_of(tags):
        score = max(LEAST, sum(sure[start:end]) / (end - start))
        place = whole_graphemes(text, stream.start(start), stream.end(end - 1))
        yield Suggestion(*place, label, WORDING, score, NAME)


def _overruled(
    rule: Suggestion, stream: Stream, tags: Sequence[str], sure: Sequence[float]
) -> bool:
    """Whether the model takes other wording there, or is sure that there is none."""
    here = slice(stream.at(rule.start), stream.at(rule.end))
    taken = any(tag != OUTSIDE for tag in tags[here])
    seen = sure[here]  # of what is within a quotation it sees nothing
    return taken or (len(seen) > 0 and sum(seen) < DOUBTED * len(seen))


# --- quotations out of sight, paragraphs -------------------------------------------------------


def _of_habits(habits: Habits) -> Speaker:
    def speak(document: Document, before: Suggestions, units: Units) -> Suggestions:
        found: list[Suggestion] = []
        instead: list[Place] = []
        known = {label: shares for label, shares in habits.items() if label in units}
        for q in out_of_sight(document) if known else ():
            for label, shares in known.items():
                share = shares.get(q.origin)
                if share is not None:
                    instead.append((q.start, q.end, label))
                    found.append(Suggestion(q.start, q.end, label, HABIT, share, NAME))
        likely = (s for s in found if s.score >= LEAST)
        return Suggestions(tuple(likely), instead=frozenset(instead))

    return speak


def _of_paragraphs(crf: Crf) -> Speaker:
    tagger = Tagger(crf)

    def speak(document: Document, before: Suggestions, units: Units) -> Suggestions:
        tags, sure = tagger.tag(paragraphs.features(document, crf.features))
        rules = {s.range: s for s in before.spans if units.get(s.label) == "paragraph"}
        theirs = frozenset(s.label for s in rules.values())
        doubt = _doubt(document)
        found: list[Suggestion] = []
        instead: list[Place] = []
        for place, tag, certainty in zip(document.paragraphs, tags, sure, strict=True):
            rule = rules.get(place)
            if rule is None and _is_unseen(theirs, tag, certainty):
                continue
            if rule and _in_two_minds(rule, tag, certainty, doubt):
                continue
            if rule:
                instead.append(rule.place)
            if tag != OUTSIDE:
                score = max(LEAST, certainty)
                found.append(Suggestion(*place, label_of(tag), PARAGRAPH, score, NAME))
        return Suggestions(tuple(found), instead=frozenset(instead))

    return speak


def _doubt(document: Document) -> float:
    """From which doubt on the rules' word for a paragraph of a document stays."""
    return UNDECIDED_BY_MARKUP if any(document.hints) else UNDECIDED


def _is_unseen(theirs: frozenset[str], tag: str, certainty: float) -> bool:
    """Whether the rules see none of their labels in a paragraph, and the model is not sure."""
    return tag != OUTSIDE and label_of(tag) in theirs and certainty < UNSEEN


def _in_two_minds(rule: Suggestion, tag: str, certainty: float, doubt: float) -> bool:
    """Whether the model is not sure enough to say something else than a rule.

    Of tables it has seen too few.
    """
    if tag == OUTSIDE:
        return certainty >= doubt or rule.origin == TABLE
    return label_of(tag) != rule.label and certainty < CERTAIN
