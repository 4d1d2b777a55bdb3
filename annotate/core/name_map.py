"""Names of labels and relations that others use: the map file, the usual ones, what they mean."""

import re
import tomllib
from functools import lru_cache

import msgspec
from msgspec import Struct

from annotate.core.errors import InputError
from annotate.core.misfit import in_file
from annotate.core.scheme import Scheme

USUAL_LABELS = {
    "quotation": "quote",
    "citation": "quote",
    "cite": "quote",
    "direct_quote": "quote",
    "direct_quotation": "quote",
    "direct_speech": "quote",
    "speech": "quote",
    "attrib": "attribution",
    "attribution_span": "attribution",
    "photo_caption": "caption",
    "picture_caption": "caption",
    "image_caption": "caption",
    "advertisement": "ad",
    "advert": "ad",
    "advertising": "ad",
    "promotion": "ad",
    "sponsored": "ad",
    "content": "body",
    "paragraph": "body",
    "article_body": "body",
    "body_text": "body",
}
"""How labels of the default scheme are called elsewhere, `plain` as they are compared."""
USUAL_RELATIONS = {
    "attributed_to": "attributes",
    "attributed_by": "attributes",
    "attribution": "attributes",
    "attribution_of": "attributes",
    "said_by": "attributes",
    "spoken_by": "attributes",
    "quoted_by": "attributes",
    "continued_by": "continues",
    "continuation": "continues",
}
"""The same for relations; which way they go is the way that the scheme permits."""
LEFT_OUT = ""
"""What a map gives for a name that is to be left out."""
HINT = "see docs/formats.md"


class ForeignRelation(Struct, frozen=True, forbid_unknown_fields=True):
    """What a relation of others is here; `reverse` says whether its ends are the other way round.

    Where it says nothing, they are so wherever only that way is permitted.
    """

    label: str
    reverse: bool | None = None


class NameMap(Struct, frozen=True, forbid_unknown_fields=True):
    """From the names others use to those of the scheme, "" for what is to be left out."""

    labels: dict[str, str] = {}
    relations: dict[str, str | ForeignRelation] = {}

    def relation(self, name: str) -> ForeignRelation | None:
        """What a relation of that name is here, if the map says."""
        found = self.relations.get(name)
        return ForeignRelation(found) if isinstance(found, str) else found

    @property
    def left_out(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names of labels, and of relations, that are to be left out."""
        labels = {name for name, ours in self.labels.items() if ours == LEFT_OUT}
        found = {name: self.relation(name) for name in self.relations}
        relations = {name for name, r in found.items() if r and r.label == LEFT_OUT}
        return frozenset(labels), frozenset(relations)


def parse_map(source: str, scheme: Scheme, where: str) -> NameMap:
    """The map that a TOML file holds. Raises InputError in one line."""
    try:
        raw = tomllib.loads(source.removeprefix("\ufeff"))
        found = msgspec.convert(raw, NameMap)
    except msgspec.ValidationError as error:
        raise InputError(in_file(error), where, HINT) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"not valid TOML: {error}", where) from error
    _check_targets(found, scheme, where)
    return found


def _check_targets(found: NameMap, scheme: Scheme, where: str) -> None:
    labels = [label.name for label in scheme.labels]
    relations = [relation.label for relation in scheme.relations]
    named = [r.label for name in found.relations if (r := found.relation(name))]
    for what, names, known in (
        ("label", found.labels.values(), labels),
        ("relation", named, relations),
    ):
        unknown = next((name for name in names if name not in ("", *known)), None)
        if unknown is not None:
            hint = f"the scheme has {', '.join(known) or 'none'}"
            raise InputError(f"unknown {what} {unknown!r}", where, hint)


class Names:
    """What the names that arrive mean in one scheme.

    What the map says comes first, then the scheme's own names, present and former; then these in
    another spelling, then the usual names.
    """

    def __init__(self, scheme: Scheme, given: NameMap | None = None) -> None:
        self._scheme, self._map = scheme, given or NameMap()
        # a bygone name is nobody's: what has it keeps it, as in the project that it came from
        own = {name: name for name in scheme.bygone if not scheme.relation(name)}
        own |= {label.name: label.name for label in scheme.labels} | scheme.former
        self.labels = own | self._map.labels
        """Labels by the names that need no thought."""
        self._spelt = {plain(name): label for name, label in own.items()}
        self._links = {plain(r.label): r.label for r in scheme.relations}
        self.permitted = {
            (r.label, head, child)
            for r in scheme.relations
            if r.label not in self._map.relations
            for head in r.head
            for child in r.child
        }
        """Relations with their ends' labels that need no thought."""

    def label(self, name: str) -> str | None:
        """The label that a name means, if any."""
        if name in self.labels:
            return self.labels[name]
        usual = USUAL_LABELS.get(plain(name), "")
        return self._spelt.get(plain(name)) or self._spelt.get(usual)

    def relation(self, name: str) -> ForeignRelation | None:
        """The relation that a name means, if any."""
        given = self._map.relation(name)
        if given or self._scheme.relation(name):
            return given or ForeignRelation(name, reverse=False)
        label = self._links.get(plain(name)) or USUAL_RELATIONS.get(plain(name), "")
        return ForeignRelation(label) if self._scheme.relation(label) else None

    def turns(self, found: ForeignRelation, head: str, child: str) -> bool:
        """Whether a relation between spans with these labels arrives the other way round."""
        if found.reverse is not None:
            return found.reverse
        permits = self._scheme.permits
        return not permits(found.label, head, child) and permits(found.label, child, head)


@lru_cache(4096)
def plain(name: str) -> str:
    """A name as names are compared: "Direct Quote" and "direct-quote" are direct_quote."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())
