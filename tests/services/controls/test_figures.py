"""What controls and second passes tell: what counts in them, and every case without a figure."""

import pytest

from annotate.cli.controls_table import table
from annotate.core.operations import Remove
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.assigning import Wish, give
from annotate.services.controls.figures import AnnotatorControls, figures
from annotate.services.controls.repeating import repeat
from annotate.services.measuring.measure import measure
from annotate.services.measuring.pairs import FIGURES
from annotate.storage import controls, repeats
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from tests.services.adjudicating.making import NEVER, NO, SHORT, reviewing
from tests.services.controls.making import GOLD, OTHERWISE, id_of, said, settle, text
from tests.storage.making import add, commit, document, layer, put


def controlled(store: Store, number: int) -> list[int]:
    """So many articles with known gold, all of them controls of ana's; their keys."""
    keys = [settle(store, n, *GOLD) for n in range(number)]
    add(store, *(document(f"New {n}.", f"n/{n}") for n in range(number)))
    give(store, DEFAULT_SCHEME, Wish(order="random", lease=None))
    with store.transaction() as connection:  # more than anybody takes at once
        rows = ((store.layer("ana"), key, 1, rank) for rank, key in enumerate(keys))
        connection.executemany("INSERT INTO controls VALUES (?, ?, ?, ?)", rows)
    return keys


def told(store: Store) -> AnnotatorControls:
    [found] = figures(store, DEFAULT_SCHEME)
    return found


def test_annotators_are_measured_against_gold_on_their_controls(store: Store) -> None:
    for n, key in enumerate(controlled(store, 6)):
        put(store, key, said(n, *(GOLD if n % 2 else OTHERWISE)), "ana")
    found = told(store)
    assert (found.annotator, found.gold.given, found.gold.figures.documents) == ("ana", 6, 6)
    d = found.gold.figures.differences
    assert (d.same, d.other_boundary, d.only_first, d.only_second) == (12, 3, 0, 3)
    assert found.gold.figures.f1_exact.value == pytest.approx(2 * 12 / (15 + 18))
    assert found.gold.figures.f1_exact.lower_end is not None
    assert found.gold.figures.labels["quote"].f1_exact.value == pytest.approx(2 * 9 / (9 + 12))


def test_what_is_not_done_is_missing_and_said_to_be(store: Store) -> None:
    first, *_ = controlled(store, 3)
    found = told(store)
    assert (found.gold.given, found.gold.awaited, found.gold.figures.documents) == (3, 3, 0)
    assert found.gold.figures.alpha.why == "no document done by two"
    assert found.gold.figures.alpha.value is None
    put(store, first, said(0, *GOLD), "ana")
    assert (told(store).gold.awaited, told(store).gold.figures.documents) == (2, 1)
    assert told(store).gold.figures.alpha.lower_end is None


def test_an_article_whose_gold_was_taken_back_counts_no_more(store: Store) -> None:
    for n, key in enumerate(controlled(store, 2)):
        put(store, key, said(n, *GOLD), "ana")
    reviewing(store).undo()  # that it is settled; the rest of gold came with an import
    reviewing(store).undo()
    found = told(store)
    assert (found.gold.given, found.gold.awaited, found.gold.figures.documents) == (2, 0, 1)
    assert list(table([found]))[-1] == "ana: 1 article set aside, or without gold by now"


def test_what_is_said_after_a_look_at_gold_does_not_count(store: Store) -> None:
    [key] = controlled(store, 1)
    put(store, key, said(0, *OTHERWISE), "ana")
    before = told(store).gold.figures.differences
    controls.show(store, "ana", [key])
    put(store, key, said(0, *GOLD), "ana", replace=True)
    assert told(store).gold.figures.differences == before


def test_what_is_mended_before_that_does(store: Store) -> None:
    [key] = controlled(store, 1)
    put(store, key, said(0, *OTHERWISE), "ana")
    put(store, key, said(0, *GOLD), "ana", replace=True)
    controls.show(store, "ana", [key])
    assert told(store).gold.figures.differences.same == 3


def test_a_second_pass_is_measured_against_the_first_as_it_was(store: Store) -> None:
    [key] = add(store, document(text(0), "a/1"))
    put(store, key, said(0, *GOLD), "ana")
    repeat(store, ["ana"], 1)
    assert (told(store).again.given, told(store).again.awaited) == (1, 1)
    assert told(store).again.figures.documents == 0
    put(store, key, said(0, NO, SHORT), "again/ana")
    first = layer(store, key).content
    commit(store, key, *(Remove(s.id) for s in first.spans))
    d = told(store).again.figures.differences
    assert (d.same, d.only_first, d.only_second) == (2, 1, 0)


def test_second_passes_have_the_figures_of_their_articles_alone(store: Store) -> None:
    keys = add(store, *(document(text(n), f"a/{n}") for n in range(20)))
    for n, key in enumerate(keys):
        put(store, key, said(n, *(GOLD if n % 3 else OTHERWISE)), "ana")
    repeat(store, ["ana"], 0.6)
    waiting, *done = [key for _, key in repeats.given(store)]
    for key in done:
        put(store, key, said(keys.index(key), *GOLD), "again/ana")
    ids = tuple(id_of(store, key) for key in done)
    choice = Choice(layers=("ana", "again/ana"), documents=ids)
    [pair] = measure(store, DEFAULT_SCHEME, choice).agreement.pairs
    commit(store, waiting, Remove(layer(store, waiting).content.spans[0].id))
    found = told(store).again
    assert (found.given, found.figures.documents) == (len(done) + 1, pair.documents)
    for name in FIGURES:
        ours, theirs = (getattr(figures, name) for figures in (found.figures, pair))
        ends = theirs.value, theirs.low, theirs.high
        assert (ours.value, ours.low, ours.high) == pytest.approx(ends)
    ours, theirs = found.figures.differences, pair.differences
    assert (ours.only_first, ours.only_second) == (theirs.only_second, theirs.only_first)
    assert (ours.same, ours.other_boundary) == (theirs.same, theirs.other_boundary)
    assert 0 < ours.other_boundary < ours.same


def test_each_is_told_of_apart(store: Store) -> None:
    [key] = controlled(store, 1)
    put(store, key, said(0, *GOLD), "ana")
    [other] = add(store, document(text(9), "a/9"))
    put(store, other, said(9, NEVER), "dan")
    repeat(store, ["dan"], 1)
    found = figures(store, DEFAULT_SCHEME)
    assert [(f.annotator, f.gold.given, f.again.given) for f in found] == [
        ("ana", 1, 0),
        ("dan", 0, 1),
    ]
