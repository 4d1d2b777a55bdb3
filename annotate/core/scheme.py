"""The scheme: all labels and relations of a project, and the default one for news text."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Unit = Literal["quotation", "attribution", "paragraph", "selection"]
"""What a label key takes when nothing is selected."""

COLOURS = (
    "green",
    "amber",
    "blue",
    "red",
    "grey",
    "violet",
    "cyan",
    "orange",
    "pink",
    "olive",
    "teal",
    "brown",
)
"""Colours by name; `#rrggbb` is the other way to give one."""


class Label(Struct, frozen=True):
    """One category. `key` is a single printable character; `formerly` holds names it had."""

    name: str
    key: str
    colour: str = "grey"
    unit: Unit = "selection"
    help: str = ""
    formerly: tuple[str, ...] = ()


class RelationType(Struct, frozen=True):
    """A kind of link: which labels its head may have, and which its child."""

    label: str
    head: tuple[str, ...]
    child: tuple[str, ...]
    help: str = ""


class Scheme(Struct, frozen=True):
    """The labels in the order of their digits, and the relations.

    `retired` are names of labels and relations that nothing gets any more: what has them stays.
    """

    labels: tuple[Label, ...] = ()
    relations: tuple[RelationType, ...] = ()
    retired: tuple[str, ...] = ()

    @property
    def former(self) -> dict[str, str]:
        """From each name that one label had to the one it has."""
        return {name: became[0] for name, became in self._became().items() if len(became) == 1}

    @property
    def split(self) -> dict[str, tuple[str, ...]]:
        """From each name that several labels had, to those: which of them is a person's to say."""
        return {name: became for name, became in self._became().items() if len(became) > 1}

    @property
    def bygone(self) -> frozenset[str]:
        """The names that spans and links may still have, though the scheme gives them to none."""
        return frozenset((*self.retired, *self.split))

    @property
    def names(self) -> frozenset[str]:
        """All names that spans and links may have: those of today, former ones, and bygone."""
        today = (known.name for known in self.labels), (known.label for known in self.relations)
        return self.bygone.union(*today, self.former)

    def _became(self) -> dict[str, tuple[str, ...]]:
        became: dict[str, tuple[str, ...]] = {}
        for label in self.labels:
            for name in label.formerly:
                became[name] = (*became.get(name, ()), label.name)
        return became

    def label(self, name: str) -> Label | None:
        """The label of that name."""
        return next((label for label in self.labels if label.name == name), None)

    def relation(self, name: str) -> RelationType | None:
        """The relation of that name."""
        return next((r for r in self.relations if r.label == name), None)

    def permits(self, relation: str, head: str, child: str) -> bool:
        """Whether that relation may lead from a span labelled `head` to one labelled `child`."""
        found = self.relation(relation)
        return found is not None and head in found.head and child in found.child

    def with_bygone(self, labels: Iterable[str], relations: Iterable[str]) -> "Scheme":
        """The scheme with those of these names that are bygone, at the end and without a key."""
        old = [n for n in sorted(self.bygone.intersection(labels)) if not self.label(n)]
        known = (*self.labels, *(Label(name, "", help=self._why(name)) for name in old))
        links = [n for n in sorted(self.bygone.intersection(relations)) if not self.relation(n)]
        ends = tuple(label.name for label in known)
        old_links = (RelationType(name, ends, ends, self._why(name)) for name in links)
        return Scheme(known, (*self.relations, *old_links), self.retired)

    def _why(self, name: str) -> str:
        became = self.split.get(name)
        return f"Split into {', '.join(became)}." if became else "Retired."

    def relations_between(self, head: str, child: str) -> list[RelationType]:
        """The relations that may lead from a span labelled `head` to one labelled `child`."""
        return [r for r in self.relations if head in r.head and child in r.child]


DEFAULT_SCHEME = Scheme(
    labels=(
        Label("quote", "q", "green", "quotation", "Words of somebody, with their marks."),
        Label(
            "attribution",
            "a",
            "amber",
            "attribution",
            "The wording that says who said it: source and cue as one span.",
        ),
        Label("caption", "c", "blue", "paragraph", "A picture's caption, with its credit."),
        Label("ad", "d", "red", "paragraph", "Advertising, also the site's own."),
        Label("body", "b", "grey", "paragraph", "A paragraph of the article itself."),
    ),
    relations=(
        RelationType(
            "attributes", ("attribution",), ("quote", "body"), "From who said it to what was said."
        ),
        RelationType(
            "continues", ("quote",), ("quote",), "From a part of a quotation to its next part."
        ),
    ),
)
