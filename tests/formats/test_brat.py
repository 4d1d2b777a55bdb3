"""brat: pieces of spans, attributions that are events, the configuration, hostile names."""

from pathlib import Path

import pytest

from annotate.core.record import Record, RecordFlag, RecordNote, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme
from annotate.formats.base import Incoming, Lost, Source, Writing
from annotate.formats.brat import read, write

TEXT = "“No,” said Ann Lee, “we\nshould not.”\n\nShe doubts it.\n"


def record(folder: Path, lines: str, text: str = TEXT) -> Record:
    """The record of a file of these lines."""
    (folder / "a.txt").write_bytes(text.encode())
    path = folder / "a.ann"
    path.write_text(lines, encoding="utf-8")
    with path.open("rb") as stream:
        (item,) = read(Source("a.ann", path, "a", "wire"), stream, None)
    assert isinstance(item, Incoming), item
    return item.record


def covered(record: Record) -> list[tuple[str, str]]:
    return [((record.text or "")[s.start : s.end], s.label) for s in record.spans or ()]


def test_pieces_on_several_lines_are_one_span_and_others_are_several(tmp_path: Path) -> None:
    found = record(
        tmp_path,
        "T1\tQuote 0 5;20 23;24 36\t“No,” “we should not.”\n"
        "T2\tAttribution 6 18\tsaid Ann Lee\n"
        "R1\tattributes Arg1:T2 Arg2:T1\n",
    )
    assert covered(found) == [
        ("“No,”", "Quote"),
        ("“we\nshould not.”", "Quote"),
        ("said Ann Lee", "Attribution"),
    ]
    assert found.relations == (
        RecordRelation("attributes", 2, 0),
        RecordRelation("attributes", 2, 1),
    )


def test_a_text_may_hold_newlines_and_the_file_line_ends_of_windows(tmp_path: Path) -> None:
    found = record(tmp_path, "T1\tQuote 20 36\t“we\nshould not.”\n#1\tAnnotatorNotes T1\tHm\r\n")
    assert covered(found) == [("“we\nshould not.”", "Quote")]
    assert [note.text for note in found.notes or ()] == ["Hm"]
    windows = TEXT.replace("\n", "\r\n")
    found = record(tmp_path, "T1\tQuote 20 37\t“we should not.”\r\n", windows)
    assert covered(found) == [("“we\nshould not.”", "Quote")]


def test_line_ends_that_were_changed_and_a_mark_at_the_start_do_no_harm(tmp_path: Path) -> None:
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")
    found = record(tmp_path, "\ufeffT1\tQuote 20 36\t“we should not.”\r\n", windows)
    assert covered(found) == [("“we\nshould not.”", "Quote")]


def test_attributions_that_are_events(tmp_path: Path) -> None:
    found = record(
        tmp_path,
        "T1\tSource 11 18\tAnn Lee\n"
        "T2\tCue 6 10\tsaid\n"
        "T3\tContent 0 5\t“No,”\n"
        "T4\tAttribution 6 10\tsaid\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
        "T5\tContent 38 51\tShe doubts it\n"
        "T6\tAttribution-no-source 42 48\tdoubts\n"
        "T7\tCue 42 48\tdoubts\n"
        "E2\tAttribution-no-source:T6 Content:T5 Cue:T7\n",
    )
    assert covered(found) == [
        ("“No,”", "quote"),
        ("She doubts it", "Content"),
        ("said Ann Lee", "attribution"),
        ("doubts", "attribution"),
    ]
    assert found.relations == (
        RecordRelation("attributes", 2, 0),
        RecordRelation("attributes", 3, 1),
    )
    assert found.meta == {
        "attributions": [
            {
                "type": "Attribution",
                "attribution": "E1",
                "content": ["T3"],
                "source": [[11, 18]],
                "cue": [[6, 10]],
            },
            {
                "type": "Attribution-no-source",
                "attribution": "E2",
                "content": ["T5"],
                "source": [],
                "cue": [[42, 48]],
            },
        ]
    }


def test_content_over_paragraphs_is_a_quote_if_all_of_it_is_quoted(tmp_path: Path) -> None:
    text = "“One.\n\n“Two,” he said. “Three” four."
    event = "T2\tCue 17 21\tsaid\nE1\tAttribution:T2 Content:T1 Cue:T2\n"
    whole = record(tmp_path, f"T1\tContent 0 13\t“One. “Two,”\n{event}", text)
    assert covered(whole)[0] == ("“One.\n\n“Two,”", "quote")
    half = record(tmp_path, f"T1\tContent 23 35\t“Three” four\n{event}", text)
    assert covered(half)[0] == ("“Three” four", "Content")


def test_other_events_and_attributes_are_kept_with_the_article(tmp_path: Path) -> None:
    lines = "T1\tQuote 0 5\t“No,”\nT2\tCue 6 10\tsaid\nE1\tMove:T2 Theme:T1\nA1\tSure T1\n"
    found = record(tmp_path, lines)
    assert covered(found) == [("“No,”", "Quote"), ("said", "Cue")]
    assert found.meta == {"brat": ["A1\tSure T1"]}


SCHEME = Scheme(
    (Label("direct quote", "q"), Label("who/said", "w"), Label("who_said", "v")),
    (RelationType("is said by", ("direct quote",), ("who/said", "who_said")),),
)


def test_names_that_brat_cannot_spell_come_back(tmp_path: Path) -> None:
    spans = tuple(
        RecordSpan(id=f"x:{n}", start=n, end=n + 2, label=label.name, text=TEXT[n : n + 2])
        for n, label in enumerate(SCHEME.labels)
    )
    links = (RecordRelation("is said by", "x:0", "x:1"),)
    given = Record(id="d", text=TEXT, annotator="ana", spans=spans, relations=links)
    write([given], tmp_path, Writing(SCHEME))
    configuration = (tmp_path / "annotation.conf").read_text()
    assert "[entities]\ndirect_quote\nwho_said\nwho_said-" in configuration
    assert "is_said_by\tArg1:direct_quote, Arg2:who_said|who_said-" in configuration
    with (tmp_path / "ana" / "d.ann").open("rb") as stream:
        (item,) = read(Source("d.ann", tmp_path / "ana" / "d.ann"), stream, None)
    assert isinstance(item, Incoming)
    assert item.record.spans == spans
    assert [r.label for r in item.record.relations or ()] == ["is said by"]


@pytest.mark.parametrize("id", ["../../a", "/etc/passwd", "a/b", "A/B", ".a", "", "x" * 400])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, id: str) -> None:
    out = tmp_path / "in" / "out"
    out.mkdir(parents=True)
    same = [Record(id=id, sha256=str(n), text=TEXT, annotator="../b") for n in range(2)]
    write(same, out, Writing(DEFAULT_SCHEME))
    assert len(list(out.rglob("*.ann"))) == 2
    assert {p.suffix for p in tmp_path.rglob("*") if p.is_file()} == {".ann", ".txt", ".conf"}
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
    assert len(list((tmp_path / "in").iterdir())) == 1


def test_what_is_lost_is_named_with_its_reason(tmp_path: Path) -> None:
    places = [(20, 36), (36, 38), (37, 52), (38, 52), (36, 52)]
    spans = tuple(
        RecordSpan(id=f"s{n}", start=a, end=b, label="quote") for n, (a, b) in enumerate(places)
    )
    given = Record(
        id="d",
        text=TEXT,
        annotator="ana",
        spans=spans,
        relations=(RecordRelation("continues", "s1", "s0"),),
        notes=(RecordNote("Hm", "s1"),),
        flags=(RecordFlag("s2"), RecordFlag("s3")),
    )
    loss = write([given], tmp_path, Writing(DEFAULT_SCHEME))
    assert loss.split == (Lost("ana d s0", "it runs over newlines, so it is in pieces"),)
    assert loss.flattened == ()
    assert [(lost.id, lost.reason) for lost in loss.dropped] == [
        ("ana d s1", "it holds nothing but newlines"),
        ("ana d s2", "but for newlines it is the same as another"),
        ("ana d s4", "but for newlines it is the same as another"),
        ("ana d continues s1 s0", "its ends are not both there"),
        ("ana d note on s1", "the span is not there"),
        ("ana d flag on s2", "the span is not there"),
    ]


def test_a_span_that_is_another_but_for_newlines_is_lost_with_its_links(tmp_path: Path) -> None:
    text = "“No,”\nsaid X."
    spans = tuple(
        RecordSpan(id=id, start=a, end=b, label=label, text=text[a:b])
        for id, a, b, label in [
            ("q", 0, 5, "quote"),
            ("wide", 5, 12, "attribution"),
            ("a", 6, 12, "attribution"),
        ]
    )
    links = (RecordRelation("attributes", "wide", "q"), RecordRelation("attributes", "a", "q"))
    one = Record(id="x", sha256="ab", text=text, annotator="ana", spans=spans, relations=links)
    loss = write([one], tmp_path, Writing(DEFAULT_SCHEME))
    assert {lost.id for lost in loss.dropped} == {"ana x wide", "ana x attributes wide q"}
    assert "Arg1:T2 Arg2:T1" in (tmp_path / "ana" / "x.ann").read_text(encoding="utf-8")


def test_an_event_that_plays_a_part_in_another_is_no_span_of_it(tmp_path: Path) -> None:
    lines = "T1\tCue 6 10\tsaid\nE1\tAttribution:T1 Source:E2\nE2\tAttribution:T1 Content:E1\n"
    assert record(tmp_path, lines).spans == ()
