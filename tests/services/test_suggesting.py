"""What a project suggests to whom: settings, withheld articles, decisions, imported suggestions."""

import pytest
from msgspec import structs

from annotate.core.errors import SchemeError
from annotate.core.operations import Add, Status
from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme
from annotate.core.scheme_file import SuggestionSettings
from annotate.core.suggestion import NONE, Suggestions, suggestion_order
from annotate.services.suggesting import Suggesting, check
from annotate.storage import decisions, documents, suggestions
from annotate.storage.store import Store
from annotate.suggesters import SUGGESTERS, seen
from benchmarks.planning.gold import quoting_scheme
from tests.services.annotating.offering import QUOTE, SAID, found
from tests.storage.making import add, commit

PROSE = (
    "The ferry had left the island at dusk with two hundred people on board, and nobody on the "
    "bridge had noticed that the tide was stronger than usual until the wall was in sight."
)
STORY = "\n\n".join(
    (
        "Ferry strikes breakwater",
        PROSE,
        "“It was dark and we saw nothing,” said Ana Ruiz, a nurse.",
        "The ministry said the captain, who is 58 and has steered it for years, was suspended.",
        PROSE.replace("ferry", "steamer"),
        "Share this story",
    )
)
FURNITURE = "Share this story"
SETTINGS = SuggestionSettings()
RULES = tuple(SUGGESTERS)


def suggested(
    store: Store,
    key: int = 1,
    *,
    who: str = "ana",
    scheme: Scheme = DEFAULT_SCHEME,
    settings: SuggestionSettings = SETTINGS,
) -> Suggestions:
    return Suggesting(store, scheme, settings, who)(documents.get(store, key))()


def labels(found: Suggestions) -> set[str]:
    return {s.label for s in found.spans}


def imported(store: Store, name: str, what: Suggestions, key: int = 1) -> None:
    with store.transaction():
        suggestions.put(store, key, name, what)


# --- settings ----------------------------------------------------------------------------------


def test_a_suggester_that_is_off_says_nothing(store: Store) -> None:
    add(store, STORY)
    assert {"quote", "attribution", "body"} <= labels(suggested(store))
    off = SuggestionSettings(off=("quotations",))
    assert "quote" not in labels(suggested(store, settings=off))


def test_nothing_less_sure_than_the_threshold_is_suggested(store: Store) -> None:
    add(store, STORY)
    scores = [s.score for s in suggested(store, settings=SuggestionSettings(threshold=0)).spans]
    some = suggested(store, settings=SuggestionSettings(threshold=0.8))
    assert min(scores) < 0.8
    assert all(s.score >= 0.8 for s in some.spans)
    assert len(some.spans) == sum(score >= 0.8 for score in scores)
    assert {s.score < 0.8 for s in some.candidates} == {True}


def test_a_name_that_no_suggester_has_is_refused(store: Store) -> None:
    add(store, STORY)
    imported(store, "model", NONE)
    check(store, SuggestionSettings(off=("body", "model")))
    with pytest.raises(SchemeError, match="no suggester 'bodi' to be off"):
        check(store, SuggestionSettings(off=("bodi",)))


def test_while_it_is_hidden_nothing_is_suggested_but_known_for_a_label_key(store: Store) -> None:
    add(store, STORY)
    suggesting = Suggesting(store, DEFAULT_SCHEME, SuggestionSettings(), "ana")
    shown = suggesting(documents.get(store, 1))()
    suggesting.hidden = True
    found = suggesting(documents.get(store, 1))()
    assert (found.spans, found.links) == ((), shown.links)
    assert {*found.candidates} == {*shown.spans, *shown.candidates}
    assert list(found.candidates) == sorted(found.candidates, key=suggestion_order)


def test_attributions_of_reported_speech_are_not_asked_for_where_they_cannot_be_linked(
    store: Store,
) -> None:
    add(store, STORY)
    text = documents.get(store, 1).text
    few = suggested(store, scheme=quoting_scheme())
    assert [text[s.start : s.end] for s in few.spans if s.label == "attribution"] == [
        "said Ana Ruiz, a nurse"
    ]
    assert "The ministry said" in [text[s.start : s.end] for s in few.candidates]
    every = suggested(store)
    assert sum(s.label == "attribution" for s in every.spans) == 2


def speech(store: Store, *, scheme: Scheme) -> list[str]:
    text = documents.get(store, 1).text
    said = suggested(store, scheme=scheme).spans
    return [text[s.start : s.end] for s in said if s.label in ("quote", "attribution")]


INTERRUPTED = "“We saw nothing,” said Ana Ruiz. “It was far too dark.”"
THERE = ["“We saw nothing,”", "said Ana Ruiz", "“It was far too dark.”", "The ministry said"]


@pytest.mark.parametrize(
    ("relations", "shown"),
    [
        ((), THERE),
        ((RelationType("said by", ("attribution",), ("quote",)),), THERE[:3]),
        ((RelationType("beside", ("quote",), ("body",)),), THERE),
    ],
    ids=["none", "by another name", "from quotations"],
)
def test_both_parts_of_a_quotation_and_who_said_them_are_suggested_whatever_is_linked(
    store: Store, relations: tuple[RelationType, ...], shown: list[str]
) -> None:
    add(store, f"{INTERRUPTED}\n\nThe ministry said the captain was suspended at dawn.")
    assert speech(store, scheme=structs.replace(DEFAULT_SCHEME, relations=relations)) == shown


def test_who_said_it_is_suggested_where_quotations_are_of_two_kinds(store: Store) -> None:
    kinds = (Label("direct", "d", unit="quotation"), Label("scare", "s", unit="quotation"))
    who = Label("attribution", "a", unit="attribution")
    tie = RelationType("attributes", ("attribution",), ("direct",))
    add(store, f"{INTERRUPTED}\n\nThe ministry said the captain was suspended at dawn.")
    assert speech(store, scheme=Scheme((*kinds, who), (tie,))) == ["said Ana Ruiz"]


@pytest.mark.parametrize(
    "labels",
    [
        {"quote": ("zitat", ()), "attribution": ("wer", ())},
        {"quote": ("zitat", ("quote",)), "body": ("text", ("body",)), "ad": ("x", ("ad",))},
    ],
)
def test_what_the_rules_know_is_suggested_by_the_name_that_it_has_here(
    store: Store, labels: dict[str, tuple[str, tuple[str, ...]]]
) -> None:
    add(store, STORY)
    names = {old: new for old, (new, _) in labels.items()}
    there = suggested(store)
    here = suggested(store, scheme=renamed_scheme(labels))
    assert {*names} <= {s.label for s in there.spans} | {"ad"}
    assert {(s.start, s.end, names.get(s.label, s.label)) for s in there.spans} == {
        s.place for s in here.spans
    }
    assert there.links
    assert [(k.label, k.head[:2], k.child[:2]) for k in there.links] == [
        (k.label, k.head[:2], k.child[:2]) for k in here.links
    ]


def renamed_scheme(labels: dict[str, tuple[str, tuple[str, ...]]]) -> Scheme:
    """The default scheme with some labels called otherwise, and what they were called formerly."""
    known = []
    for label in DEFAULT_SCHEME.labels:
        name, formerly = labels.get(label.name, (label.name, ()))
        known.append(structs.replace(label, name=name, formerly=formerly))
    links = (
        structs.replace(
            relation,
            head=tuple(labels.get(end, (end,))[0] for end in relation.head),
            child=tuple(labels.get(end, (end,))[0] for end in relation.child),
        )
        for relation in DEFAULT_SCHEME.relations
    )
    return Scheme(tuple(known), tuple(links))


# --- withheld ----------------------------------------------------------------------------------


def test_a_share_of_the_articles_is_shown_without_drawn_alike_each_time(store: Store) -> None:
    keys = add(store, *(f"{STORY}\n\n{n}" for n in range(200)))
    quarter = SuggestionSettings(without=0.25, seed="one")

    def withheld(who: str, settings: SuggestionSettings = quarter) -> set[int]:
        suggesting = Suggesting(store, DEFAULT_SCHEME, settings, who)
        return {key for key in keys if suggesting.withholds(documents.get(store, key))}

    assert withheld("ana") == withheld("ana")
    assert 30 <= len(withheld("ana")) <= 70
    assert withheld("ana") != withheld("ben")
    assert withheld("ana") != withheld("ana", SuggestionSettings(without=0.25, seed="two"))
    more = SuggestionSettings(without=0.5, seed="one")
    assert withheld("ana") < withheld("ana", more)
    assert withheld("ana", SuggestionSettings(without=1.0)) == set(keys)
    assert withheld("ana", SuggestionSettings()) == set()


def test_nothing_at_all_is_suggested_of_them(store: Store) -> None:
    add(store, STORY)
    imported(store, "model", found(documents.get(store, 1), ("quote", "dark")))
    assert suggested(store, settings=SuggestionSettings(without=1.0)) == NONE


# --- what was decided before -------------------------------------------------------------------


def decide(store: Store, key: int, label: str | None, who: str = "ana") -> None:
    document = documents.get(store, key)
    start, end = document.paragraphs[-1]
    last = Status((len(document.paragraphs) - 1,), "done")
    commit(store, key, *([Add(start, end, label)] if label else []), last, name=who)
    decisions.refresh(store, who)


def test_what_one_decided_of_furniture_is_suggested_in_other_articles(store: Store) -> None:
    one, two = add(store, STORY, f"Other news\n\n{FURNITURE}")
    decide(store, one, "ad")
    (seen,) = [s for s in suggested(store, two).spans if s.suggester == "seen"]
    assert (seen.label, seen.origin) == ("ad", "labelled so before")
    assert all(s.suggester != "seen" for s in suggested(store, two, who="ben").spans)
    off = SuggestionSettings(off=("seen",))
    assert all(s.suggester != "seen" for s in suggested(store, two, settings=off).spans)


def test_what_was_decided_to_be_nothing_is_suggested_as_nothing(store: Store) -> None:
    one, two = add(store, STORY, f"Other news\n\n{FURNITURE}")
    imported(store, "model", found(documents.get(store, two), ("body", FURNITURE)), two)
    assert suggested(store, two).spans
    decide(store, one, None)
    assert suggested(store, two).spans == ()


def test_rules_say_that_nothing_is_there_only_where_they_speak_for_every_label(
    store: Store,
) -> None:
    add(store, STORY)
    headline = documents.get(store, 1).paragraphs[0]
    assert [*suggested(store).nothing] == [headline]
    called_otherwise = structs.replace(DEFAULT_SCHEME.labels[-1], name="prose", formerly=("body",))
    renamed = Scheme((*DEFAULT_SCHEME.labels[:-1], called_otherwise))
    assert [*suggested(store, scheme=renamed).nothing] == [headline]
    more = Scheme((*DEFAULT_SCHEME.labels, Label("headline", "t", "#888888")))
    assert not suggested(store, scheme=more).nothing
    assert not suggested(store, settings=SuggestionSettings(off=("captions",))).nothing


def test_what_one_left_without_a_label_is_nothing_whatever_the_rules_speak_for(
    store: Store,
) -> None:
    one, two = add(store, STORY, f"Other news\n\n{FURNITURE}")
    decide(store, one, None)
    off = SuggestionSettings(off=("captions",))
    assert [*suggested(store, two, settings=off).nothing.values()] == [seen.LEFT]


# --- from elsewhere ----------------------------------------------------------------------------


def test_imported_ones_are_suggested_beside_the_rules_and_can_be_off(store: Store) -> None:
    add(store, "“It was dark,” said Ana Ruiz.")
    there = found(documents.get(store, 1), QUOTE, SAID, links=[(SAID, QUOTE)], suggester="model")
    imported(store, "model", there)
    alone = suggested(store, settings=SuggestionSettings(off=RULES))
    assert (alone.spans, alone.links) == (there.spans, there.links)
    none = suggested(store, settings=SuggestionSettings(off=(*RULES, "model")))
    assert none == NONE


def test_labels_that_the_scheme_lacks_are_left_out(store: Store) -> None:
    add(store, "“It was dark,” said Ana Ruiz.")
    imported(store, "model", found(documents.get(store, 1), QUOTE, ("speaker", "Ana Ruiz")))
    only = SuggestionSettings(off=RULES)
    assert labels(suggested(store, settings=only)) == {"quote"}
    assert suggested(store, settings=only).candidates == ()
