"""Whose adjudication is gold: the one settled last, unless somebody says whose it is."""

from pathlib import Path

import pytest

from annotate.core.errors import InputError
from annotate.core.operations import Remove
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import Wanted
from annotate.services.adjudicating import taking
from annotate.services.adjudicating.designating import designate
from annotate.services.training.examples import examples
from annotate.storage import documents, gold, progress
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.services.adjudicating.making import NO, SHORT, TEXT, case, opened, reviewing, version
from tests.services.adjudicating.test_gold import settled
from tests.services.files import give, given
from tests.storage.making import add, commit, layer, put


@pytest.fixture
def key(store: Store) -> int:
    """A document that eva settled, and after her max, who takes nothing."""
    key = opened(store, version(NO, SHORT), version(NO)).key
    settled(store, key, "eva", 1)
    settled(store, key, "max", 0)
    return key


def gold_of(store: Store, key: int) -> str:
    return gold.latest_first(store, documents.get(store, key).sha256)[0]


def test_who_is_designated_counts_whoever_settles_last(store: Store, key: int) -> None:
    assert gold_of(store, key) == "gold/max"
    assert designate(store, "zoe", "eva") == 1
    assert gold_of(store, key) == gold.settled(store, key) == "gold/eva"
    settled(store, key, "tom", 0)
    assert gold_of(store, key) == "gold/eva"
    assert designate(store, "zoe", "") == 1
    assert gold_of(store, key) == "gold/tom"
    assert list(check(store)) == []


def test_who_only_says_so_has_begun_no_adjudication(store: Store, key: int) -> None:
    designate(store, "zoe", "eva")
    begun = {p.layer: (p.done, p.open) for p in progress.of_layers(store)}
    assert begun["gold/zoe"] == (0, 0)
    taking.take_agreed(case(reviewing(store, "tom"), key))
    begun = {p.layer: (p.done, p.open) for p in progress.of_layers(store)}
    assert (begun["gold/eva"], begun["gold/tom"]) == ((1, 0), (0, 1))


def test_the_last_word_on_it_counts_whoever_says_it(store: Store, key: int) -> None:
    designate(store, "zoe", "eva")
    designate(store, "max", "max")
    assert gold_of(store, key) == "gold/max"
    reviewing(store, "max").undo()
    assert gold_of(store, key) == "gold/eva"


def test_it_is_said_once_and_only_of_what_was_named(store: Store, key: int) -> None:
    text = "“No,” said Ana Ruiz, a nurse. Another."
    other = opened(store, version(NO, SHORT, text=text), version(NO, text=text), text=text).key
    settled(store, other, "eva", 1)
    settled(store, other, "max", 0)
    assert designate(store, "zoe", "eva", [documents.id_of(store, key)]) == 1
    assert (gold_of(store, key), gold_of(store, other)) == ("gold/eva", "gold/max")
    assert designate(store, "zoe", "eva") == 1
    assert designate(store, "zoe", "eva") == 0


def test_what_is_not_finished_any_more_is_not_gold_though_it_was_designated(
    store: Store, key: int
) -> None:
    designate(store, "zoe", "eva")
    reviewing(store, "eva").undo()
    assert gold_of(store, key) == "gold/max"
    reviewing(store, "eva").redo()
    assert gold_of(store, key) == "gold/eva"


def test_what_was_not_settled_is_refused_and_nothing_changes(store: Store, key: int) -> None:
    [other] = add(store, "Nobody settles this.")
    ids = [documents.id_of(store, k) for k in (key, other)]
    with pytest.raises(InputError, match="gold/eva has not settled this article"):
        designate(store, "zoe", "eva", ids)
    with pytest.raises(InputError, match="no layer 'gold/ann'"):
        designate(store, "zoe", "ann")
    with pytest.raises(InputError, match="no article with the id 'b/9'"):
        designate(store, "zoe", "eva", ["b/9"])
    assert gold_of(store, key) == "gold/max"


def test_exports_and_training_take_what_is_designated(
    store: Store, key: int, tmp_path: Path
) -> None:
    designate(store, "zoe", "eva")
    [example] = examples(store, DEFAULT_SCHEME, "gold")
    assert [label for _, _, label in example.spans] == ["quote", "attribution"]
    [record] = given(give(store, tmp_path / "out", wanted=Wanted(layers=("gold",))))
    assert record["annotator"] == "gold/eva"


def test_saying_so_leaves_every_layer_as_it_was(store: Store, key: int) -> None:
    names = ("v0", "v1", "gold/eva", "gold/max")
    before = [layer(store, key, name).content for name in names]
    designate(store, "max", "eva")
    assert [layer(store, key, name).content for name in names] == before


def test_gold_is_settled_or_brought_and_finished(store: Store, key: int) -> None:
    assert gold.settled(store, key) == "gold/max"
    [other] = add(store, "“No,” said Ana Ruiz. Other.")
    assert gold.settled(store, other) is None
    put(store, other, version(NO, text="“No,” said Ana Ruiz. Other."), "gold/truth")
    assert gold.settled(store, other) == "gold/truth"
    [third] = add(store, TEXT + "\n\nA third.")
    commit(store, third, Remove("x"), name="gold/eva")
    assert gold.settled(store, third) is None
