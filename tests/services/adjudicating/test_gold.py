"""Which layer is gold, for those who learn from it or write it out; gold against gold."""

from pathlib import Path

from annotate.core.operations import SetNote, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import Wanted
from annotate.services.adjudicating import finishing, taking
from annotate.services.adjudicating.designating import designate, next_gold
from annotate.services.adjudicating.unanimous import take_all_agreed
from annotate.services.exporting import export
from annotate.services.measuring.measure import measure
from annotate.services.training.examples import examples
from annotate.storage import documents, gold
from annotate.storage.adjudication import is_settled
from annotate.storage.finished import Choice
from annotate.storage.gold import latest_first
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.services.adjudicating.making import (
    LONG,
    NO,
    SHORT,
    TEXT,
    case,
    opened,
    reviewing,
    version,
)
from tests.services.files import give, given
from tests.storage.making import add, commit, put


def settled(store: Store, key: int, reviewer: str, number: int) -> None:
    """Let a reviewer settle a document, taking the answer of that number everywhere."""
    session = reviewing(store, reviewer)
    here = case(session, key)
    taking.take_agreed(here)
    while here.standing.open:
        finishing.to_first(here)
        taking.take(here, number)
    while not here.is_settled:
        finishing.onward(here)


def test_gold_is_what_was_settled_last_whoever_works_on_theirs_since(store: Store) -> None:
    key = opened(store, version(NO, SHORT), version(NO)).key
    sha256 = documents.get(store, key).sha256
    settled(store, key, "eva", 1)
    settled(store, key, "max", 0)
    commit(store, key, SetNote("Hm."), name="gold/eva")
    assert latest_first(store, sha256) == ["gold/max", "gold/eva"]
    reviewing(store, "max").open(key)
    reviewing(store, "max").undo()
    assert latest_first(store, sha256)[0] == "gold/eva"


def test_gold_is_learned_from_and_written_out(store: Store, tmp_path: Path) -> None:
    key = opened(store, version(NO, SHORT), version(NO)).key
    add(store, "Nobody settles this.")
    settled(store, key, "eva", 1)
    [example] = examples(store, DEFAULT_SCHEME, "gold")
    assert [label for _, _, label in example.spans] == ["quote", "attribution"]
    [record] = given(give(store, tmp_path / "out", wanted=Wanted(layers=("gold",))))
    assert record["annotator"] == "gold/eva"
    assert [span["origin"] for span in record["spans"]] == ["unanimous", "of v0"]


def test_how_many_said_the_same_counts(store: Store) -> None:
    key = opened(store, version(NO), version(NO), version(SHORT)).key
    settled(store, key, "eva", 0)
    assert is_settled(store, key, "gold/eva")
    put(store, key, version(SHORT), "v1", replace=True)
    assert not is_settled(store, key, "gold/eva")


def test_gold_that_waits_in_the_queue_again_goes_out_and_is_counted(
    store: Store, tmp_path: Path
) -> None:
    cases = [
        opened(store, version(NO, text=t), version(SHORT, text=t), text=t)
        for t in (TEXT, f"{TEXT}!")
    ]
    for each in cases:
        settled(store, each.key, "eva", 1)
    here = cases[0]
    assert changed(store, tmp_path) == 0
    put(store, here.key, version(NO, SHORT), "v1", replace=True)
    assert changed(store, tmp_path) == 1
    assert changed(store, tmp_path, "gold/eva") == 1
    assert changed(store, tmp_path, "v0") == 0
    commit(store, here.key, Status((0,), "unseen"), name="v1")  # there are not two versions now
    assert changed(store, tmp_path) == 0


def changed(store: Store, folder: Path, layer: str = "gold") -> int:
    """Of how many articles a manifest says that gold is older than what it was made of."""
    wanted = Wanted(layers=(layer,))
    return export(store, DEFAULT_SCHEME, "jsonl", folder / "out", wanted).counts.gold_changed


def test_imported_gold_that_nobody_settled_is_gold_too(store: Store) -> None:
    [key] = add(store, TEXT)
    put(store, key, version(NO), "ana")
    put(store, key, version(SHORT), "gold/truth")
    [example] = examples(store, DEFAULT_SCHEME, "gold")
    assert [label for _, _, label in example.spans] == ["attribution"]


def test_imported_gold_stays_gold_while_somebody_begins_theirs_or_says_whose_is(
    store: Store,
) -> None:
    key = opened(store, version(NO, SHORT), version(NO)).key
    put(store, key, version(SHORT), "gold/truth")
    taking.take_agreed(case(reviewing(store, "max"), key))
    assert gold.settled(store, key) == "gold/truth"
    designate(store, "zoe", "truth")
    designate(store, "zoe", "")
    assert gold.settled(store, key) == "gold/truth"
    settled(store, key, "max", 0)
    assert gold.settled(store, key) == "gold/max"


def test_the_next_gold_is_asked_for_among_what_is_finished_whoever_has_begun(store: Store) -> None:
    key = opened(store, version(NO, SHORT), version(NO)).key
    for reviewer in ("eva", "truth"):
        put(store, key, version(SHORT), f"gold/{reviewer}")
    session = reviewing(store, "max")
    taking.take_agreed(case(session, key))
    first = gold.settled(store, key)
    said = next_gold(store, "max", Writer("max"), key)
    assert said == f"{gold.settled(store, key)} is gold here"
    assert first != gold.settled(store, key)


def test_two_reviewers_can_differ_and_are_measured_like_anyone_else(store: Store) -> None:
    key = opened(store, version(NO, SHORT), version(NO)).key
    settled(store, key, "eva", 1)
    settled(store, key, "max", 0)
    found = measure(store, DEFAULT_SCHEME, Choice(layers=("gold/eva", "gold/max"))).agreement
    [pair] = found.pairs
    assert (pair.differences.same, pair.differences.only_first) == (1, 1)


def test_taking_what_all_agree_on_everywhere_says_how_much(store: Store) -> None:
    opened(store, version(NO, SHORT, links=((1, 0),)), version(NO, SHORT, links=((1, 0),)))
    text = "“No,” said Ana Ruiz, a nurse. Another."
    opened(store, version(NO, text=text), version(NO, SHORT, text=text), text=text)
    found = take_all_agreed(store, DEFAULT_SCHEME, "eva")
    assert (found.documents, found.settled, found.spans, found.links) == (2, 1, 3, 1)
    assert found.conflicts == 1
    again = take_all_agreed(store, DEFAULT_SCHEME, "eva")
    assert (again.documents, again.spans, again.conflicts) == (1, 0, 1)


def test_taking_what_all_agree_on_everywhere_leads_nobody_anywhere(store: Store) -> None:
    opened(store, version(NO, SHORT), version(NO, LONG), version(NO))
    text = "“No,” said Ana Ruiz, a nurse. Another."
    opened(store, version(NO, text=text), version(NO, SHORT, text=text), text=text)
    take_all_agreed(store, DEFAULT_SCHEME, "eva")
    session = reviewing(store)
    first, other = (shared.key for shared in session.queue)
    assert session.resume()
    assert session.article
    assert session.article.key == first
    session.open(other)
    session.remember()
    take_all_agreed(store, DEFAULT_SCHEME, "eva")
    again = reviewing(store).resume()
    assert again
    assert again.key == other
