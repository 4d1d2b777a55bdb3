"""The single disagreements behind the figures, from a project's file."""

from collections import Counter
from pathlib import Path

import pytest

from annotate.core.errors import InputError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.measuring.disagreements import Disagreement, disagreements
from annotate.services.measuring.measure import measure
from annotate.services.sample import corpora
from annotate.storage import documents
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from tests.services.files import jsonl, took

TEXT = "“No,” said Ana Ruiz. It rained."


def said(annotator: str, *places: tuple[int, int, str], text: str = TEXT) -> dict[str, object]:
    spans = [{"start": start, "end": end, "label": label} for start, end, label in places]
    described = {"id": "d", "title": "It rains", "source": "gazette"}
    return described | {"text": text, "annotator": annotator, "spans": spans}


def found(store: Store, choice: Choice | None = None, **how: list[str]) -> list[Disagreement]:
    return list(disagreements(store, DEFAULT_SCHEME, choice or Choice(), **how))  # type: ignore[arg-type]  # tests name kinds as they come


def test_each_says_where_who_and_what(store: Store, tmp_path: Path) -> None:
    records = [
        said("ana", (0, 5, "quote"), (6, 19, "attribution"), (21, 31, "body")),
        said("ben", (0, 5, "attribution"), (6, 20, "attribution")),
    ]
    took(store, jsonl(tmp_path / "records.jsonl", *records))
    label, boundary, missing = found(store)
    assert (label.kind, label.first, label.second) == (
        "label",
        (0, 5, "quote"),
        (0, 5, "attribution"),
    )
    assert (boundary.kind, boundary.first_text) == ("boundary", "said Ana Ruiz")
    assert boundary.second_text == "said Ana Ruiz."
    assert (missing.kind, missing.second, missing.second_text) == ("missing", None, "")
    assert (label.document, label.title, label.source) == ("d", "It rains", "gazette")
    assert {(each.a, each.b) for each in (label, boundary, missing)} == {("ana", "ben")}
    assert (label.start, label.labels) == (0, frozenset({"quote", "attribution"}))


def linked(annotator: str, *links: tuple[int, int], end: int = 19) -> dict[str, object]:
    """Two quotations and who said them; the links lead from one to another, by number."""
    spans = [(0, 5, "quote"), (6, end, "attribution"), (21, 31, "quote")]
    record = said(annotator, *spans)
    for number, span in enumerate(record["spans"]):  # type: ignore[arg-type, var-annotated]  # a record's
        span["id"] = f"s{number}"
    ends = [{"head": f"s{h}", "child": f"s{c}", "label": "attributes"} for h, c in links]
    return record | {"relations": ends}


def test_links_that_only_one_has_between_spans_of_both(store: Store, tmp_path: Path) -> None:
    records = [linked("ana", (1, 0)), linked("ben", (1, 0), (1, 2), end=20)]
    took(store, jsonl(tmp_path / "records.jsonl", *records, said("eve", (0, 5, "quote"))))
    [ana_ben] = found(store, Choice(layers=("ana", "ben")), kinds=["link"])
    assert (ana_ben.a, ana_ben.b, ana_ben.first) == ("ana", "ben", None)
    assert ana_ben.second == (6, 31, "attributes")
    assert ana_ben.second_text == "said Ana Ruiz. → It rained."
    assert found(store, kinds=["link"]) == [ana_ben]  # eve has not both ends
    assert ana_ben in found(store)
    assert ana_ben not in found(store, labels=["quote", "attribution"])


def test_where_links_differ_in_their_end_each_is_one(store: Store, tmp_path: Path) -> None:
    took(store, jsonl(tmp_path / "r.jsonl", linked("ana", (1, 0)), linked("ben", (1, 2))))
    first, second = found(store)
    assert (first.first, first.second) == ((0, 19, "attributes"), None)
    assert (second.first, second.second) == (None, (6, 31, "attributes"))


def test_they_are_as_many_as_the_report_counts(store: Store) -> None:
    took(store, corpora())
    report = measure(store, DEFAULT_SCHEME, Choice()).agreement
    for pair in report.pairs:
        theirs = found(store, Choice(layers=(pair.a, pair.b)))
        theirs = [each for each in theirs if each.kind != "link"]
        kinds = Counter(each.kind for each in theirs)
        d = pair.differences
        assert (kinds["label"], kinds["boundary"]) == (d.other_label, d.other_boundary)
        assert kinds["both"] == d.both
        assert sum(each.second is None for each in theirs) == d.only_first
        assert sum(each.first is None for each in theirs) == d.only_second


def test_they_are_chosen_by_document_label_and_kind(store: Store) -> None:
    took(store, corpora())
    everything = found(store)
    one = everything[-1].document
    assert found(store, Choice(documents=(one,))) == [e for e in everything if e.document == one]
    assert found(store, labels=["body"]) == [e for e in everything if "body" in e.labels]
    assert found(store, kinds=["label"]) == [e for e in everything if e.kind == "label"]


def test_their_texts_are_those_of_the_document(store: Store) -> None:
    took(store, corpora())
    for each in found(store):
        text = documents.get(store, each.key).text
        for place, quoted in ((each.first, each.first_text), (each.second, each.second_text)):
            if each.kind == "link" and place:
                head, child = quoted.split(" → ")
                assert text[place[0] : place[1]].startswith((head, child))
                assert text[place[0] : place[1]].endswith((head, child))
                continue
            assert quoted == (text[place[0] : place[1]] if place else "")


def test_what_there_is_not_is_an_error(store: Store) -> None:
    with pytest.raises(InputError, match="no article with the id 'x'"):
        found(store, Choice(documents=("x",)))
    with pytest.raises(InputError, match="no label 'qoute' in this project"):
        found(store, labels=["qoute"])


def test_paragraphs_are_listed_if_they_are_asked_for_and_as_many_as_the_share_says(
    store: Store,
) -> None:
    took(store, corpora())
    listed = found(store, kinds=["paragraph"])
    assert {each.kind for each in listed} == {"paragraph"}
    share = measure(store, DEFAULT_SCHEME, Choice()).agreement.paragraphs.percent.value
    number = store.value("SELECT sum(done) FROM progress WHERE state = 'done'")
    assert share is not None
    # three annotators of each article are three pairs
    assert len(listed) == pytest.approx((1 - share) * number)
    assert "paragraph" not in {each.kind for each in found(store)}
    order = [(each.key, each.start) for each in listed]
    assert order == sorted(order)
