"""From a project's file to the report: what counts, and what is left out."""

from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from annotate.agreement.base import Figure
from annotate.cli.agreement_table import table
from annotate.core.errors import InputError
from annotate.core.scheme import Label, Scheme
from annotate.services.measuring import reading
from annotate.services.measuring.page import agreement_page
from annotate.services.measuring.wording import nothing_text
from annotate.services.sample import corpora
from annotate.storage import documents
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from tests.services.files import took
from tests.services.measuring.measured import QUOTE, SAID, Take, measured


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
    said = "2 spans left out, whose labels the scheme has no more: quote 2"
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
        ({"ana": 3, "again/ana": 0}, "ana has finished 3, again/ana none"),
        ({"ana": 0, "ben": 1}, "ana has finished none, ben 1"),
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
