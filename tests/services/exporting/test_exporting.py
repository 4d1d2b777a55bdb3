"""Exporting: what goes out, under which names, of one moment, whole or not at all."""

import hashlib
import json
from pathlib import Path

import pytest

from annotate.core.errors import AnnotateError, InputError
from annotate.core.operations import Add, Relate, Remove, SetFlag, SetNote, Status
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.core.wanted import FINISHED, Wanted
from annotate.formats import jsonl as jsonl_format
from annotate.storage import documents
from annotate.storage.store import Store
from tests.services.files import give, given, took
from tests.storage.making import add, commit, document

TEXT = "“No,” said X.\n\nMore of it."


@pytest.fixture
def key(store: Store) -> int:
    made = document(TEXT, "a/1", title="T", source="a", published="2026-01-08", language="en")
    return add(store, made)[0]


@pytest.fixture
def filled(store: Store, key: int) -> Store:
    """Two layers on one of two articles, one of which is done."""
    commit(store, key, Add(0, 5, "quote"), Status((0, 1), "done"))
    commit(store, key, Add(6, 12, "attribution"), name="ben")
    add(store, document("Other.", "b/1"))
    return store


def places(dataset: dict[str, bytes]) -> list[tuple[str, str | None]]:
    """Article and layer of every record."""
    return [(record["id"], record["annotator"]) for record in given(dataset)]


# --- what is exported ----------------------------------------------------------------------------


def test_every_layer_of_every_article_is_a_record_and_what_nobody_labelled(
    filled: Store, tmp_path: Path
) -> None:
    assert places(give(filled, tmp_path / "out")) == [
        ("a/1", "ana"),
        ("a/1", "ben"),
        ("b/1", None),
    ]


def test_layers_and_finished_articles_can_be_chosen(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ben, both = (Wanted(layers, unfinished=True) for layers in (("ben",), ("ben", "ana")))
    assert places(give(filled, out, wanted=ben)) == [("a/1", "ben")]
    assert places(give(filled, out, wanted=both)) == [("a/1", "ana"), ("a/1", "ben")]
    assert places(give(filled, out, wanted=FINISHED)) == [("a/1", "ana")]
    assert places(give(filled, out, wanted=Wanted(("ben",)))) == []


def test_a_layer_that_is_not_there_is_refused(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        give(filled, tmp_path / "out", wanted=Wanted(("ana", "zoe")))
    assert str(caught.value) == "no layer 'zoe' in this project, see `annotate status`"
    assert not (tmp_path / "out").exists()


def test_so_is_a_format_that_cannot_be_written(filled: Store, tmp_path: Path) -> None:
    from annotate.services.exporting import export

    with pytest.raises(InputError, match=r"^text cannot be written, can be written: "):
        export(filled, DEFAULT_SCHEME, "text", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_layer_that_took_everything_back_is_no_record(
    store: Store, key: int, tmp_path: Path
) -> None:
    (made,) = commit(store, key, Add(0, 5, "quote"))
    commit(store, key, Remove(made.id))
    assert places(give(store, tmp_path / "out")) == [("a/1", None)]


def test_a_removed_article_is_in_no_export(filled: Store, key: int, tmp_path: Path) -> None:
    documents.remove(filled, key)
    assert places(give(filled, tmp_path / "out")) == [("b/1", None)]


def test_the_manifest_counts_and_hashes_what_there_is(filled: Store, tmp_path: Path) -> None:
    dataset = give(filled, tmp_path / "out")
    manifest = json.loads(dataset["manifest.json"])
    content = dataset["records.jsonl"]
    assert manifest["files"] == [
        {
            "path": "records.jsonl",
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    ]
    assert (manifest["counts"]["documents"], manifest["counts"]["records"]) == (2, 3)
    assert manifest["counts"]["layers"] == {"ana": 1, "ben": 1}
    assert manifest["loss"] == {"split": [], "flattened": [], "dropped": []}


def test_progress_is_told_by_the_article(filled: Store, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    give(filled, tmp_path / "out", progress=lambda *at: told.append(at))
    assert told == [(1, 2), (2, 2)]


# --- whole or not at all -------------------------------------------------------------------------


def test_an_export_takes_the_place_of_the_one_before(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    give(filled, out)
    (out / "mine.txt").write_text("mine")
    commit(filled, 1, SetFlag())
    again = give(filled, out)
    assert again.pop("mine.txt") == b"mine"
    assert again == give(filled, tmp_path / "new")


def test_one_that_fails_leaves_the_one_before(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    before = give(filled, out)
    commit(filled, 1, SetFlag())

    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(jsonl_format, "encode_record", fail)
        with pytest.raises(AnnotateError) as caught:
            give(filled, out)
    assert str(caught.value) == (
        f"the export could not be written (No space left on device), {out}, "
        "what was there before still is"
    )
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert not filled.connection.in_transaction
    give(filled, out)


def test_a_file_in_the_way_is_one_line(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(AnnotateError, match=r"^the export could not be written \(File exists\)"):
        give(filled, tmp_path / "out")


def test_an_export_is_of_one_moment(filled: Store, tmp_path: Path) -> None:
    """Somebody links two spans, and takes all away again, while it goes on."""
    expected = give(filled, tmp_path / "before")

    def meanwhile(*_: int) -> None:
        one, two = commit(other, 1, Add(0, 5, "quote"), Add(6, 12, "attribution"))
        commit(other, 1, Relate("attributes", two.id, one.id))

    with Store.open(filled.path) as other:
        commit(other, 2, SetFlag(), name="zoe")
        before = give(filled, tmp_path / "with")
        assert given(before)[:2] == given(expected)[:2]
        after = give(filled, tmp_path / "while", progress=meanwhile)
    assert after == before


# --- renamed labels ------------------------------------------------------------------------------


def renamed() -> Scheme:
    """The default scheme after `quote` became `quotation`."""
    labels = [
        Label("quotation", "q", "green", "quotation", formerly=("quote",))
        if label.name == "quote"
        else label
        for label in DEFAULT_SCHEME.labels
    ]
    return Scheme(tuple(labels), ())


def test_labels_leave_by_the_names_they_have_now(filled: Store, tmp_path: Path) -> None:
    scheme = renamed()
    commit(filled, 1, Add(0, 5, "quotation"), SetNote("twice"))
    dataset = give(filled, tmp_path / "out", scheme)
    labels = [[span["label"] for span in record["spans"]] for record in given(dataset)]
    assert labels == [["quotation"], ["attribution"], []]
    manifest = json.loads(dataset["manifest.json"])
    assert manifest["counts"]["labels"]["quotation"] == 1
    assert "quote" not in manifest["counts"]["labels"]
    with Store.open(tmp_path / "new.db") as new:
        took(new, tmp_path / "out", scheme=scheme)
        assert give(new, tmp_path / "again", scheme) == dataset
    again = took(filled, tmp_path / "out", scheme=scheme)
    assert (again.same, again.records) == (2, 0)
