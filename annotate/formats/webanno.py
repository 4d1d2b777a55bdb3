"""The W3C's Web Annotations in JSON-LD: a page of annotations for each article and annotator."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, repeat
from typing import BinaryIO, NamedTuple, NoReturn
from urllib.parse import unquote

import msgspec
from msgspec import UNSET, Raw
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan
from annotate.formats.base import Format, Incoming, Problem, Source
from annotate.formats.encodings import decode, standard_name
from annotate.formats.json_array import Make, read_array
from annotate.formats.lines import Counted
from annotate.formats.rest import Along, joined, marked
from annotate.formats.webanno_model import HASH, Annotation, Body, Element, Thing
from annotate.formats.webanno_places import Place, address, places_of, targets_of
from annotate.formats.webanno_writing import write

LABELLING, REMARKING = {"tagging", "classifying"}, {"commenting", "describing", "replying"}
PARTS = re.compile(r"[/#:]")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_decode = msgspec.json.Decoder(Element).decode
_decode_annotation = msgspec.json.Decoder(Annotation).decode


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
    for make in _makes(source, None, _grouped(alone)):
        try:
            record, unit = make()
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
    bad: list[InputError] = []
    groups = _grouped(_annotations(found.items, bad))
    if not found.items and found.annotate:
        groups = [Group("", "", [], [])]
    yield from _makes(source, found.annotate, groups)
    yield from (partial(_fail, error) for error in bad)


def _annotations(items: Iterable[Raw], bad: list[InputError]) -> Iterator[Annotation]:
    """The annotations of a page, without those that are none."""
    for n, item in enumerate(items):
        try:
            yield decode_json(bytes(item), _decode_annotation)
        except InputError as error:
            where = f"$.items[{n}]{error.where.removeprefix('$')}"
            bad.append(InputError(error.what, where, error.hint))


def _makes(source: Source, along: Along | None, groups: Iterable[Group]) -> Iterator[Make]:
    """How to make the record of each group, and to say which of its annotations are left out."""
    for group in groups:
        bad: list[InputError] = []
        yield partial(_record, source, along, group, bad)
        yield from (partial(_fail, error) for error in bad)  # known once the record was made


def _fail(error: InputError) -> NoReturn:
    raise error


def _grouped(annotations: Iterable[Annotation]) -> list[Group]:
    """The annotations by what they annotate and by whom; a link is with the label it leads to."""
    groups: dict[tuple[str, str], Group] = {}
    by_id: dict[str, Group] = {}
    links = []
    for annotation in annotations:
        if targets := targets_of(annotation):
            key = address(targets[0].source), _creator(annotation)
            group = by_id[annotation.id] = groups.setdefault(key, Group(*key, [], []))
            group.labels.append(annotation)
        else:
            links.append(annotation)
    for link in links:
        key = "", _creator(link)
        group = by_id.get(_child(link)) or groups.setdefault(key, Group(*key, [], []))
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


def _last(address: str) -> str:
    """What an address ends in, which is mostly a name."""
    return unquote(PARTS.split(address.rstrip("/#:"))[-1])


def _record(source: Source, along: Along | None, group: Group, bad: list[InputError]) -> Counted:
    """The record of a group, without what is added to `bad`: where that is all, it is raised."""
    rest = along.record if along else _article(source, group.target)
    unit = along.offset_unit if along else None
    spans: list[RecordSpan] = []
    notes: list[RecordNote] = []
    indexes: dict[str, int] = {}
    for annotation in group.labels:
        try:
            new = _spans(annotation, places_of(annotation, rest.text, unit))
        except InputError as error:
            bad.append(error)
            continue
        indexes[annotation.id] = len(spans)
        notes += (RecordNote(text, len(spans)) for text in _values(annotation, REMARKING))
        spans += new
    links = _relations(group.links, indexes, bad)
    if bad and not spans:
        raise bad.pop(0)
    record = joined(rest, rest.text, marked(along, spans), links, group.creator or None)
    if not record.notes and not (along and along.record.layer):
        record = replace(record, notes=tuple(notes))
    return record, unit


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


def _spans(annotation: Annotation, places: Iterable[Place]) -> list[RecordSpan]:
    """A span for each place and label; the first has the annotation's id."""
    labels = _values(annotation, LABELLING)
    if not labels:
        raise InputError("an annotation without a label", annotation.id, "see docs/formats.md")
    ids = chain([_last(annotation.id) or None], repeat(None))
    return [
        RecordSpan(id=next(ids), start=place.start, end=place.end, label=label, text=place.quoted)
        for place in places
        for label in labels
    ]


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


def _relations(
    links: Iterable[Annotation], indexes: Mapping[str, int], bad: list[InputError]
) -> list[RecordRelation]:
    """The links, without those that are added to `bad`."""
    found = []
    for link in links:
        try:
            found.append(_relation(link, indexes))
        except InputError as error:
            bad.append(error)
    return found


def _relation(link: Annotation, indexes: Mapping[str, int]) -> RecordRelation:
    """A link: from the annotation in its body to the one that is its target."""
    if isinstance(link.target, tuple) and len(link.target) > 1:
        raise InputError("a link to several annotations", link.id, "make one for each")
    head = next((body.source for body in _bodies(link) if body.source), "")
    ends = (head, _child(link))
    missing = next((end for end in ends if end not in indexes), None)
    if missing is not None:
        raise InputError(f"no annotation {missing!r}", link.id, "name it by its id")
    label = next(iter(_values(link, LABELLING)), "")
    return RecordRelation(label, indexes[ends[0]], indexes[ends[1]])


def _child(link: Annotation) -> str:
    """The id of the annotation that a link leads to."""
    target = link.target[0] if isinstance(link.target, tuple) and link.target else link.target
    return target if isinstance(target, str) else ""


FORMAT = Format("webanno", (".jsonld",), read, write, textless=True)
