"""Records of a corpus beyond one machine, in a format that carries all of them.

Each is checked as an import checks it, and written as an export writes it; there is no project in
between, so nobody sees that two shards hold the same article.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet
from annotate.core.errors import InputError
from annotate.core.layers import check_layer
from annotate.core.readings import locate
from annotate.core.record import Record, to_record
from annotate.core.record_content import ContentReader
from annotate.core.record_document import document_of
from annotate.core.scheme import Scheme
from annotate.formats import get_writer
from annotate.formats.base import Incoming, Problem, Reader, Source, Writing
from annotate.formats.places import Place
from annotate.services.cluster.running import run
from annotate.services.cluster.shards import Shard, Told, Work, make
from annotate.services.suggested import suggester_of

NATIVE = ("parquet", "jsonl")
"""Formats that carry whatever a record says."""


def export_on_ray(
    paths: Sequence[Place], scheme: Scheme, format: str, out: Place
) -> Iterator[Shard]:
    """Write the records of each file that is not written to `out` yet; what became of each.

    Raises InputError for a format that does not carry all, and what `run` does.
    """
    if format not in NATIVE:
        raise InputError(f"{format} is written of a project", hint=f"take {', '.join(NATIVE)}")
    asked = sha256(msgspec.json.encode(["export", format, scheme])).hexdigest()
    act = partial(export_file, scheme, format)
    yield from run(Work(act, make(out), asked), paths, None)


def export_file(scheme: Scheme, format: str, read: Reader, source: Source, folder: Path) -> Told:
    """The records of one file."""
    reading = _Reading(scheme)
    get_writer(format)(reading.records(read, source), folder, Writing(scheme))
    return Told(reading.number, problems=tuple(reading.problems))


class _Reading:
    """Reads a file, and counts its records and what is wrong with others."""

    def __init__(self, scheme: Scheme) -> None:
        self._contents = ContentReader(scheme)
        self.number, self.problems = 0, list[str]()

    def records(self, read: Reader, source: Source) -> Iterator[Record]:
        """The records as an export of a project that has imported them has them."""
        try:
            with source.open() as stream:
                for item in read(source, stream, None):
                    yield from self._of(source, item)
        except OSError as error:
            what = f"cannot be read ({error.strerror or error})"
            self.problems.append(str(Problem(source.name, 0, what)))

    def _of(self, source: Source, item: object) -> Iterator[Record]:
        if isinstance(item, Problem):
            self.problems.append(str(item))
        elif isinstance(item, Incoming):
            try:
                record = _checked(item, self._contents)
            except InputError as error:
                self.problems.append(str(Problem(source.name, item.line, str(error))))
            else:
                self.number += 1
                yield record


def _checked(item: Incoming, contents: ContentReader) -> Record:
    """A record in the terms of the scheme, with offsets into its own text.

    Raises InputError that names the field.
    """
    record = item.record
    suggester = suggester_of(record)
    if record.layer:
        check_layer(record.layer)
    if record.text is None:
        raise InputError("no text in it", "$.text", "without a project each record brings its own")
    unit = item.unit or "codepoint"
    located = locate(record.spans or (), record.text, unit, or_any=item.any_unit)
    document = document_of(record, located)
    content = _named(contents.read(record, document, located))
    made = to_record(document, record.layer, content, record.appearances or ())
    if suggester:
        return replace(made, suggester=suggester, status=None, paragraph_status=None)
    return replace(made, guidelines=record.guidelines)


def _named(content: AnnotationSet) -> AnnotationSet:
    """With a name for each span, as links have it for those that came without."""
    spans = (s if s.id else replace(s, id=f"#{n}") for n, s in enumerate(content.spans))
    return replace(content, spans=tuple(spans))
