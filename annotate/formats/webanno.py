"""The W3C's Web Annotations in JSON-LD: a page of annotations for each article and annotator."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan
from annotate.formats.base import Format, Incoming, Problem, Source
from annotate.formats.encodings import decode, standard_name
from annotate.formats.json_array import Make, read_array
from annotate.formats.lines import Counted
from annotate.formats.rest import Along, joined, marked
from annotate.formats.webanno_model import (
    HASH,
    Annotation,
    Body,
    Element,
    Selector,
    Target,
    Thing,
)
from annotate.formats.webanno_writing import write

LABELLING, REMARKING = {"tagging", "classifying"}, {"commenting", "describing", "replying"}
PARTS = re.compile(r"[/#:]")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_decode = msgspec.json.Decoder(Element).decode


class Group(NamedTuple):
    """What one creator says of one article: its labels and its links."""

    target: str
    creator: str
    labels: list[Annotation]
    links: list[Annotation]


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of pages as they come, and of annotations that stand alone at the end."""
    alone: list[Annotation] = []
    yield from read_array(source, stream, encoding, partial(_records, source, alone))
    for group in _grouped(alone):
        try:
            record, unit = _record(source, None, group)
            yield Incoming(record, 0, standard_name(encoding or "utf-8"), unit, any_unit=True)
        except InputError as error:
            yield Problem(source.name, 0, str(error))


def _records(source: Source, alone: list[Annotation], element: bytes) -> Iterator[Make]:
    """How to make the records of a page; an annotation is put with those that stand alone."""
    found = decode_json(element, _decode)
    if isinstance(found.first, Element):
        found = found.first
    if found.items is UNSET:
        alone.append(found)
        return
    groups = _grouped(found.items)
    if not groups and found.annotate:
        groups = [Group("", "", [], [])]
    for group in groups:
        yield partial(_record, source, found.annotate, group)


def _grouped(annotations: Iterable[Annotation]) -> list[Group]:
    """The annotations by what they annotate and by whom; a link is with the label it leads to."""
    groups: dict[tuple[str, str], Group] = {}
    by_id: dict[str, Group] = {}
    links = []
    for annotation in annotations:
        if isinstance(annotation.target, Target):
            key = _address(annotation.target.source), _creator(annotation)
            group = by_id[annotation.id] = groups.setdefault(key, Group(*key, [], []))
            group.labels.append(annotation)
        else:
            links.append(annotation)
    for link in links:
        key = "", _creator(link)
        at = link.target if isinstance(link.target, str) else ""
        group = by_id.get(at) or groups.setdefault(key, Group(*key, [], []))
        group.links.append(link)
    return list(groups.values())


def _creator(annotation: Annotation) -> str:
    """Who made it, the first of several: a name, or what an address ends in."""
    creator = annotation.creator
    if isinstance(creator, tuple):
        creator = next(iter(creator), "")
    if isinstance(creator, Thing):
        return creator.name or _last(creator.id or "")
    return _last(creator or "")


def _address(source: str | Thing) -> str:
    return source if isinstance(source, str) else source.id or ""


def _last(address: str) -> str:
    """What an address ends in, which is mostly a name."""
    return unquote(PARTS.split(address.rstrip("/#:"))[-1])


def _record(source: Source, along: Along | None, group: Group) -> Counted:
    """The record of a group. Raises InputError that names the annotation."""
    rest = along.record if along else _article(source, group.target)
    spans: list[RecordSpan] = []
    notes: list[RecordNote] = []
    indexes: dict[str, int] = {}
    for annotation in group.labels:
        indexes[annotation.id] = len(spans)
        notes += (RecordNote(text, len(spans)) for text in _values(annotation, REMARKING))
        spans += _spans(annotation)
    links = [_relation(link, indexes) for link in group.links]
    record = joined(rest, rest.text, marked(along, spans), links, group.creator or None)
    if not record.notes and not (along and along.record.layer):
        record = replace(record, notes=tuple(notes))
    return record, along.offset_unit if along else None


def _article(source: Source, target: str) -> Record:
    """The article that is annotated: by its hash, in a file beside, or by its name."""
    if target.startswith(HASH):
        return Record(sha256=target.removeprefix(HASH))
    if SCHEME.match(target) or source.path is None:
        return Record(id=_last(target) or None)
    folder = source.path.parent.resolve()
    path = (folder / unquote(target)).resolve()
    if not path.is_relative_to(folder):
        raise InputError("it names a file outside of its folder", repr(target))
    if not path.is_file():
        return Record(id=_last(target) or None)
    try:
        return Record(id=_last(target), text=decode(path.read_bytes())[0])
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", repr(target)) from error


def _spans(annotation: Annotation) -> Iterator[RecordSpan]:
    """A span for each label; the first has the annotation's id."""
    target = annotation.target
    selectors = target.selector if isinstance(target, Target) else ()
    if isinstance(selectors, Selector):
        selectors = (selectors,)
    found = {selector.type: selector for selector in selectors or ()}
    place = found.get("TextPositionSelector")
    if place is None or place.start is UNSET or place.end is UNSET:
        hint = "it needs a TextPositionSelector with start and end"
        raise InputError("an annotation without offsets", annotation.id, hint)
    labels = _values(annotation, LABELLING)
    if not labels:
        raise InputError("an annotation without a label", annotation.id, "see docs/formats.md")
    quoted = found.get("TextQuoteSelector", place).exact
    for n, label in enumerate(labels):
        yield RecordSpan(
            id=_last(annotation.id) or None if n == 0 else None,
            start=place.start,
            end=place.end,
            label=label,
            text=None if quoted is UNSET else quoted,
        )


def _values(annotation: Annotation, purposes: Collection[str]) -> list[str]:
    """What the bodies for these purposes say; one without a purpose has the motivation's."""
    motives = annotation.motivation or ()
    own = {motives} if isinstance(motives, str) else set(motives)
    return [
        body.value
        for body in _bodies(annotation)
        if body.value and not ({body.purpose} if body.purpose else own).isdisjoint(purposes)
    ]


def _bodies(annotation: Annotation) -> list[Body]:
    """The bodies, however few; one that is a mere string is an address, or says something."""
    bodies = annotation.body or ()
    several = bodies if isinstance(bodies, tuple) else (bodies,)
    return [Body(value=b, source=b) if isinstance(b, str) else b for b in several]


def _relation(link: Annotation, indexes: Mapping[str, int]) -> RecordRelation:
    """A link: from the annotation in its body to the one that is its target."""
    head = next((body.source for body in _bodies(link) if body.source), "")
    ends = (head, link.target if isinstance(link.target, str) else "")
    missing = next((end for end in ends if end not in indexes), None)
    if missing is not None:
        raise InputError(f"no annotation {missing!r}", link.id, "name it by its id")
    label = next(iter(_values(link, LABELLING)), "")
    return RecordRelation(label, indexes[ends[0]], indexes[ends[1]])


FORMAT = Format("webanno", (".jsonld",), read, write, textless=True)
