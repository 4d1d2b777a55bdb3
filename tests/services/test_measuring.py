"""From a project's file to the report: what counts, what is left out, what is undefined."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import UNSET
from msgspec.structs import replace

from annotate.agreement import MEASURES
from annotate.agreement.base import NO_DOCUMENT, Figure
from annotate.agreement.intervals import WHOLE
from annotate.cli.agreement_table import table
from annotate.core.errors import InputError
from annotate.core.operations import Add
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.services.measuring import reading
from annotate.services.measuring.measure import measure
from annotate.services.measuring.page import agreement_page
from annotate.services.measuring.report import Agreement
from annotate.services.measuring.rows import overall, rows
from annotate.services.measuring.wording import nothing_text
from annotate.services.sample import corpora
from annotate.storage import documents
from annotate.storage.finished import Choice
from annotate.storage.log import now
from annotate.storage.store import Store
from tests.services.files import jsonl, took
from tests.storage.making import commit

TEXT = "“No,” said Ana Ruiz.\n\nThe captain was suspended on Monday."
QUOTE = {"start": 0, "end": 5, "label": "quote", "id": "q"}
SAID = {"start": 6, "end": 19, "label": "attribution", "id": "a"}
LINK = {"label": "attributes", "head": "a", "child": "q"}
Take = Callable[..., None]


def text(number: int) -> str:
    return f"{TEXT} {number}"


@pytest.fixture
def take(store: Store, tmp_path: Path) -> Take:
    """Import what annotators say of article number …"""

    def take(number: int, how: dict[str, Any] | None = None, **said: list[Any]) -> None:
        same = {"text": text(number), "id": f"d{number}"} | (how or {})
        records = [
            {
                **same,
                "annotator": name,
                "spans": spans,
                "relations": [LINK] if len(spans) > 1 else [],
            }
            for name, spans in said.items()
        ]
        took(store, jsonl(tmp_path / "records.jsonl", *records))

    return take


def measured(store: Store, choice: Choice | None = None, **how: Any) -> Agreement:
    return measure(store, how.pop("scheme", DEFAULT_SCHEME), choice or Choice(), **how).agreement


def test_the_sample_is_as_its_page_says(store: Store) -> None:
    took(store, corpora())
    found = measured(store)
    assert found.documents == 8
    assert found.annotators == ["sample-ana", "sample-ben", "sample-chloe"]
    exact = {
        (p.a[7:], p.b[7:]): (
            p.labels["quote"].f1_exact.value,
            p.labels["attribution"].f1_exact.value,
        )
        for p in found.pairs
    }
    page = {
        ("ana", "ben"): (0.912, 0.768),
        ("ana", "chloe"): (0.959, 0.809),
        ("ben", "chloe"): (0.903, 0.670),
    }
    assert {pair: pytest.approx(f1, abs=5e-4) for pair, f1 in page.items()} == exact


def test_reading_in_small_parts_comes_to_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    took(store, corpora())
    at_once = measured(store)
    monkeypatch.setattr(reading, "CELLS", 1)
    assert measured(store) == at_once


def test_only_finished_documents_of_two_count(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE], ben=[QUOTE])
    take(2, ana=[QUOTE])
    take(3, {"status": "open", "paragraph_status": "du"}, ana=[QUOTE], ben=[])
    take(4, ana=[QUOTE, SAID])
    take(4, {"paragraph_status": "ds", "status": "skipped"}, ben=[])
    found = measured(store)
    assert (found.documents, [d.id for d in found.by_document]) == (1, ["d1"])


def test_a_finished_document_without_spans_is_data(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE], ben=[])
    (pair,) = measured(store).pairs
    assert pair.differences.only_first == 1
    assert pair.characters.missing == 5


def test_a_removed_document_does_not_count(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE], ben=[QUOTE])
    take(2, ana=[QUOTE], ben=[])
    documents.remove(store, store.value("SELECT key FROM documents WHERE id = 'd2'"))
    assert measured(store).documents == 1


def test_gold_is_left_out_unless_it_is_asked_for(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE], ben=[QUOTE], **{"gold/eva": [SAID]})
    assert measured(store).annotators == ["ana", "ben"]
    found = measured(store, Choice(layers=("ana", "gold/eva")))
    assert found.annotators == ["ana", "gold/eva"]


def test_documents_are_chosen_by_source_and_date(store: Store, take: Take) -> None:
    for number, (source, date) in enumerate(
        [("gazette", "2026-01-08"), ("wire", "2026-01-09T10:00"), ("wire", "")]
    ):
        take(number, {"source": source, "published": date}, ana=[QUOTE], ben=[QUOTE])

    def ids(**choice: Any) -> list[str]:
        return sorted(d.id for d in measured(store, Choice(**choice)).by_document)

    assert ids(sources=("wire",)) == ["d1", "d2"]
    assert ids(since="2026-01-09") == ids(since="2026-01-09", until="2026-01-09") == ["d1"]
    assert ids(until="2026-01-08") == ["d0"]


def test_labels_are_chosen(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE, SAID], ben=[QUOTE])
    found = measured(store, labels=["quote"])
    assert list(found.alpha.labels) == ["quote"]
    assert found.alpha.pooled.value == 1.0
    assert found.relations.f1_exact == Figure(None, why="no links on either side")


def test_a_label_by_a_former_name_is_the_present_one(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE], ben=[QUOTE])
    renamed = Scheme((Label("speech", "q", formerly=("quote",)),))
    take(2, ana=[], ben=[])
    found = measured(store, scheme=renamed)
    assert found.alpha.labels["speech"].value == 1.0
    chosen = measured(store, scheme=renamed, labels=["quote"])
    assert chosen.alpha == measured(store, scheme=renamed, labels=["speech"]).alpha
    assert list(chosen.alpha.labels) == ["speech"]


def test_spans_of_retired_labels_are_counted_as_left_out(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE, SAID], ben=[QUOTE])
    take(2, ana=[QUOTE])  # which nobody else has finished
    assert measured(store).left_out is UNSET
    kept = Scheme((Label("attribution", "a"),), retired=("quote",))
    found = measured(store, scheme=kept)
    assert found.left_out == {"quote": 2}
    said = "2 spans left out, whose labels the scheme has retired: quote 2"
    assert list(table(found))[1] == said
    assert said in agreement_page(found, kept, "")
    assert measured(store, Choice(documents=("d2",)), scheme=kept).left_out is UNSET


def test_links_are_compared(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE, SAID], ben=[QUOTE, SAID])
    take(2, ana=[QUOTE, SAID], ben=[QUOTE])
    found = measured(store).relations
    assert found.f1_exact.value == pytest.approx(2 / 3)
    assert found.attachment.value == 1.0


@pytest.mark.parametrize(
    ("choice", "labels", "message"),
    [
        (Choice(layers=("eve",)), (), "no layer 'eve' in this project, it has none"),
        (Choice(sources=("cnn",)), (), "no article of the source 'cnn' in this project"),
        (Choice(), ("qoute",), "no label 'qoute' in this project, it has quote, attribution"),
    ],
)
def test_what_there_is_not_is_an_error(
    store: Store, choice: Choice, labels: tuple[str, ...], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        measured(store, choice, labels=labels)


# what cannot be said


@pytest.mark.parametrize(
    ("finished", "words"),
    [
        ({}, "nobody has finished an article yet"),
        ({"ana": 0}, "nobody has finished an article yet"),
        ({"ana": 3}, "only ana has finished any (3 articles), a second person's are needed"),
        (
            {"ana": 3, "again/ana": 0},
            "ana has finished 3, again/ana none, a second person's are needed",
        ),
        ({"ana": 0, "ben": 1}, "ana has finished none, ben 1, a second person's are needed"),
        (
            {f"p{n}": n for n in range(1, 9)},
            "p1 has finished 1, p2 2, p3 3, p4 4, p5 5, p6 6, 2 more some, none of them the same; "
            "`annotate assign --overlap 2` gives each to two",
        ),
    ],
)
def test_why_there_is_none_says_who_has_finished_what(
    store: Store, finished: dict[str, int], words: str
) -> None:
    found = replace(measured(store), finished=finished)
    assert nothing_text(found) == f"– no document done by two: {words}"


def test_who_has_finished_how_many_is_of_what_is_chosen(store: Store, take: Take) -> None:
    take(1, ana=[QUOTE])
    take(2, ben=[QUOTE])
    take(3, ana=[])
    assert measured(store).finished == {"ana": 2, "ben": 1}
    assert measured(store, Choice(layers=("ana", "ben"), documents=("d1",))).finished == {
        "ana": 1,
        "ben": 0,
    }
    documents.remove(store, 1)
    assert measured(store).finished == {"ana": 1, "ben": 1}
    take(3, ben=[])
    assert measured(store).finished is UNSET


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
