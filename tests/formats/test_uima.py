"""UIMA's XMI: dkpro-cassis reads what is written, and what it writes is read."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cassis import Cas, TypeSystem, load_cas_from_xmi, load_typesystem
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.record import Record, RecordFlag, RecordNote, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats import uima
from annotate.formats.base import Incoming, Lost, Problem, Source, Writing
from annotate.formats.uima_types import TYPES_FILE, type_system
from annotate.storage import annotations
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.formats import samples
from tests.formats.reading import problems, read, records
from tests.formats.round_trips import batches, imported
from tests.formats.round_trips import records as records_of
from tests.formats.samples import ATTRIBUTION, EXPECTED, LINK, PLACES, QUOTE
from tests.formats.test_samples import labels, links
from tests.formats.xmi import SOFA, xmi
from tests.services.files import took

TEXT = "🚢 “No.\nNever,” said Ann.\x0b"
RECORD = Record(
    id="../d",
    sha256="ab12",
    text=TEXT,
    language="en",
    paragraphs=((0, 24),),
    annotator="ana",
    status="done",
    paragraph_status="d",
    spans=(
        RecordSpan(id="x:1", start=2, end=14, label="quote", text=TEXT[2:14]),
        RecordSpan(id="x:2", start=15, end=23, label="attribution", origin="rules", score=0.5),
    ),
    relations=(RecordRelation("attributes", "x:2", "x:1"),),
    notes=(RecordNote("Which\nAnn?", "x:2"), RecordNote("All?")),
    flags=(RecordFlag(paragraph=0),),
)


def cas_of(path: Path) -> Cas:
    """What dkpro-cassis makes of a file and the types beside it."""
    with (path.parent / TYPES_FILE).open("rb") as types, path.open("rb") as file:
        return load_cas_from_xmi(file, typesystem=load_typesystem(types))


def written(folder: Path, *given: Record) -> list[Path]:
    uima.write(given or (RECORD,), folder, Writing(DEFAULT_SCHEME))
    return sorted(folder.rglob("*.xmi"))


def test_cassis_reads_what_is_written(tmp_path: Path) -> None:
    (path,) = written(tmp_path)
    assert path.parent == tmp_path / "ana"
    cas = cas_of(path)
    assert not cas.typecheck()
    assert cas.sofa_string == TEXT.replace("\x0b", "\ufffd")
    assert cas.document_language == "en"
    quote, who = cas.select("custom.Span")
    assert (quote.label, quote.get_covered_text()) == ("quote", TEXT[2:14])
    assert (who.label, who.origin, float(who.score)) == ("attribution", "rules", 0.5)
    assert (who.get_covered_text(), who.note) == ("said Ann", "Which\nAnn?")
    (link,) = cas.select("custom.Relation")
    assert (link.label, link.Governor, link.Dependent) == ("attributes", who, quote)
    assert (link.begin, link.end) == (quote.begin, quote.end)


@settings(max_examples=campaign(15, 500), deadline=None)
@given(batch=batches())
def test_cassis_finds_every_span_where_it_is(
    tmp_path_factory: pytest.TempPathFactory, batch: Any
) -> None:
    for record in records_of(batch):
        folder = tmp_path_factory.mktemp("uima")
        (path,) = written(folder, record)
        cas = cas_of(path)
        assert not cas.typecheck()
        found = sorted((s.begin, s.end, s.label) for s in cas.select("custom.Span"))
        assert found == sorted((s.start, s.end, s.label) for s in record.spans or ())
        assert len(cas.select("custom.Relation")) == len(record.relations or ())


def test_what_xml_cannot_say_is_named_and_comes_back(tmp_path: Path) -> None:
    loss = uima.write([RECORD], tmp_path, Writing(DEFAULT_SCHEME))
    assert loss.flattened == (Lost("ana ../d text", uima.UNSAYABLE),)
    assert not loss.dropped
    (item,) = imported(tmp_path)
    assert (item.record.text, item.record.notes) == (TEXT, RECORD.notes)


def foreign(types: TypeSystem | None = None) -> Cas:
    """An article as dkpro-cassis would write it, with types as INCEpTION has them."""
    types = types or TypeSystem()
    named = types.create_type("webanno.custom.Who", "uima.tcas.Annotation")
    types.create_feature(named, "value", "uima.cas.String")
    bare = types.create_type("webanno.custom.Quote", "uima.tcas.Annotation")
    types.create_type("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    token = types.get_type("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    link = types.create_type("webanno.custom.Said", "uima.tcas.Annotation")
    for name in ("Governor", "Dependent"):
        types.create_feature(link, name, "uima.tcas.Annotation")
    types.create_feature(link, "label", "uima.cas.String")
    cas = Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = samples.TEXT, "text/plain"
    head = named(begin=ATTRIBUTION[0], end=ATTRIBUTION[1], value="ATTRIBUTION")
    child = bare(begin=QUOTE[0], end=QUOTE[1])
    others = [
        named(begin=a, end=b, value=label)
        for label, (a, b) in PLACES.items()
        if label not in ("ATTRIBUTION", "QUOTE")
    ]
    tie = link(begin=QUOTE[0], end=QUOTE[1], Governor=head, Dependent=child, label="attributed_to")
    cas.add_all([head, child, tie, token(begin=0, end=4), *others])
    return cas


def test_what_cassis_writes_is_read_in_our_words(store: Store, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    foreign().to_xmi(tmp_path / "in" / "c1.xmi")
    (tmp_path / "in" / TYPES_FILE).write_text(type_system())
    report = took(store, tmp_path / "in")
    assert (report.documents, report.passed_over) == (1, 0)
    ((document, _, ((who, content),)),) = annotations.each(store)
    assert (document.id, document.text, who) == ("c1", samples.TEXT, "me")
    assert labels(content) == EXPECTED
    assert links(content) == LINK


def test_what_was_changed_elsewhere_is_as_it_was_changed(tmp_path: Path) -> None:
    (path,) = written(tmp_path)
    cas = cas_of(path)
    quote, who = cas.select("custom.Span")
    cas.remove(quote)
    for link in cas.select("custom.Relation"):
        cas.remove(link)
    who.begin, who.note = who.begin + 5, "Moved"
    cas.to_xmi(path)
    (item,) = imported(tmp_path)
    (span,) = item.record.spans or ()
    assert (span.start, span.end, span.label, span.id) == (20, 23, "attribution", None)
    assert item.record.layer == "ana"
    assert item.record.notes == (RecordNote("All?"), RecordNote("Moved", 0))


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (xmi(SOFA, ENTITIES), "it declares a document type"),
        (xmi(SOFA, OUTSIDE), "it declares a document type"),
        (xmi('<cas:Sofa xmi:id="1" sofaString="&a;"/>'), "undefined entity"),
        (xmi('<cas:Sofa xmi:id="1" sofaURI="file:///etc/passwd"/>'), "no text in it"),
        (b"<html/>", "no XMI"),
        (b"", "no element found"),
        (xmi(SOFA)[:-5], "unclosed token, line 1, is the file cut off?"),
        (xmi(SOFA + '<c:Quote xmi:id="2" begin="x" end="1"/>'), "where it is cannot be told"),
        (xmi(SOFA + '<c:Quote xmi:id="2" begin="0"/>'), "where it is cannot be told ('end')"),
        (xmi(SOFA + '<c:Quote xmi:id="2" begin="0" end="2"/>'), "offset 2 inside a character"),
        (xmi(SOFA + '<c:Quote xmi:id="2" begin="0" end="99"/>'), "offset 99 outside the text"),
        (
            xmi(SOFA + f'<c:Quote xmi:id="2" begin="0" end="{"9" * 5000}"/>'),
            f"where it is cannot be told (offset {'9' * 20} outside the text), xmi:id 2",
        ),
        (xmi(SOFA + '<c:R xmi:id="2" begin="0" end="1" Governor="7" Dependent="8"/>'), "no span"),
        (xmi(SOFA.replace("A", "&#0;")), "reference to invalid character number"),
    ],
)
def test_a_bad_file_is_refused(content: bytes, expected: str) -> None:
    (problem,) = problems(read(uima.read, content))
    assert expected in problem
    assert "\n" not in problem


def test_versions_and_encodings_of_xml() -> None:
    for before, encoding in (("1.1", "utf-8"), ("1.0", "utf-16"), ("1.0", "iso-8859-1")):
        head = f'<?xml version="{before}" encoding="{encoding}"?>'
        content = xmi(SOFA.replace("🚢", "é"), head).decode().encode(encoding)
        (item,) = records(read(uima.read, content))
        assert item.record.text == "Aé text."


def test_names_from_records_climb_out_of_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "out"
    folder.mkdir(parents=True)
    same = replace(RECORD, annotator="../../ana", id="/etc/passwd")
    written(folder, RECORD, same, replace(same, sha256="cd34"))
    assert len(list(folder.rglob("*.xmi"))) == 3
    assert [p.name for p in tmp_path.rglob("*") if folder not in p.parents and p != folder] == [
        "in"
    ]


@settings(max_examples=campaign(50, 2000))
@given(st.binary(max_size=40) | st.text(max_size=20).map(str.encode), st.floats(0, 1))
def test_anything_in_the_middle_of_a_file_is_survived(junk: bytes, where: float) -> None:
    content = xmi(SOFA + '<c:Quote xmi:id="2" begin="0" end="1"/>')
    at = round(where * len(content))
    (item,) = uima.read(Source("f"), BytesIO(content[:at] + junk + content[at:]), None)
    assert isinstance(item, Incoming | Problem)
