"""What goes out: gold, what several say together, some labels; the rest is left out or named."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, Note, Relation, Settlement, Span
from annotate.core.errors import InputError
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.core.wanted import Wanted
from annotate.formats import FORMATS
from annotate.services.exporting import export
from annotate.storage.finished import Choice, layers
from annotate.storage.store import Store
from tests.services.files import give, given, took
from tests.storage.making import add, document, put

TEXT = "“No,” said X.\n\nMore of it."
QUOTE, WHO = Span(0, 5, "quote", "1"), Span(6, 12, "attribution", "2")
LINK = Relation("attributes", "2", "1")
DULL = AnnotationSet(status="dd")
LABELLED = AnnotationSet((QUOTE, WHO), (LINK,), "dd", (Note("who?", "1"), Note("all")))


@pytest.fixture
def key(store: Store) -> int:
    return add(store, document(TEXT, "a/1"))[0]


def records(store: Store, folder: Path, **wanted: Any) -> list[dict[str, Any]]:
    return given(give(store, folder / "out", wanted=Wanted(**wanted)))


def who(found: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(record["id"], record["annotator"]) for record in found]


def dropped(store: Store, folder: Path, wanted: Wanted) -> list[tuple[str, str]]:
    found = export(store, DEFAULT_SCHEME, "jsonl", folder / "out", wanted).loss
    assert not found.split
    assert not found.flattened
    return [(lost.id, lost.reason) for lost in found.dropped]


def test_who_finished_without_a_label_says_so_and_who_did_not_finish_says_nothing(
    store: Store, key: int, tmp_path: Path
) -> None:
    put(store, key, DULL, "ana")
    put(store, key, AnnotationSet((QUOTE,), status="d"), "ben")
    put(store, key, AnnotationSet((QUOTE,), status="ds"), "chloe")
    add(store, "Nobody saw this.")
    (found,) = records(store, tmp_path)
    assert (found["annotator"], found["spans"], found["status"]) == ("ana", [], "done")
    manifest = json.loads(give(store, tmp_path / "out", wanted=Wanted())["manifest.json"])
    assert manifest["counts"]["left_out"] == 1


# --- gold ----------------------------------------------------------------------------------------


def settled(*spans: Span) -> AnnotationSet:
    return AnnotationSet(spans, status="dd", settlement=Settlement(("x",), "so"))


def test_gold_is_of_each_article_the_layer_that_was_settled_last(
    store: Store, key: int, tmp_path: Path
) -> None:
    other, third, fourth = add(store, "Other.", "Third.", "Fourth.")
    put(store, key, LABELLED, "ana")
    put(store, key, settled(QUOTE), "gold/zoe")
    put(store, key, settled(WHO), "gold/ben")
    put(store, other, settled(), "gold/ben")
    put(store, other, AnnotationSet(status="d"), "gold/zoe")  # later, but nothing was settled
    put(store, third, LABELLED, "ana")  # nobody adjudicated it
    put(store, fourth, AnnotationSet(status="u", notes=(Note("?"),)), "gold/ben")
    assert [r["annotator"] for r in records(store, tmp_path, layers=("gold",))] == [
        "gold/ben",
        "gold/ben",
    ]
    both = records(store, tmp_path, layers=("gold", "ana"), unfinished=True)
    assert [r["annotator"] for r in both] == ["ana", "gold/ben", "gold/ben", "ana", "gold/ben"]


def test_a_project_without_gold_says_so(store: Store, key: int, tmp_path: Path) -> None:
    put(store, key, LABELLED, "ana")
    with pytest.raises(InputError) as caught:
        records(store, tmp_path, layers=("gold",))
    assert str(caught.value) == (
        "no gold layer in this project yet, "
        "nobody has adjudicated: leave --layer gold out, or take --majority"
    )


def test_an_annotator_may_be_called_gold_and_is_to_be_had_all_the_same(
    store: Store, key: int, tmp_path: Path
) -> None:
    put(store, key, LABELLED, "gold")
    with pytest.raises(InputError) as caught:
        records(store, tmp_path, layers=("gold",))
    assert str(caught.value) == (
        "no gold layer in this project yet, the annotator of that name is annotator/gold"
    )
    put(store, key, settled(QUOTE), "gold/ben")
    for asked, names in (
        (("gold",), ["gold/ben"]),
        (("annotator/gold",), ["gold"]),
        (("gold", "annotator/gold"), ["gold", "gold/ben"]),
        (("gold/ben",), ["gold/ben"]),
        ((), ["gold", "gold/ben"]),
    ):
        assert [r["annotator"] for r in records(store, tmp_path, layers=asked)] == names
    for nobody in ("annotator/gold/ben", "annotator/ben", "annotator/"):
        with pytest.raises(InputError, match=f"no layer '{nobody}' in this project"):
            records(store, tmp_path, layers=(nobody,))


# --- what several say together -------------------------------------------------------------------


def test_what_enough_of_those_agree_on_who_finished(store: Store, key: int, tmp_path: Path) -> None:
    (other,) = add(store, document("Other.", "b/1"))
    put(store, key, LABELLED, "ana")
    put(store, key, AnnotationSet((QUOTE, WHO), (LINK,), "dd"), "ben")
    put(store, key, AnnotationSet((QUOTE, WHO), (), "du"), "chloe")  # not finished: no vote
    put(store, key, LABELLED, "gold/zoe")  # nor has gold
    put(store, other, AnnotationSet(status="d"), "ana")
    (found,) = records(store, tmp_path, majority=2)
    assert (found["id"], found["annotator"], found["status"]) == ("a/1", "majority/2", "done")
    assert [(s["label"], s["text"], s["score"]) for s in found["spans"]] == [
        ("quote", "“No,”", 1.0),
        ("attribution", "said X", 1.0),
    ]
    assert len(found["relations"]) == 1
    assert found["notes"] == []
    assert found["meta"]["votes"]["of"] == ["ana", "ben"]


def test_votes_hold_every_span_and_a_majority_may_stand_beside_them(
    store: Store, key: int, tmp_path: Path
) -> None:
    put(store, key, LABELLED, "ana")
    put(store, key, AnnotationSet((QUOTE,), status="dd"), "ben")
    found = records(store, tmp_path, majority=2, votes=True)
    assert who(found) == [("a/1", "majority/2"), ("a/1", "votes/all")]
    assert [len(r["spans"]) for r in found] == [1, 2]
    assert [s["votes"] for s in found[1]["meta"]["votes"]["spans"].values()] == [2, 1]


def test_only_layers_that_are_named_vote(store: Store, key: int, tmp_path: Path) -> None:
    for name in ("ana", "ben", "gold/zoe"):
        put(store, key, LABELLED, name)
    (found,) = records(store, tmp_path, majority=2, layers=("ben", "gold/zoe"))
    assert found["meta"]["votes"]["of"] == ["ben", "gold/zoe"]
    assert records(store, tmp_path, majority=2, layers=("ben",)) == []


def test_a_layer_of_several_that_comes_in_again_is_no_annotator(
    store: Store, key: int, tmp_path: Path
) -> None:
    for name in ("ana", "ben"):
        put(store, key, LABELLED, name)
    give(store, tmp_path / "out", wanted=Wanted(majority=2, votes=True))
    with Store.open(tmp_path / "new.db") as new:
        took(new, tmp_path / "out")
        assert layers(new, Choice()) == {}
        assert records(new, tmp_path / "new", votes=True) == []


@pytest.mark.parametrize("format", [n for n, f in FORMATS.items() if f.write and f.read])
def test_soft_labels_come_back_from_every_format_that_is_read_or_are_in_the_loss_report(
    store: Store, key: int, tmp_path: Path, format: str
) -> None:
    put(store, key, LABELLED, "ana")
    put(store, key, AnnotationSet((QUOTE,), status="dd"), "ben")
    manifest = export(store, DEFAULT_SCHEME, format, tmp_path / "out", Wanted(votes=True))
    with Store.open(tmp_path / "new.db") as new:
        took(new, tmp_path / "out")
        (back,) = records(new, tmp_path / "new", layers=("votes/all",))
    (before,) = records(store, tmp_path, votes=True)
    if not any("votes" in lost.reason for lost in manifest.loss.dropped):
        assert back["meta"]["votes"] == before["meta"]["votes"]
        assert [s["score"] for s in back["spans"]] == [1.0, 0.5]


# --- some labels ---------------------------------------------------------------------------------


def test_links_and_remarks_go_with_the_labels_that_are_left_out_and_are_named(
    store: Store, key: int, tmp_path: Path
) -> None:
    put(store, key, LABELLED, "ana")
    wanted = Wanted(labels=("attribution",))
    (found,) = given(give(store, tmp_path / "out", wanted=wanted))
    assert [s["label"] for s in found["spans"]] == ["attribution"]
    assert found["relations"] == []
    assert [n["text"] for n in found["notes"]] == ["all"]
    assert dropped(store, tmp_path, wanted) == [
        ("ana a/1 attributes 2 1", "one of its ends has a label that is left out"),
        ("ana a/1 note on 1", "the label of its span is left out"),
    ]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert [label["name"] for label in manifest["scheme"]["labels"]] == ["attribution"]
    assert manifest["scheme"]["relations"] == []


def test_spans_left_out_by_their_labels_are_no_loss(store: Store, key: int, tmp_path: Path) -> None:
    put(store, key, AnnotationSet((QUOTE, WHO), status="dd"), "ana")
    assert dropped(store, tmp_path, Wanted(labels=("quote", "body"))) == []


def test_votes_on_what_is_left_out_go_too(store: Store, key: int, tmp_path: Path) -> None:
    put(store, key, LABELLED, "ana")
    (found,) = records(store, tmp_path, votes=True, labels=("quote",))
    assert list(found["meta"]["votes"]["spans"]) == [found["spans"][0]["id"]]


def test_a_label_that_is_not_there_is_refused(store: Store, key: int, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^no label 'qoute' in this project, it has quote, "):
        records(store, tmp_path, labels=("qoute",))


def test_of_a_label_that_was_renamed_it_is_said_what_it_is_called_now(
    store: Store, tmp_path: Path
) -> None:
    said = replace(DEFAULT_SCHEME.labels[0], name="said", formerly=("quote",))
    relations = [replace(r, child=("said",)) for r in DEFAULT_SCHEME.relations[:1]]
    scheme = Scheme((said, *DEFAULT_SCHEME.labels[1:]), tuple(relations))
    with pytest.raises(InputError, match=r"^no label 'quote' in this project, it is called 'said'"):
        export(store, scheme, "jsonl", tmp_path / "out", Wanted(labels=("quote",)))
