"""CSV: a row an article, or a row a span; the first row names the columns."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import BinaryIO, NamedTuple

from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.record import Record, RecordSpan, with_unknown
from annotate.core.usual_keys import likely_text
from annotate.formats.base import Format, Incoming, Problem, Source
from annotate.formats.encodings import marked_encoding, standard_name
from annotate.formats.lines import refuse_undecoded, text_lines

ARTICLE = ("id", "title", "source", "url", "published", "language")
SPAN = ("start", "end", "label", "span", "span_id", "origin", "score")
KNOWN = {"text", "annotator", *ARTICLE, *SPAN}
DELIMITERS = ",;\t"
LONGEST = 1 << 26
"""Characters of a field; where there are more, a quotation mark is missing."""
LONE_CR = "a CR without LF outside of quotation marks, save it with LF or CR LF at the line ends"


class Row(NamedTuple):
    """A row, by the names of the columns; on which line it ends."""

    line: int
    fields: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """What a column holds, None for nothing."""
        return self.fields.get(name) or None


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records: rows that follow one another with the same article and annotator are one."""
    encoding = encoding or marked_encoding(stream)
    name = standard_name(encoding or "utf-8")
    with text_lines(stream, encoding) as lines:
        try:
            for rows in _grouped(_rows(source, lines, encoding)):
                if isinstance(rows, Problem):
                    yield rows
                    continue
                try:
                    yield Incoming(_record(rows), rows[0].line, name, any_unit=True)
                except InputError as error:
                    yield Problem(source.name, rows[0].line, str(error))
        except InputError as error:
            yield Problem(source.name, 1, str(error))
        except UnicodeError:
            reason = f"not {encoding} from here on, name its encoding with --encoding"
            yield Problem(source.name, 0, reason)


def _rows(source: Source, lines: Iterator[str], encoding: str | None) -> Iterator[Row | Problem]:
    """The rows, those that cannot be read as problems. Raises InputError without a text column."""
    csv.field_size_limit(LONGEST)  # for the whole process, but nothing else here reads CSV
    header = next(lines, "")
    refuse_undecoded(header, encoding)
    delimiter = max(DELIMITERS, key=header.count)
    reader = csv.reader(chain([header], lines), delimiter=delimiter, strict=True)
    names = _header(reader)
    if "text" not in names:
        likely = likely_text(dict.fromkeys(names, ""))
        hint = f"call the column {likely} so, if it is that" if likely else "see docs/formats.md"
        raise InputError("no column is called text", hint=hint)
    while True:
        try:
            fields = next(reader)
            if fields:
                refuse_undecoded("".join(fields), encoding)
                yield Row(reader.line_num, _named(names, fields))
        except StopIteration:
            return
        except (csv.Error, InputError) as error:
            yield Problem(source.name, reader.line_num, _reason(error))


def _header(reader: Iterator[list[str]]) -> list[str]:
    """The names of the columns. Raises InputError where the first row cannot be read.

    Also where two columns have one name: what stands in the one would be lost.
    """
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
    except csv.Error as error:
        raise InputError(_reason(error)) from error
    for name, number in Counter(filter(None, names)).items():
        if number > 1:
            raise InputError(f"two columns are called {name}", hint="give one of them another name")
    return names


def _reason(error: csv.Error | InputError) -> str:
    """What is wrong, in words for whoever has the file: the module's are a programmer's."""
    return LONE_CR if "new-line" in str(error) else str(error)


def _named(names: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    if len(fields) != len(names):
        hint = "is a quotation mark missing?"
        raise InputError(f"{len(fields)} fields for {len(names)} columns", hint=hint)
    return dict(zip(names, fields, strict=True))


def _grouped(rows: Iterator[Row | Problem]) -> Iterator[list[Row] | Problem]:
    """The rows of each record."""
    group: list[Row] = []
    for row in rows:
        if isinstance(row, Problem):
            yield row
        elif group and _goes_on(group[0], row):
            group.append(row)
        else:
            if group:
                yield group
            group = [row]
    if group:
        yield group


def _goes_on(first: Row, row: Row) -> bool:
    """Whether a row is of the same article, whose text it may leave out, and annotator."""
    same = all(row.get(name) == first.get(name) for name in ("id", "annotator"))
    return same and row.get("text") in (None, first.get("text"))


def _record(rows: Sequence[Row]) -> Record:
    first = rows[0]
    meta = {name: value for name, value in first.fields.items() if name not in KNOWN and value}
    record = Record(
        text=first.get("text"), spans=tuple(span for row in rows if (span := _span(row)))
    )
    told = {name: value for name in (*ARTICLE, "annotator") if (value := first.get(name))}
    return with_unknown(replace(record, **told), meta)


def _span(row: Row) -> RecordSpan | None:
    """The span of a row, if it has one. Raises InputError that names the line."""
    start, end, label = (row.get(name) for name in ("start", "end", "label"))
    if not (start or end or label):
        return None
    try:
        score = row.get("score")
        return RecordSpan(
            id=row.get("span_id"),
            start=_whole(start or ""),
            end=_whole(end or ""),
            label=label or "",
            text=row.get("span"),
            origin=row.get("origin"),
            score=float(score) if score else None,
        )
    except ValueError as error:
        where = f"line {row.line}"
        raise InputError("a span needs start and end in numbers", where, "and a label") from error


def _whole(number: str) -> int:
    """A whole number, also as pandas writes it where other rows have none: 5.0."""
    return int(number.strip().removesuffix(".0"))


FORMAT = Format("csv", (".csv", ".tsv"), read)
