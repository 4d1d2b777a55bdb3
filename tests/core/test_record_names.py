"""What a record says by the names of others, of former labels, and at the edges of what holds."""

from typing import Any

import pytest

from annotate.core.annotation_set import Flag, Rejection, Relation, Settlement
from annotate.core.errors import InputError
from annotate.core.name_map import NameMap
from annotate.core.readings import locate
from annotate.core.record_content import ContentReader
from annotate.core.record_document import document_of
from annotate.core.scheme import Scheme
from tests.core.test_record_content import QUOTE, SCHEME, TEXT, WHO, content, record, refusal


def test_what_was_settled_is_kept() -> None:
    settled = {"versions": ["v1", "v2"], "reason": "read again"}
    assert content(settlement=settled).settlement == Settlement(("v1", "v2"), "read again")


@pytest.mark.parametrize("score", [0, 0.5, 1])
def test_a_score_is_a_share(score: float) -> None:
    assert content(spans=[QUOTE | {"score": score}]).spans[0].score == score


@pytest.mark.parametrize("score", [-0.1, 1.5])
def test_what_is_no_share_is_no_score(score: float) -> None:
    assert refusal(spans=[WHO, QUOTE | {"score": score}]) == (
        f"the score {score:g} is not from 0 to 1, $.spans[1].score,"
        " say how likely it is right, or leave it out"
    )


def test_what_others_call_it_is_counted_by_their_name_and_ours() -> None:
    spans = [QUOTE | {"label": "Citation"}, WHO | {"label": "ATTRIBUTION"}, QUOTE | {"start": 15}]
    spans[2] |= {"end": 20, "label": "Citation", "text": "More."}
    links = [{"label": "attributed_to", "head": end, "child": 1} for end in (0, 2)]
    made = record(spans=spans, relations=links)
    located = locate(made.spans or (), made.text or "", "codepoint")
    reader = ContentReader(SCHEME)
    reader.read(made, document_of(made, located), located)
    assert reader.read_as == {
        ("labels", "Citation", "quote"): 2,
        ("labels", "ATTRIBUTION", "attribution"): 1,
        ("relations", "attributed_to", "attributes"): 2,
    }


def test_names_by_a_map_are_not_told_of() -> None:
    names = NameMap(relations={"sagt": "attributes"})
    made = record(spans=[QUOTE, WHO], relations=[{"label": "sagt", "head": 1, "child": 0}])
    located = locate(made.spans or (), made.text or "", "codepoint")
    reader = ContentReader(SCHEME, names)
    assert reader.read(made, document_of(made, located), located).relations
    assert not reader.read_as


def test_a_remark_may_be_on_the_first_paragraph_and_on_the_last() -> None:
    flags = content(flags=[{"paragraph": 0}, {"paragraph": 2}]).flags
    assert flags == (Flag(paragraph=0), Flag(paragraph=2))


def test_a_rejection_may_end_with_the_text_and_goes_by_a_usual_name() -> None:
    found = content(rejections=[[0, len(TEXT), "Citation"]])
    assert found.rejections == (Rejection(0, len(TEXT), "quote"),)


def test_of_a_scheme_without_links_an_unknown_one_says_so() -> None:
    link = [{"label": "says", "head": 1, "child": 0}]
    with pytest.raises(InputError, match="the scheme has none"):
        content(Scheme(SCHEME.labels), spans=[QUOTE, WHO], relations=link)


def test_names_that_say_nothing_are_counted() -> None:
    spans = [QUOTE, WHO | {"label": "who"}, WHO | {"label": "who"}]
    links = [{"label": name, "head": 1, "child": 0} for name in ("says", "attributes", "said by")]
    labels, relations = ContentReader(SCHEME).unknown(record(spans=spans, relations=links))
    assert (labels, relations) == ({"who": 2}, {"says": 1})
    assert ContentReader(SCHEME).unknown(record()) == ({}, {})


RETIRED = Scheme(SCHEME.labels, SCHEME.relations, retired=("cue", "echoes"))
CUE = WHO | {"label": "cue"}


@pytest.mark.parametrize(
    ("spans", "name"), [([QUOTE, CUE], "attributes"), ([QUOTE, WHO], "echoes")]
)
def test_links_that_the_scheme_once_had_are_kept_as_they_are(
    spans: list[dict[str, Any]], name: str
) -> None:
    found = content(RETIRED, spans=spans, relations=[{"label": name, "head": 0, "child": 1}])
    assert found.relations == (Relation(name, "#0", "#1"),)


def test_a_link_that_it_never_had_is_refused_between_labels_of_then_too() -> None:
    with pytest.raises(InputError, match="unknown relation 'says'"):
        content(RETIRED, spans=[QUOTE, CUE], relations=[{"label": "says", "head": 0, "child": 1}])
    link = [{"label": "attributes", "head": 0, "child": 1}]
    with pytest.raises(InputError, match="'attributes' may not lead from quote to attribution"):
        content(RETIRED, spans=[QUOTE, WHO], relations=link)


def test_of_one_span_no_other_is_meant_by_an_id_that_none_has() -> None:
    said = refusal(spans=[QUOTE, WHO], notes=[{"text": "x", "span": "w:9"}])
    assert said == "no span 'w:9', $.notes[0].span, name a span by its id or its index"


def test_a_letter_for_each_paragraph_is_wanted_even_where_none_is_given() -> None:
    assert refusal(annotator="ana", paragraph_status="") == (
        "0 letters for 3 paragraphs, $.paragraph_status, give one a paragraph"
    )
