"""spaCy's DocBin: spans that may overlap, flat entities, and a configuration to train with."""

import gc
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.record import Record, RecordRelation, RecordSpan
from annotate.formats.base import Format, Incoming, Loss, Problem, Source, Writing
from annotate.formats.expanding import let_lines_run
from annotate.formats.extras import library
from annotate.formats.flat import touched
from annotate.formats.losses import Losses
from annotate.formats.rest import joined
from annotate.formats.spacy_docs import (
    ANY,
    ATTRIBUTES,
    KEY,
    LINKS,
    RECORD,
    Cut,
    Shards,
    TextTokens,
)
from annotate.formats.spacy_training import FILE_NAME as CONFIGURATION
from annotate.formats.spacy_training import write_configuration

SPLIT = "train"
WATCHED = ("validation", "dev", "val", "valid")
"""What the split is called that training is watched on; without any it is that of training."""
LARGEST, STEP = 1 << 29, 1 << 20
"""Bytes that a file may hold, and of them those that are read and unpacked at once to find out."""
Labelled = tuple[int, int, str]
"""The first and the last (inclusive) token of a span, and its label."""
_decode = msgspec.json.Decoder(Record).decode
_decode_links = msgspec.json.Decoder(tuple[RecordRelation, ...]).decode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of the docs; of docs of others the labels are those of all groups of spans.

    Where there are none, they are the entities.
    """
    tokens, vocab = library("spacy.tokens", "spacy"), library("spacy.vocab", "spacy").Vocab()
    try:
        docs, columns = _opened(_content(stream), tokens.DocBin, vocab)
    except InputError as error:
        yield Problem(source.name, 0, str(error))
        return
    cut = Cut()
    for number in range(len(docs)):
        one, said = _alone(docs, number, columns), docs.user_data[number : number + 1]
        yield _item(source, number + 1, one.get_docs(vocab), cut, said)


def _content(stream: BinaryIO) -> bytes:
    """What is in a file; of one that is too large, enough to tell."""
    let_lines_run(stream)  # it has none
    content = bytearray()
    while len(content) <= LARGEST and (piece := stream.read(STEP)):
        content += piece
    return bytes(content)


def _item(
    source: Source, number: int, docs: Iterator[Any], cut: Cut, said: Sequence[bytes | None]
) -> Incoming | Problem:
    try:
        record = _record(source, number, next(docs), cut, _user_data(said[0]) if said[0] else {})
    except InputError as error:
        return Problem(source.name, number, str(error))
    # hashes of words that are not there, spans beyond the end, arrays of other lengths …
    except Exception as error:
        gc.enable()  # which srsly leaves off where it fails
        return Problem(source.name, number, f"a doc that cannot be read ({type(error).__name__})")
    return Incoming(record, number, unit="codepoint")


def _opened(content: bytes, make: Any, vocab: Any) -> tuple[Any, list[int]]:
    """A DocBin and which columns of it to read, its words in the vocabulary.

    Raises InputError for what is none, or too large to hold.
    """
    try:
        if max(_unpacked(content), len(content)) > LARGEST:
            hint = "write it as several"
            raise InputError(f"more than {LARGEST >> 20} MB when it is unpacked", hint=hint)
        docs, wanted = make().from_bytes(content), make(attrs=ATTRIBUTES).attrs
        for string in docs.strings:
            vocab.strings.add(string)
        return docs, [docs.attrs.index(name) for name in wanted if name in docs.attrs]
    except InputError:
        raise
    # whatever msgpack and arrays of anything raise
    except Exception as error:
        gc.enable()  # which srsly leaves off where it fails
        raise InputError("not a DocBin that can be read", hint="is the file cut off?") from error


def _unpacked(content: bytes) -> int:
    """How many bytes there are when it is unpacked; if they are too many, at least so many."""
    unpacking, size = zlib.decompressobj(), 0
    while content and size <= LARGEST:
        size += len(unpacking.decompress(content, STEP))
        content = unpacking.unconsumed_tail
    return size


def _alone(docs: Any, number: int, columns: list[int]) -> Any:
    """A DocBin with but one of the docs, so that another that is bad does it no harm."""
    one, here = type(docs)(), slice(number, number + 1)
    one.attrs = [docs.attrs[column] for column in columns]
    one.tokens = [tokens[:, columns] for tokens in docs.tokens[here]]
    for name in ("spaces", "cats", "flags", "span_groups"):
        setattr(one, name, getattr(docs, name)[here])
    return one


def _user_data(packed: bytes) -> dict[Any, Any]:
    """What `doc.user_data` was. Where extensions of others are in it, their keys are no text."""
    try:
        return msgspec.msgpack.decode(packed, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeError):
        return cast(dict[Any, Any], library("srsly", "spacy").msgpack_loads(packed, use_list=False))


def _record(source: Source, number: int, doc: Any, cut: Cut, said: dict[Any, Any]) -> Record:
    labelled = list(_labelled(doc))
    words, own = cut.words(doc), said.get(RECORD)
    if not isinstance(own, str):
        record = joined(None, words.text, [_span(words, place) for place in labelled])
        return replace(record, id=f"{source.id}/{number}" if source.id else None)
    rest = decode_json(own, _decode)
    spans = list(_as_written(words, labelled, rest.spans or ()))
    ids = {span.id for span in spans}
    links = (link for link in _links(said) if link.head in ids and link.child in ids)
    return joined(rest, words.text, spans, links)


def _labelled(doc: Any) -> Iterator[Labelled]:
    groups = [span for group in doc.spans.values() for span in group]
    for span in groups or doc.ents:
        yield span.start, span.end - 1, span.label_


def _links(said: dict[Any, Any]) -> tuple[RecordRelation, ...]:
    try:
        return decode_json(msgspec.json.encode(said.get(LINKS, ())), _decode_links)
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


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A doc a record, and what `spacy train` needs to know.

    All comes back; a span whose edges are not those of tokens counts as flattened. Offsets are
    those of tokens, whatever unit is asked for.
    """
    return write_splits({SPLIT: records}, folder, how)


def write_splits(parts: Mapping[str, Iterable[Record]], folder: Path, how: Writing) -> Loss:
    """A folder a split; training is on the one called train, watched on the one for that."""
    losses, longest, languages = Losses(), 0, dict[str, str]()
    for split, records in parts.items():
        (folder / split).mkdir()
        with Shards(folder / split, how.scheme, losses) as shards:
            for record in records:
                shards.add(record)
        longest = max(longest, shards.longest)
        if shards.count:
            languages[split] = shards.language
    # one without docs can be neither learned from nor watched
    train = next((name for name in (SPLIT, *languages) if name in languages), next(iter(parts)))
    dev = next((name for name in WATCHED if name in languages), train)
    language = languages.get(train, ANY)
    write_configuration(folder, language=language, key=KEY, longest=longest, train=train, dev=dev)
    return losses.loss()


FORMAT = Format(
    "spacy", (".spacy",), read, write, furniture=(CONFIGURATION,), write_splits=write_splits
)
