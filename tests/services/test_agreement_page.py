"""The page of agreement: every case that is undefined is said, and no name is markup."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.measuring.measure import measure
from annotate.services.measuring.page import agreement_page
from annotate.services.sample import corpora
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from tests.reports.test_page import Elements
from tests.services.files import jsonl, took

TEXT = "“No,” said Ana Ruiz.\n\nThe captain was suspended on Monday."
QUOTE = {"start": 0, "end": 5, "label": "quote"}
SAID = {"start": 6, "end": 19, "label": "attribution"}
Take = Callable[..., None]


@pytest.fixture
def take(store: Store, tmp_path: Path) -> Take:
    """Import so many articles of which annotators say the same."""

    def take(number: int, said: dict[str, list[Any]], id: str = "d") -> None:
        records = [
            {"text": f"{TEXT} {id}{n}", "id": f"{id}{n}", "annotator": name, "spans": spans}
            for n in range(number)
            for name, spans in said.items()
        ]
        took(store, jsonl(tmp_path / "records.jsonl", *records))

    return take


def page(store: Store) -> str:
    return agreement_page(measure(store, DEFAULT_SCHEME, Choice()).agreement, DEFAULT_SCHEME, "P")


def words(store: Store) -> list[str]:
    return Elements(page(store)).words


def test_the_sample_has_all_that_the_report_has(store: Store) -> None:
    took(store, corpora())
    found = words(store)
    assert "Reliable: alpha is at least 0.8, by the lower end of its interval" in found
    for name in (
        "quote",
        "attribution",
        "sample-ana · sample-ben",
        "harbour-gazette/2025-11-19-desalination-strike",
    ):
        assert name in found
    assert "0.936 · 0.922 to 0.947" in found
    assert "sample-ana · sample-ben: 0.940" in found
    assert "1 − α 0.060" in found
    assert found.count("few documents") >= 3


def test_nothing_shared_is_said(store: Store, take: Take) -> None:
    take(1, {"ana": [QUOTE]})
    said = "only ana has finished any (1 article), a second person's are needed"
    assert f"– no document done by two: {said}" in words(store)


@pytest.mark.parametrize("people", [["ana"], ["ana", "ben"]])
def test_a_second_pass_that_is_awaited_is_said(store: Store, take: Take, people: list[str]) -> None:
    take(1, {name: [QUOTE] for name in people})
    found = measure(store, DEFAULT_SCHEME, Choice()).agreement
    made = agreement_page(replace(found, awaited={"ana": 2}), DEFAULT_SCHEME, "P")
    awaited = "second pass awaited: ana 2 articles; `A` in their list of articles leads there"
    assert any(awaited in words for words in Elements(made).words)


def test_no_variation_is_a_dash_with_what_was_observed(store: Store, take: Take) -> None:
    take(2, {"ana": [QUOTE], "ben": [QUOTE]})
    found = words(store)
    assert found.count("– no variation, observed 1.00") == 4
    assert "– no spans on either side" in found
    assert "1.000 · no interval" in found
    assert "fewer than 5 documents" in found


def test_perfect_agreement_of_many_has_an_interval_for_f1_alone(store: Store, take: Take) -> None:
    take(6, {"ana": [QUOTE], "ben": [QUOTE]})
    found = words(store)
    assert "nothing differs, in all documents or all but one" in found
    assert "1.000 · 0.476 to 1.000" in found
    assert any("interval of whole documents; few documents" in each for each in found)


def test_a_label_unused_by_one_of_two_has_both_counts(store: Store, take: Take) -> None:
    take(1, {"ana": [QUOTE], "ben": [QUOTE, SAID]})
    assert "attribution: ana marked 0, ben marked 13" in words(store)


def test_no_circle_stands_for_what_is_undefined(store: Store, take: Take) -> None:
    take(1, {"ana": [], "ben": []})
    drawn = Elements(page(store)).seen
    assert not [attributes for tag, attributes in drawn if tag == "circle"]


def test_names_are_no_markup(store: Store, take: Take) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    take(1, {"ana": [QUOTE], f"ben{hostile}": [SAID]}, id=hostile)
    found = page(store)
    assert "img" not in {tag for tag, _ in Elements(found).seen}
    assert f"{hostile}0" in Elements(found).words
    assert f"ana · ben{hostile}" in Elements(found).words


def test_of_very_many_pairs_those_that_differ_most_are_listed(store: Store, take: Take) -> None:
    take(1, {f"p{n}": [QUOTE] for n in range(7)} | {"x": [SAID]})
    found = words(store)
    assert "20 of 28" in found
    assert {f"p{n} · x" for n in range(7)} <= {*found}
    assert "p5 · p6" not in found
