"""What a record of suggestions from elsewhere says, and under whose name."""

from unicodedata import normalize

from msgspec import UNSET

from annotate.core.annotation_set import AnnotationSet
from annotate.core.errors import InputError
from annotate.core.layers import SHOWN
from annotate.core.record import Record
from annotate.core.soundness import is_name
from annotate.core.suggestion import SuggestedLink, Suggestion, Suggestions, merged
from annotate.suggesters import SUGGESTERS

IMPORTED = "imported"
"""The origin of a suggestion from elsewhere that names none."""
WHERE = "$.suggester"
HINT = "name what suggested this, or leave the key out if these are a person's labels"


def suggester_of(record: Record) -> str | None:
    """Who suggests what a record holds; None where nobody does.

    Raises InputError for a name that is none, or that of a member of the family in whatever case:
    whoever switches that one off, or looks how it fared, means the one that runs here. So does
    one that is null where nobody's name says whose labels these are instead.
    """
    name = record.suggester
    if name is UNSET or (name is None and (record.layer or not record.says_something)):
        return None
    if name is None:
        raise InputError("null is no suggester", WHERE, HINT)
    if not name.strip() or not is_name(name):
        shown = name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
        raise InputError(f"{shown!r} is no name for a suggester", WHERE, HINT)
    if normalize("NFC", name).strip().casefold() in SUGGESTERS:
        what = f"{name!r} is the name of one of the program's own suggesters"
        raise InputError(what, WHERE, f'call it otherwise, say "my {name.strip()}"')
    return name


def suggestions_of(content: AnnotationSet, suggester: str) -> Suggestions:
    """What a record says, as the suggestions of that suggester; without a score one is sure."""
    places = {s.id or f"#{n}": s.place for n, s in enumerate(content.spans)}
    spans = [
        Suggestion(
            s.start,
            s.end,
            s.label,
            s.origin or IMPORTED,
            1.0 if s.score is None else s.score,
            suggester,
        )
        for s in content.spans
    ]
    links = [
        SuggestedLink(r.label, places[r.head], places[r.child], IMPORTED, 1.0)
        for r in content.relations
    ]
    return merged(Suggestions(tuple(spans), tuple(links)))
