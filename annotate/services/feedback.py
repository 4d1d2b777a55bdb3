"""Feedback: an annotator's own labels against gold, article by article and by label."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from annotate.agreement.counting.columns import cleaned
from annotate.agreement.counting.differences import NOBODY, differences
from annotate.core.annotation_set import EMPTY, AnnotationSet
from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.layers import AGAIN, GOLD
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Scheme
from annotate.core.suggestion import Place
from annotate.services.controls.comparing import Against, Two, against, batch
from annotate.storage import annotations, controls, documents, gold, golds
from annotate.storage.store import Store

Kind = Literal["same", "label", "boundary", "both", "mine", "gold"]
"""What one's own span is beside gold: `mine` has none there, of `gold` one has none oneself."""
KINDS: dict[tuple[bool, bool], Kind] = {
    (True, True): "same",
    (False, True): "label",
    (True, False): "boundary",
    (False, False): "both",
}
"""By whether the label, and the place, is the same."""


class Compared(Struct, frozen=True, kw_only=True):
    """One place: what is one's `own` there, and what is `gold`, with their texts; None is nothing.

    `reason` is what the reviewer noted in that paragraph (0-based), `unclear` that the guideline
    was found to be so there.
    """

    kind: Kind
    paragraph: int
    own: Place | None
    gold: Place | None
    own_text: str = ""
    gold_text: str = ""
    reason: str = ""
    unclear: bool = False

    @property
    def place(self) -> Place:
        """Where it is: one's own span, else gold's."""
        found = self.own or self.gold
        assert found is not None  # one of them is always there
        return found


class Links(Struct, frozen=True):
    """How many links, by the places of their ends, are the same, only one's own, only gold."""

    same: int
    mine: int
    gold: int


class Feedback(Struct, frozen=True, kw_only=True):
    """One article: every place in the order of its text, links, and what the reviewer said of it.

    `key` is its number in this file.
    """

    key: int
    document: str
    title: str
    source: str
    places: tuple[Compared, ...]
    links: Links
    reason: str
    unclear: bool

    def count(self, kind: Kind) -> int:
        """How many places are of a kind."""
        return sum(place.kind == kind for place in self.places)


def available(store: Store, annotator: str) -> list[int]:
    """The articles of which there is feedback: finished, gold settled, and not kept back."""
    if annotator.startswith((GOLD, AGAIN)):
        return []
    return [key for key in gold.finished(store, annotator) if _is_due(store, annotator, key)]


def why_not(store: Store, annotator: str, key: int) -> str:
    """Why there is no feedback on an article; "" where there is.

    What is kept back, since it would tell that the article is a control, sounds like what is not
    settled.
    """
    if annotator.startswith((GOLD, AGAIN)):
        return "feedback is on what one labelled the first time"
    if key not in gold.finished(store, annotator):
        return "feedback comes when the article is done"
    return "" if _is_due(store, annotator, key) else "no gold to compare with yet"


def _is_due(store: Store, annotator: str, key: int) -> bool:
    """Whether gold of an article that somebody finished may be shown to them."""
    settled = gold.settled(store, key) is not None or golds.read(store, key) is not None
    return settled and not controls.is_withheld(store, annotator, key)


def feedback(store: Store, scheme: Scheme, annotator: str, key: int) -> Feedback:
    """An article's feedback; that gold was shown is kept. Raises InputError where there is none."""
    if why := why_not(store, annotator, key):
        raise InputError(why)
    controls.show(store, annotator, [key])
    return _compared(key, scheme, _two(store, scheme, annotator, key))


def by_label(store: Store, scheme: Scheme, annotator: str, keys: Sequence[int]) -> Against:
    """The figures of some articles, by label; that gold was shown is kept."""
    controls.show(store, annotator, keys)
    twos = (_two(store, scheme, annotator, key) for key in keys)
    return against(scheme, ("you", "gold"), twos)


def _two(store: Store, scheme: Scheme, annotator: str, key: int) -> Two:
    both = annotations.read(store, key, annotator), _gold(store, key)
    said = (in_present_names(content, scheme.former) for content in both)
    return Two(documents.get(store, key), *said)


def _gold(store: Store, key: int) -> AnnotationSet:
    """What is gold here, or as a hub has shown it."""
    layer = gold.settled(store, key)
    if layer:
        return annotations.read(store, key, layer)
    return golds.read(store, key) or EMPTY


def _compared(key: int, scheme: Scheme, two: Two) -> Feedback:
    document, settlement = two.document, two.other.settlement
    return Feedback(
        key=key,
        document=document.id,
        title=document.title,
        source=document.source,
        places=tuple(_places(scheme, two)),
        links=_links(two),
        reason=settlement.reason if settlement else "",
        unclear=bool(settlement and settlement.unclear),
    )


def _places(scheme: Scheme, two: Two) -> list[Compared]:
    """Every span once, matched as agreement matches it, in the order of the text."""
    found = [_place(two.document, two.other, *pair) for pair in _matched(scheme, two)]
    return sorted(found, key=lambda each: (each.place[0], -each.place[1], each.place[2]))


def _matched(scheme: Scheme, two: Two) -> Iterator[tuple[Place | None, Place | None]]:
    columns = cleaned(batch(scheme, [two]))
    names = [label.name for label in scheme.labels]

    def place(row: int) -> Place | None:
        if row == NOBODY:
            return None
        _, start, end, label = columns.spans[row].tolist()
        return start, end, names[label]

    found = differences(columns, same=True)
    for first, second in zip(found.first.tolist(), found.second.tolist(), strict=True):
        yield place(first), place(second)


def _place(
    document: Document, said: AnnotationSet, own: Place | None, other: Place | None
) -> Compared:
    paragraph = document.paragraph_at((own or other or (0,))[0])
    return Compared(
        kind=_kind(own, other),
        paragraph=paragraph,
        own=own,
        gold=other,
        own_text=document.text[own[0] : own[1]] if own else "",
        gold_text=document.text[other[0] : other[1]] if other else "",
        reason="\n".join(note.text for note in said.notes if note.paragraph == paragraph),
        unclear=any(flag.paragraph == paragraph for flag in said.flags),
    )


def _kind(own: Place | None, other: Place | None) -> Kind:
    if own is None or other is None:
        return "mine" if own else "gold"
    return KINDS[own[2] == other[2], own[:2] == other[:2]]


def _links(two: Two) -> Links:
    own, other = (_linked(content) for content in (two.one, two.other))
    return Links(len(own & other), len(own - other), len(other - own))


def _linked(content: AnnotationSet) -> set[tuple[str, Place, Place]]:
    ends = {s.id: s.place for s in content.spans}
    return {(r.label, ends[r.head], ends[r.child]) for r in content.relations}
