"""Links of several versions between settled spans: agreed, contested, declined."""

from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.link_conflicts import LinkOption, compare_links, said_of_links
from tests.core.logs import log, operation

GOLD = (Span(0, 9, "quote", "q"), Span(10, 20, "attribution", "a"), Span(30, 39, "quote", "p"))
LED, FAR = Relation("attributes", "a", "q"), Relation("attributes", "a", "p")


def version(name: str, *links: tuple[str, str], **moved: Span) -> AnnotationSet:
    """Gold's spans under other ids, some `moved`, with links by gold's ids."""
    spans = [moved.get(s.id, s) for s in GOLD]
    renamed = tuple(Span(*s.range, s.label, name + s.id) for s in spans if s.label)
    relations = tuple(Relation("attributes", name + head, name + child) for head, child in links)
    return AnnotationSet(spans=renamed, relations=relations)


def gold(*ids: str) -> AnnotationSet:
    return AnnotationSet(spans=tuple(s for s in GOLD if s.id in ids))


def test_a_link_that_all_have_is_agreed_whatever_the_ids() -> None:
    found = compare_links([version("x", ("a", "q")), version("y", ("a", "q"))], gold("a", "q"))
    assert (found.agreed, found.conflicts) == ((LED,), ())


def test_ends_follow_to_the_spans_that_took_their_place() -> None:
    shorter = version("y", ("a", "q"), q=Span(2, 9, "quote", "q"))
    found = compare_links([version("x", ("a", "q")), shorter], gold("a", "q"))
    assert (found.agreed, found.conflicts) == ((LED,), ())


def test_a_link_with_an_end_that_is_gone_is_none() -> None:
    found = compare_links([version("x", ("a", "q")), version("y")], gold("a"))
    assert (found.agreed, found.conflicts) == ((), ())


def test_links_that_share_an_end_are_one_conflict() -> None:
    versions = [version("x", ("a", "q")), version("y", ("a", "p")), version("z")]
    [conflict] = compare_links(versions, gold("a", "q", "p")).conflicts
    assert conflict.options == (
        LinkOption((LED,), (0,)),
        LinkOption((FAR,), (1,)),
        LinkOption((), (2,)),
    )
    assert conflict.links == (FAR, LED)


def test_who_has_not_both_ends_has_no_say() -> None:
    nothing = AnnotationSet()
    without = version("y", q=Span(0, 0, "", "q"))
    found = compare_links([version("x", ("a", "q")), without, nothing], gold("a", "q"))
    assert (found.agreed, found.conflicts) == ((LED,), ())


def test_one_contested_link_leaves_the_agreed_one_beside_it_alone() -> None:
    versions = [version("x", ("a", "q"), ("a", "p")), version("y", ("a", "q"))]
    found = compare_links(versions, gold("a", "q", "p"))
    assert found.agreed == (LED,)
    assert [o.links for o in found.conflicts[0].options] == [(FAR,), ()]


def test_a_link_is_declined_until_it_is_made_again_or_that_is_undone() -> None:
    away, back = ops.Unrelate("attributes", "a", "q"), ops.Relate("attributes", "a", "q")
    assert said_of_links(log(away)) == {LED: away}
    assert said_of_links(log(away, back)) == {LED: back}
    said = log(back, away)
    assert said_of_links(said) == {LED: away}
    assert said_of_links([*said, operation("w", 3, ops.Undo("w:2"))]) == {LED: back}


def test_a_kept_link_is_asked_about_where_no_version_has_it_as_an_answer_of_nobody() -> None:
    versions = [version("x", ("a", "p")), version("y", ("a", "p"))]
    assert not compare_links(versions, gold("a", "q", "p")).conflicts
    found = compare_links(versions, gold("a", "q", "p"), kept={LED})
    assert found.agreed == (FAR,)
    [conflict] = found.conflicts
    assert conflict.options == (LinkOption((LED,), ()), LinkOption((), (0, 1)))
    assert not compare_links(versions, gold("a", "p"), kept={LED}).conflicts


def test_a_kept_link_is_no_question_where_nobody_has_a_say() -> None:
    assert not compare_links([AnnotationSet()] * 2, gold("a", "q"), kept={LED}).conflicts


def test_a_link_that_the_scheme_does_not_permit_is_no_question() -> None:
    versions = [version("x", ("a", "q")), version("y")]
    assert compare_links(versions, gold("a", "q")).conflicts
    found = compare_links(versions, gold("a", "q"), lambda *_: False)
    assert (found.agreed, found.conflicts) == ((), ())


def test_the_scheme_is_asked_of_the_link_and_the_labels_of_its_ends() -> None:
    asked = []

    def permits(*link: str) -> bool:
        asked.append(link)
        return True

    compare_links([version("x", ("a", "q"))] * 2, gold("a", "q"), permits)
    assert set(asked) == {("attributes", "attribution", "quote")}


def test_the_answer_that_most_gave_comes_first_and_nothing_last() -> None:
    one, two = ("a", "q"), ("a", "p")
    versions = [version("v"), version("w", one), version("x", two), version("y", two)]
    [conflict] = compare_links(versions, gold("a", "q", "p")).conflicts
    assert [option.versions for option in conflict.options] == [(2, 3), (1,), (0,)]


def test_links_to_one_quotation_are_one_conflict_and_so_is_one_and_its_reverse() -> None:
    versions = [version("x", ("a", "q")), version("y", ("p", "q")), version("z", ("q", "a"))]
    [conflict] = compare_links(versions, gold("a", "q", "p")).conflicts
    assert [len(option.links) for option in conflict.options] == [1, 1, 1, 0]
