"""The parts of a Web Annotation, as far as labels and links of texts need them."""

from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from annotate.formats.rest import Along

CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {"annotate": {"@id": "urn:annotate:record", "@type": "@json"}},
)
HASH = "urn:sha256:"
"""How a text is named that has no address."""


class Body(Struct, frozen=True, omit_defaults=True):
    """A label, a remark, or one end of a link."""

    type: str | UnsetType = UNSET
    purpose: str | UnsetType = UNSET
    value: str | UnsetType = UNSET
    source: str | UnsetType = UNSET


class Selector(Struct, frozen=True, omit_defaults=True):
    """Where a span is, by its offsets or by what it quotes."""

    type: str
    start: int | UnsetType = UNSET
    end: int | UnsetType = UNSET
    exact: str | UnsetType = UNSET
    prefix: str | UnsetType = UNSET
    suffix: str | UnsetType = UNSET


class Thing(Struct, frozen=True, omit_defaults=True):
    """Whoever or whatever has an address."""

    id: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    name: str | UnsetType = UNSET


class Target(Struct, frozen=True, omit_defaults=True):
    """A part of a text."""

    source: str | Thing
    selector: tuple[Selector, ...] | Selector | UnsetType = UNSET


class Annotation(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One label of one span, or a link of two."""

    id: str = ""
    type: str | UnsetType = UNSET
    motivation: str | tuple[str, ...] | UnsetType = UNSET
    creator: str | Thing | tuple[str | Thing, ...] | UnsetType = UNSET
    body: tuple[Body | str, ...] | Body | str | UnsetType = UNSET
    target: str | Target | tuple[str | Target, ...] | UnsetType = UNSET


class Page(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What one annotator says of one article."""

    context: Any = msgspec.field(default=UNSET, name="@context")
    id: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    items: tuple[Annotation, ...] | UnsetType = UNSET
    annotate: Along | UnsetType = UNSET


class Element(Annotation, frozen=True):
    """What a file may hold: an annotation, a page of them, or a collection with its first page."""

    items: tuple[Raw, ...] | UnsetType = UNSET
    annotate: Along | None = None
    first: "str | Element | UnsetType" = UNSET
