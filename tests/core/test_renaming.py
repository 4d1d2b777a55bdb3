"""Labels by the names they have now."""

from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, Rejection, Relation, Span
from annotate.core.renaming import in_present_names, suggested_in_present_names
from annotate.core.scheme import Label, Scheme
from annotate.core.suggestion import SuggestedLink, Suggestion, Suggestions

FORMER = {"said": "quote", "cited": "quote"}
CONTENT = AnnotationSet(
    spans=(Span(0, 5, "said", "a"), Span(6, 9, "body", "b")),
    relations=(Relation("attributes", "b", "a"),),
    status="d",
    rejections=(Rejection(0, 1, "cited"),),
)


def test_former_names_become_the_present_ones() -> None:
    assert in_present_names(CONTENT, FORMER) == AnnotationSet(
        spans=(Span(0, 5, "quote", "a"), Span(6, 9, "body", "b")),
        relations=(Relation("attributes", "b", "a"),),
        status="d",
        rejections=(Rejection(0, 1, "quote"),),
    )


def test_spans_that_become_equal_are_one_and_their_links_too() -> None:
    spans = *CONTENT.spans, Span(0, 5, "quote", "c"), Span(0, 5, "cited", "d")
    links = *CONTENT.relations, Relation("attributes", "b", "c")
    found = in_present_names(AnnotationSet(spans=spans, relations=links), FORMER)
    assert found.spans == (Span(0, 5, "quote", "a"), Span(6, 9, "body", "b"))
    assert found.relations == (Relation("attributes", "b", "a"),)


def test_where_nothing_was_renamed_it_is_the_same_object() -> None:
    assert in_present_names(CONTENT, {}) is CONTENT
    assert in_present_names(CONTENT, {"other": "body"}) is CONTENT


def test_a_scheme_knows_the_names_its_labels_had() -> None:
    labels = Label("quote", "q", formerly=("said", "cited")), Label("body", "b")
    assert Scheme(labels).former == FORMER


def test_a_rejection_of_a_label_that_kept_its_name_stays() -> None:
    content = AnnotationSet(CONTENT.spans, rejections=(Rejection(0, 1, "body"),))
    assert in_present_names(content, FORMER).rejections == content.rejections
    assert in_present_names(CONTENT, {}) is CONTENT
    assert in_present_names(CONTENT, {"other": "quote"}) is CONTENT


def suggestion(start: int, label: str, score: float) -> Suggestion:
    return Suggestion(start, start + 5, label, "a rule", score, "learned")


def test_suggestions_have_the_present_names_and_of_two_that_become_equal_the_surer_stays() -> None:
    link = SuggestedLink("attributes", (9, 14, "who"), (0, 5, "said"), "a rule", 0.5)
    spans = suggestion(0, "said", 0.4), suggestion(0, "quote", 0.6), suggestion(9, "who", 0.5)
    found = suggested_in_present_names(Suggestions(spans, (link,)), FORMER)
    assert found.spans == spans[1:]
    assert found.links == (replace(link, child=(0, 5, "quote")),)


def test_suggestions_of_which_only_a_links_end_had_another_name_are_renamed_too() -> None:
    link = SuggestedLink("continues", (9, 14, "said"), (0, 5, "cited"), "a rule", 0.5)
    found = suggested_in_present_names(Suggestions(links=(link,), nothing={(0, 3): "x"}), FORMER)
    ours = replace(link, head=(9, 14, "quote"), child=(0, 5, "quote"))
    assert found == Suggestions(links=(ours,), nothing={(0, 3): "x"})


def test_what_stands_instead_of_others_does_so_under_the_present_name() -> None:
    there, ours = (frozenset({(0, 5, name)}) for name in ("said", "quote"))
    for spans in ((suggestion(0, "said", 0.3),), ()):
        found = Suggestions(spans, instead=there)
        assert suggested_in_present_names(found, FORMER).instead == ours


def test_suggestions_in_present_names_are_the_same() -> None:
    found = Suggestions((suggestion(0, "quote", 0.4),))
    assert suggested_in_present_names(found, FORMER) is found
