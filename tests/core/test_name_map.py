"""Names that others use: the map file, the usual spellings, and which way a relation goes."""

import pytest

from annotate.core.errors import InputError
from annotate.core.foreign_record import foreign_names, without
from annotate.core.name_map import ForeignRelation, NameMap, Names, parse_map
from annotate.core.record import Record, RecordFlag, RecordNote, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme

MAP = """
[labels]
ZITAT = "quote"
Zitat2 = "quote"
Cue = ""

[relations]
sagt = { label = "attributes", reverse = true }
folgt = "continues"
egal = ""
"""


def parsed(source: str) -> NameMap:
    return parse_map(source, DEFAULT_SCHEME, "map.toml")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("quote", "quote"),
        ("QUOTE", "quote"),
        ("Citation", "quote"),
        ("Direct Quote", "quote"),
        ("direct-quote", "quote"),
        ("ATTRIBUTION", "attribution"),
        ("Advertisement", "ad"),
        ("content", "body"),
        ("person", None),
        ("", None),
    ],
)
def test_usual_spellings_are_understood(name: str, label: str | None) -> None:
    assert Names(DEFAULT_SCHEME).label(name) == label


def test_a_usual_name_means_nothing_where_the_scheme_has_no_such_label() -> None:
    scheme = Scheme((Label("person", "p"), Label("speech", "s", formerly=("Talk",))))
    names = Names(scheme)
    assert names.label("citation") is None
    assert names.label("SPEECH") == "speech"
    assert names.label("talk") == "speech"
    assert names.relation("attributed_to") is None


def test_the_map_comes_before_the_schemes_own_names() -> None:
    names = Names(DEFAULT_SCHEME, NameMap(labels={"quote": "caption"}))
    assert (names.label("quote"), names.label("QUOTE")) == ("caption", "quote")


@pytest.mark.parametrize("name", ["attributed_to", "Attributed-To", "ATTRIBUTES", "said by"])
def test_a_relation_of_another_name_goes_the_way_the_scheme_permits(name: str) -> None:
    names = Names(DEFAULT_SCHEME)
    found = names.relation(name)
    assert found == ForeignRelation("attributes")
    assert names.turns(found, "quote", "attribution")
    assert not names.turns(found, "attribution", "quote")


def test_one_of_the_schemes_own_name_is_never_turned_round() -> None:
    names = Names(DEFAULT_SCHEME)
    found = names.relation("attributes")
    assert found
    assert not names.turns(found, "quote", "attribution")


def test_the_map_says_which_way() -> None:
    names = Names(DEFAULT_SCHEME, parsed(MAP))
    found = names.relation("sagt")
    assert found
    assert names.turns(found, "attribution", "quote")
    assert names.relation("folgt") == ForeignRelation("continues")


def test_what_a_map_leaves_out() -> None:
    assert parsed(MAP).left_out == (frozenset({"Cue"}), frozenset({"egal"}))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[labels", "not valid TOML: "),
        ('[labels]\na = "person"', "unknown label 'person', map.toml, the scheme has quote, "),
        ('[relations]\na = "x"', "unknown relation 'x', map.toml, the scheme has attributes, "),
        ("[labels]\na = 3", "labels[...]: expected text, got a whole number, map.toml, see "),
        ("[lables]", "unknown field 'lables', map.toml, see docs/formats.md"),
        ("a = " + "[" * 5000, "not valid TOML: "),
    ],
)
def test_a_bad_map_is_one_line(source: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        parsed(source)
    assert str(caught.value).startswith(expected)
    assert "\n" not in str(caught.value).partition("TOML")[0]


def span(start: int, label: str, id: str | None = None) -> RecordSpan:
    return RecordSpan(start=start, end=start + 1, label=label, id=id)


RECORD = Record(
    spans=(span(0, "a", "x"), span(1, "b", "y"), span(2, "a")),
    relations=(
        RecordRelation("r", 0, 2),
        RecordRelation("r", "x", "y"),
        RecordRelation("q", 2, "x"),
        RecordRelation("r", 9, "z"),
    ),
    notes=(RecordNote("n", "y"), RecordNote("m", 2), RecordNote("o")),
    flags=(RecordFlag(1), RecordFlag(paragraph=0)),
    rejections=((0, 1, "b"), (0, 1, "a")),
)


def test_what_is_left_out_takes_along_what_speaks_of_it() -> None:
    left = without(RECORD, {"b"}, {"q"})
    assert left.spans == (span(0, "a", "x"), span(2, "a"))
    assert left.relations == (RecordRelation("r", 0, 1), RecordRelation("r", 9, "z"))
    assert left.notes == (RecordNote("m", 1), RecordNote("o"))
    assert left.flags == (RecordFlag(paragraph=0),)
    assert left.rejections == ((0, 1, "a"),)
    assert without(RECORD, {"c"}, ()) is RECORD


def test_a_record_in_the_names_of_others_comes_back_in_ours() -> None:
    names = foreign_names(parsed(MAP))
    spans = (span(0, "quote"), span(1, "attribution"))
    ours = Record(spans=spans, relations=(RecordRelation("attributes", 1, 0),))
    theirs = names.record(ours)
    assert [s.label for s in theirs.spans or ()] == ["ZITAT", "attribution"]
    assert theirs.relations == (RecordRelation("sagt", 0, 1),)
    scheme = names.scheme(DEFAULT_SCHEME)
    assert [label.name for label in scheme.labels][:2] == ["ZITAT", "attribution"]
    sagt = scheme.relation("sagt")
    assert sagt
    assert (sagt.head, sagt.child) == (("ZITAT", "body"), ("attribution",))


def test_labels_that_others_call_alike_are_one_in_their_scheme() -> None:
    names = foreign_names(NameMap())
    assert names.scheme(DEFAULT_SCHEME) == DEFAULT_SCHEME
    merged = foreign_names(NameMap(labels={"rest": "ad", "body": "body"}))
    assert [label.name for label in merged.scheme(DEFAULT_SCHEME).labels][-2:] == ["rest", "body"]


def test_a_map_may_begin_with_a_byte_order_mark() -> None:
    assert parsed(f"\ufeff{MAP}") == parsed(MAP)


def test_a_map_that_is_no_toml_is_named() -> None:
    with pytest.raises(InputError) as caught:
        parsed("[labels")
    assert caught.value.where == "map.toml"


def test_of_a_scheme_without_links_a_map_of_one_says_so() -> None:
    with pytest.raises(InputError, match="the scheme has none"):
        parse_map('[relations]\na = "x"', Scheme(DEFAULT_SCHEME.labels), "map.toml")


def test_a_relation_of_another_name_that_may_go_both_ways_is_left_as_it_stands() -> None:
    both = RelationType("attributes", ("quote", "body"), ("quote", "body"))
    names = Names(Scheme(DEFAULT_SCHEME.labels, (both,)))
    found = names.relation("said by")
    assert found
    assert not names.turns(found, "quote", "body")
    assert not names.turns(found, "quote", "ad")


def test_what_the_map_names_leads_where_the_map_says_and_is_not_turned_by_the_scheme() -> None:
    names = Names(DEFAULT_SCHEME, parsed('[relations]\nattributes = "attributes"'))
    assert not [p for p in names.permitted if p[0] == "attributes"]
    assert [p for p in names.permitted if p[0] == "continues"]


def test_rejections_are_in_the_names_of_others_too() -> None:
    theirs = foreign_names(parsed(MAP)).record(Record(rejections=((0, 1, "quote"), (2, 3, "ad"))))
    assert theirs.rejections == ((0, 1, "ZITAT"), (2, 3, "ad"))
    assert foreign_names(parsed(MAP)).record(Record()).rejections is None


def test_a_link_is_turned_for_others_only_where_the_map_turns_it() -> None:
    spans = (span(0, "quote"), span(1, "quote"))
    ours = Record(spans=spans, relations=(RecordRelation("continues", 0, 1),))
    assert foreign_names(parsed(MAP)).record(ours).relations == (RecordRelation("folgt", 0, 1),)


def test_a_link_alone_may_be_left_out() -> None:
    links = (RecordRelation("q", 0, 1), RecordRelation("r", 0, 1))
    record = Record(spans=(span(0, "a"), span(1, "a")), relations=links)
    assert without(record, {"b"}, {"q"}).relations == links[1:]
    assert without(Record(spans=(span(0, "a"),)), {"b"}, {"q"}).relations is None
