"""Second passes: what is asked for, that the first stays as it is, and that nobody counts twice."""

from pathlib import Path

import pytest
from msgspec import UNSET

from annotate.cli.agreement_table import table
from annotate.core.annotation_set import EMPTY
from annotate.core.errors import GestureError, InputError, ProjectError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.suggestion import NONE
from annotate.core.wanted import EVERYTHING, Wanted
from annotate.services.annotating import labelling, marking
from annotate.services.annotating.session import Session
from annotate.services.assigning import Wish, give
from annotate.services.controls.repeating import repeat
from annotate.services.controls.second_pass import SecondPass
from annotate.services.measuring.measure import measure
from annotate.services.person import known
from annotate.services.training.examples import examples
from annotate.storage import adjudication, assignments, check, decisions, queue, repeats
from annotate.storage.finished import Choice
from annotate.storage.statistics import layers
from annotate.storage.store import Store
from tests.services.controls.making import GOLD, said, text
from tests.services.files import give as export
from tests.services.files import given
from tests.storage.making import add, document, layer, put


@pytest.fixture
def keys(store: Store) -> list[int]:
    """Twenty articles that ana finished."""
    keys = add(store, *(document(text(n), f"a/{n}") for n in range(20)))
    for n, key in enumerate(keys):
        put(store, key, said(n, *GOLD), "ana")
    return keys


def second(store: Store) -> SecondPass:
    return SecondPass(store, DEFAULT_SCHEME, "ana", lambda document: lambda: NONE)


def asked(store: Store, name: str = "ana") -> list[int]:
    return [key for layer, key in repeats.given(store) if layer == f"again/{name}"]


def label_all(session: Session) -> None:
    """Label the first quotation of the open article, and let it be done."""
    assert session.article is not None
    labelling.label(session.article, 0)
    while session.article.open_paragraphs:
        marking.done(session.article)


def test_a_share_is_drawn_by_lot_and_each_once(store: Store, keys: list[int]) -> None:
    made = repeat(store, ["ana"], 0.3)
    assert (made.batch, made.documents) == ("second pass 1", len(asked(store)))
    assert 2 <= made.documents <= 11
    assert {*asked(store)} < {*keys}
    repeat(store, ["ana"], 1)
    assert sorted(asked(store)) == keys
    with pytest.raises(ProjectError, match="nothing to be labelled a second time"):
        repeat(store, ["ana"], 1)


def test_another_seed_is_another_lot(store: Store, keys: list[int]) -> None:
    repeat(store, ["ana"], 0.5, seed=1)
    found = asked(store)
    drawn = {each for each in keys if each not in found}
    with pytest.raises(ProjectError):
        repeat(store, ["ana"], 0.5, seed=1)
    repeat(store, ["ana"], 0.5, seed=2)
    assert drawn & {*asked(store)}


def test_only_what_was_finished_some_time_ago(store: Store, keys: list[int]) -> None:
    with pytest.raises(ProjectError):
        repeat(store, ["ana"], 1, days=1)
    sql = "UPDATE gestures SET at = at - 3 * 86400000 WHERE document <= 5"
    with store.transaction() as connection:
        connection.execute(sql)
    assert repeat(store, ["ana"], 1, days=2).documents == 5


def test_its_list_has_what_was_asked_for_and_no_labels(store: Store, keys: list[int]) -> None:
    repeat(store, ["ana"], 1)
    session = second(store)
    entries = queue.page(store, session.annotator, session.listed, 0, 100)
    assert sorted(e.key for e in entries) == keys
    assert [e.key for e in entries] != keys
    assert {(e.state, e.spans) for e in entries} == {("open", 0)}
    article = session.resume()
    assert article is not None
    assert article.content == EMPTY


def test_the_first_pass_stays_and_undo_stays_in_the_second(store: Store, keys: list[int]) -> None:
    repeat(store, ["ana"], 1)
    first = {key: layer(store, key).content for key in keys}
    session = second(store)
    article = session.resume()
    assert article is not None
    label_all(session)
    assert repeats.waiting(store, "ana") == 19
    while layer(store, article.key, "again/ana").content != EMPTY:
        second(store).undo()
    assert {key: layer(store, key).content for key in keys} == first
    assert list(check.check(store)) == []


def test_who_writes_it_is_the_person(store: Store, keys: list[int]) -> None:
    repeat(store, ["ana"], 1)
    session = second(store)
    session.resume()
    label_all(session)
    assert session.article is not None
    [writer] = {o.writer for o in layer(store, session.article.key, "again/ana").operations}
    assert writer.startswith("ana@")
    assert known(store) == ["ana"]


def test_other_articles_are_not_opened_in_it(store: Store, keys: list[int]) -> None:
    repeat(store, ["ana"], 0.5)
    with pytest.raises(InputError, match="not in your second pass"):
        second(store).open(min({*keys} - {*asked(store)}))


def test_when_all_else_is_finished_the_list_says_what_waits(store: Store, keys: list[int]) -> None:
    repeat(store, ["ana"], 1)
    session = Session(store, DEFAULT_SCHEME, "ana")
    with pytest.raises(GestureError) as caught:
        session.next_unfinished()
    assert caught.value.hint == "20 articles to label again: {second-pass} in the list"


def test_it_takes_no_places_that_are_free(store: Store, keys: list[int]) -> None:
    repeat(store, ["ana"], 1)
    add(store, "New.")
    give(store, DEFAULT_SCHEME, Wish())
    session = second(store)
    session.resume()
    session.next_unfinished()
    assert [s.annotator for s in assignments.standing(store) if s.batch == "batch 1"] == [""]


def test_it_keeps_no_article_from_being_given_out(store: Store, keys: list[int]) -> None:
    repeat(store, ["ana"], 1)
    assert give(store, DEFAULT_SCHEME, Wish(overlap=2)).documents == 20


@pytest.fixture
def repeated(store: Store, keys: list[int]) -> Store:
    """With the second passes of all twenty, which say something else, and with ben's first."""
    repeat(store, ["ana"], 1)
    for n, key in enumerate(keys):
        put(store, key, said(n, *GOLD[:1]), "again/ana")
        put(store, key, said(n, *GOLD), "ben")
    return store


def test_it_is_no_annotator_in_agreement_adjudication_statistics_and_training(
    repeated: Store,
) -> None:
    found = measure(repeated, DEFAULT_SCHEME, Choice()).agreement
    assert (found.annotators, found.alpha.pooled.value) == (["ana", "ben"], 1)
    assert {*adjudication.finished(repeated, 1)} == {"ana", "ben"}
    assert layers(repeated) == ["ana", "ben"]
    assert len(examples(repeated, DEFAULT_SCHEME)) == 40
    assert len(examples(repeated, DEFAULT_SCHEME, "again/ana")) == 20


def test_it_is_measured_like_any_layer_where_it_is_named(repeated: Store) -> None:
    found = measure(repeated, DEFAULT_SCHEME, Choice(layers=("ana", "again/ana"))).agreement
    assert found.span_f1.exact.all.value == pytest.approx(0.5)


def test_a_named_one_that_is_not_done_is_awaited_and_that_is_said(store: Store) -> None:
    keys = add(store, *(document(text(n), f"a/{n}") for n in range(2)))
    for n, key in enumerate(keys):
        put(store, key, said(n, *GOLD), "ana")
    both = Choice(layers=("ana", "again/ana"))
    with pytest.raises(InputError, match="no layer 'again/ana'"):
        measure(store, DEFAULT_SCHEME, both)
    repeat(store, ["ana"], 1)
    found = measure(store, DEFAULT_SCHEME, both).agreement
    assert (found.documents, found.finished) == (0, {"ana": 2, "again/ana": 0})
    awaited = "second pass awaited: ana {}; `A` in their list of articles leads there"
    assert list(table(found))[1] == awaited.format("2 articles")
    assert list(table(found))[2].startswith("– no document done by two: ana has finished 2, again/")
    put(store, keys[0], said(0, *GOLD), "again/ana")
    found = measure(store, DEFAULT_SCHEME, both).agreement
    assert list(table(found))[1] == awaited.format("1 article")
    put(store, keys[1], said(1, *GOLD), "again/ana")
    found = measure(store, DEFAULT_SCHEME, both).agreement
    assert (found.documents, found.awaited) == (2, UNSET)


@pytest.mark.parametrize(
    "wanted", [Wanted(), EVERYTHING, Wanted(majority=2), Wanted(votes=True)], ids=str
)
def test_exports_have_it_only_where_it_is_named(
    repeated: Store, tmp_path: Path, wanted: Wanted
) -> None:
    records = given(export(repeated, tmp_path / "all", wanted=wanted))
    assert "again" not in str([(r["annotator"], r.get("meta")) for r in records])
    named = Wanted(layers=("again/ana",))
    found = given(export(repeated, tmp_path / "again", wanted=named))
    assert {r["annotator"] for r in found} == {"again/ana"}


def test_what_was_decided_the_first_time_is_not_suggested(store: Store, keys: list[int]) -> None:
    for name in ("ana", "again/ana"):
        decisions.refresh(store, name)
    hashes = [decisions.hash_of("The end 0.")]
    assert decisions.find(store, "ana", hashes)
    assert decisions.find(store, "again/ana", hashes) == {}
    assert second(store).improve(document(text(0))) is None
