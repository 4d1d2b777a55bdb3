"""What the report says where a figure is undefined, and of thresholds, weeks and gamma."""

import json

import msgspec
import pytest

from annotate.agreement import MEASURES
from annotate.agreement.base import NO_DOCUMENT, Figure
from annotate.agreement.intervals import WHOLE
from annotate.core.errors import InputError
from annotate.core.operations import Add
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.measuring.measure import measure
from annotate.services.measuring.rows import overall, rows
from annotate.services.sample import corpora
from annotate.storage.finished import Choice
from annotate.storage.log import now
from annotate.storage.store import Store
from tests.services.files import took
from tests.services.measuring.measured import QUOTE, SAID, Take, measured, text
from tests.storage.making import commit


def test_without_a_document_done_by_two_every_figure_says_so(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE])
    take(2, ben=[QUOTE])
    for found in (measured(store), measured(store, Choice(layers=("ana",)))):
        assert {row.figure for row in rows(found)} == {Figure(None, why="no document done by two")}
        assert (found.documents, found.pairs, found.by_document, found.drift) == (0, [], [], [])


def test_a_label_that_nobody_used_has_no_variation_but_an_observed_agreement(
    store: Store, take: Take
) -> None:
    take(1, ana=[QUOTE], ben=[QUOTE])
    found = measured(store)
    assert found.alpha.labels["ad"] == Figure(None, why="no variation", observed=1.0)
    assert found.pairs[0].labels["ad"].kappa == Figure(None, why="no variation", observed=1.0)
    assert found.span_f1.exact.labels["ad"] == Figure(None, why="no spans on either side")


def test_all_of_it_marked_is_no_variation_too(store: Store, take: Take) -> None:
    everything = {"start": 0, "end": len(text(1)), "label": "ad"}
    take(1, ana=[everything], ben=[everything])
    assert measured(store).alpha.labels["ad"].why == "no variation"


def test_a_label_unused_by_one_of_two_has_its_real_value_and_both_counts(
    store: Store, take: Take
) -> None:
    take(1, ana=[], ben=[QUOTE])
    found = measured(store)
    for figure in (found.alpha.labels["quote"], found.pairs[0].labels["quote"].alpha):
        assert figure.value is not None
        assert figure.value <= 0
        assert figure.note == "ana marked 0, ben marked 5"


def test_perfect_agreement_has_an_interval_for_f1_alone(store: Store, take: Take) -> None:
    for number in range(6):
        take(number, ana=[QUOTE], ben=[QUOTE])
    found = measured(store)
    assert (found.alpha.pooled.value, found.alpha.pooled.low) == (1.0, None)
    assert found.alpha.pooled.why == "nothing differs, in all documents or all but one"
    f1 = found.span_f1.exact.all
    assert (f1.value, f1.upper_end, f1.note) == (1.0, 1.0, f"{WHOLE}; few documents")
    assert f1.lower_end == pytest.approx(6 / (6 + 2.5706**2), abs=1e-4)


def test_a_figure_is_json_of_the_shape_that_its_kind_has(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE], ben=[QUOTE, SAID])
    found = json.loads(msgspec.json.encode(measured(store)))
    why = "fewer than 5 documents"
    assert found["alpha"]["labels"]["ad"] == {"value": None, "why": "no variation", "observed": 1.0}
    f1 = {"value": pytest.approx(2 / 3), "low": None, "high": None, "why": why}
    assert found["span_f1"]["exact"]["all"] == f1


def test_every_figure_of_the_report_is_a_row(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE], ben=[QUOTE, SAID])
    found = measured(store)
    everything = json.dumps(msgspec.to_builtins(found)).count('"value"')
    ranks = len(found.by_document) + 2 * len(found.by_annotator) + len(found.drift)
    assert len(list(rows(found))) == everything - ranks
    assert len(list(overall(found))) < len(list(rows(found)))


# thresholds


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_can_have_a_threshold(store: Store, name: str) -> None:
    outcome = measure(store, DEFAULT_SCHEME, Choice(), thresholds=[(name, 0.5)])
    assert outcome.missed == [f"{name} has no interval to compare with 0.5: {NO_DOCUMENT}"]
    with pytest.raises(InputError, match=f"{name} goes from -?[01] to 1, and never to 1.01"):
        measure(store, DEFAULT_SCHEME, Choice(), thresholds=[(name, 1.01)])


def test_thresholds_are_judged_on_the_lower_end(store: Store) -> None:
    took(store, corpora())
    low = measured(store).alpha.pooled.lower_end
    assert low is not None

    def missed(*thresholds: tuple[str, float]) -> list[str]:
        return measure(store, DEFAULT_SCHEME, Choice(), thresholds=thresholds).missed

    assert missed(("alpha", low - 1e-9), ("kappa", 0.5)) == []
    assert missed(("alpha", low + 1e-3)) == ["alpha is 0.936, and may be 0.922: below 0.922544"]
    with pytest.raises(InputError, match="unknown measure 'beta'"):
        missed(("beta", 0.5))


def test_a_threshold_without_an_interval_is_missed(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE], ben=[QUOTE])
    found = measure(store, DEFAULT_SCHEME, Choice(), thresholds=[("alpha", 0.1)])
    (line,) = found.missed
    assert line == "alpha has no interval to compare with 0.1: fewer than 5 documents"


def test_drift_is_by_runs_of_documents_if_so_wanted(store: Store, take: Take) -> None:
    for number in range(12):
        take(number, ana=[QUOTE], ben=[{**QUOTE, "end": 4 - number % 2}])
    found = measured(store, every=5).drift
    assert [(p.period, p.documents) for p in found] == [("01–05", 5), ("06–10", 5), ("11–12", 2)]
    assert len(measured(store).drift) == 1


def test_a_reviewer_moves_no_article_to_another_week(
    store: Store, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(1, ana=[QUOTE], ben=[SAID])
    before = measured(store).drift
    later = now() + 3 * 7 * 24 * 60 * 60 * 1000
    monkeypatch.setattr("annotate.storage.log.now", lambda: later)
    for reviewer in ("gold/eva", "again/ana"):
        commit(store, 1, Add(0, 5, "quote"), name=reviewer)
        assert measured(store).drift == before
    commit(store, 1, Add(0, 5, "quote"), name="ben")
    assert measured(store).drift != before


def test_gamma_is_there_if_it_is_wanted(store: Store, take: Take) -> None:
    assert not measured(store).gamma
    take(1, ana=[QUOTE, SAID], ben=[QUOTE, SAID], eva=[])
    found = measured(store, with_gamma=True).gamma
    assert found
    assert {(p.a, p.b): (p.gamma.value or 0) == 1 for p in found.pairs} == {
        ("ana", "ben"): True,
        ("ana", "eva"): False,
        ("ben", "eva"): False,
    }
    assert found.mean.note == "the mean of pairs"


def test_of_gamma_each_pair_in_each_document_is_a_step(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE, SAID], ben=[QUOTE, SAID], eva=[])
    take(2, ana=[QUOTE], ben=[])
    told: list[tuple[int, int]] = []
    found = measure(
        store,
        DEFAULT_SCHEME,
        Choice(),
        with_gamma=True,
        aligning=lambda done, total: told.append((done, total)),
    )
    assert found.agreement.gamma == measured(store, with_gamma=True).gamma
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
