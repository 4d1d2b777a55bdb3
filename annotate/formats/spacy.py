"""spaCy's DocBin: spans that may overlap, flat entities, and a configuration to train with."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.record import Record, RecordRelation, RecordSpan
from annotate.formats import spacy_bin
from annotate.formats.base import Format, Incoming, Joined, Problem, Source, Writing, Written, whole
from annotate.formats.flat import touched
from annotate.formats.losses import Losses
from annotate.formats.measured import let_lines_run
from annotate.formats.rest import joined
from annotate.formats.spacy_docs import FILE_NAME, KEY, LINKS, Shards
from annotate.formats.spacy_reading import Docs, Labelled, Said
from annotate.formats.spacy_tokens import ANY, TextTokens, cutting
from annotate.formats.spacy_training import FILE_NAME as CONFIGURATION
from annotate.formats.spacy_training import write_configuration

SPLIT = "train"
WATCHED = ("validation", "dev", "val", "valid")
"""What the split is called that training is watched on; without any it is that of training."""
STEP = 1 << 20
"""Bytes of a file that are read at once."""
_decode = msgspec.json.Decoder(Record).decode
_decode_links = msgspec.json.Decoder(tuple[RecordRelation, ...]).decode
_unpack_links = msgspec.msgpack.Decoder(tuple[RecordRelation, ...]).decode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of the docs; of docs of others the labels are those of all groups of spans.

    Where there are none, they are the entities.
    """
    try:
        docs = Docs(_content(stream))
    except InputError as error:
        yield Problem(source.name, 0, str(error))
        return
    for number in range(len(docs)):
        yield _item(source, docs, number)


def _content(stream: BinaryIO) -> bytes:
    """What is in a file; of one that is too large, enough to tell."""
    let_lines_run(stream)  # it has none
    content = bytearray()
    while len(content) <= spacy_bin.LARGEST and (piece := stream.read(STEP)):
        content += piece
    return bytes(content)


def _item(source: Source, docs: Docs, number: int) -> Incoming | Problem:
    try:
        return Incoming(_record(source, docs, number), number + 1, unit="codepoint")
    except InputError as error:
        return Problem(source.name, number + 1, str(error))
    # hashes of words that are not there, spans beyond the end, user data of any kind …
    except Exception as error:
        reason = f"a doc that cannot be read ({type(error).__name__})"
        return Problem(source.name, number + 1, reason)


def _record(source: Source, docs: Docs, number: int) -> Record:
    words, labelled, said = docs.words(number), docs.labelled(number), docs.said(number)
    own = _own(said)
    if own is None:
        record = joined(None, words.text, [_span(words, place) for place in labelled])
        return replace(record, id=f"{source.id}/{number + 1}" if source.id else None)
    rest = decode_json(own, _decode)
    spans = list(_as_written(words, labelled, rest.spans or ()))
    ids = {span.id for span in spans}
    links = (link for link in _links(said) if link.head in ids and link.child in ids)
    return joined(rest, words.text, spans, links)


def _own(said: Said) -> str | None:
    """What was written along, if the doc is from here."""
    try:
        return msgspec.msgpack.decode(said.record, type=str)
    except msgspec.ValidationError:
        return None


def _links(said: Said) -> tuple[RecordRelation, ...]:
    try:
        links = decode_json(bytes(said.links), _unpack_links)
        return decode_json(msgspec.json.encode(links), _decode_links)
    except InputError as error:
        where = f"user_data.{LINKS}{error.where.removeprefix('$')}"
        raise InputError(error.what, where, error.hint) from error


def _as_written(
    words: TextTokens, labelled: Iterable[Labelled], written: Iterable[RecordSpan]
) -> Iterator[RecordSpan]:
    """The spans of a doc: those that still are where they were written are what they were.

    One that touches no token comes back too, since nobody can have removed it.
    """
    known = defaultdict(list)
    for span in written:
        first, last = touched(words.edges, span)
        if first > last:
            yield span
        known[first, last, span.label].append(span)
    for place in labelled:
        yield known[place].pop() if known[place] else _span(words, place)


def _span(words: TextTokens, place: Labelled) -> RecordSpan:
    first, last, label = place
    start, end = words.edges[2 * first], words.edges[2 * last + 1]
    return RecordSpan(start=start, end=end, label=label, text=words.text[start:end])


class Facts(Struct, frozen=True):
    """What is known of some docs: the longest span in tokens, and how many have which language."""

    longest: int
    languages: Counter[str]


def write_split(records: Iterable[Record], split: str, folder: Path, how: Writing) -> Written:
    """A folder a split, a doc a record.

    All comes back; a span whose edges are not those of tokens counts as flattened. Offsets are
    those of tokens, whatever unit is asked for.
    """
    losses = Losses()
    (folder / split).mkdir()
    with Shards(folder / split, how.scheme, losses, cutting()) as shards:
        for record in records:
            shards.add(record)
    return Written(losses.loss(), Facts(shards.longest, shards.languages))


def finish(facts: Mapping[str, Sequence[Facts]], folder: Path, how: Writing) -> None:
    """How to train: on the split called train, watched on the one for that."""
    longest = max(of.longest for parts in facts.values() for of in parts)
    languages = {split: _together(of.languages for of in parts) for split, parts in facts.items()}
    # one without docs can be neither learned from nor watched
    filled = [split for split, found in languages.items() if found]
    train = next((split for split in (SPLIT, *filled) if split in filled), next(iter(facts)))
    dev = next((split for split in WATCHED if split in filled), train)
    language = _most(languages[train])
    write_configuration(folder, language=language, key=KEY, longest=longest, train=train, dev=dev)


def _together(counters: Iterable[Counter[str]]) -> Counter[str]:
    return sum(counters, Counter())


def _most(languages: Counter[str]) -> str:
    """That of most docs."""
    return max(sorted(languages), key=languages.__getitem__, default=ANY)


write = whole(write_split, SPLIT, finish)
FORMAT = Format(
    "spacy",
    (".spacy",),
    read,
    write,
    furniture=(CONFIGURATION,),
    write_split=write_split,
    finish=finish,
    only_split=SPLIT,
    joined=Joined(FILE_NAME),
)
