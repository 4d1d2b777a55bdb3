"""Projects that live: labels are renamed, split and retired, texts go, and the log stays."""

import hashlib
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

import annotate
from annotate.core.operations import Add, Relate, Status
from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme
from annotate.core.scheme_file import SuggestionSettings
from annotate.services.annotating.session import Session
from annotate.services.bygone import bygone
from annotate.services.exporting import export
from annotate.services.measuring.measure import measure
from annotate.services.suggesting import Suggesting
from annotate.services.training.examples import examples
from annotate.storage import annotations, decisions, documents, log
from annotate.storage.check import check
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from tests.services.files import TEXT, give, given, jsonl, took
from tests.storage.making import add, commit, document

QUOTE, ATTRIBUTION, CAPTION, AD, BODY = DEFAULT_SCHEME.labels


def scheme_of(*labels: Label, retired: tuple[str, ...] = ()) -> Scheme:
    """These labels, with the default links as far as they fit."""
    names = {label.name for label in labels}
    child = tuple(name for name in ("quote", "speech", "body") if name in names)
    links = RelationType("attributes", ("attribution",), child)
    return Scheme(labels, (links,), retired)


REST = (ATTRIBUTION, CAPTION, AD, BODY)
RENAMED = scheme_of(replace(QUOTE, name="speech", formerly=("quote",)), *REST)
SPLIT = scheme_of(
    replace(QUOTE, name="direct", formerly=("quote",)),
    Label("scare", "z", formerly=("quote",)),
    *REST,
)
RETIRED = scheme_of(*REST, retired=("quote", "continues"))


@pytest.fixture
def labelled(store: Store) -> Store:
    """Two people's labels of one article: both the same, and finished."""
    (key,) = add(store, document(TEXT, "a/1", title="T"))
    for name in ("ana", "ben"):
        spans = Add(0, 5, "quote"), Add(6, 12, "attribution"), Add(15, 26, "body")
        quote, who, _ = commit(store, key, *spans, name=name)
        commit(
            store, key, Relate("attributes", who.id, quote.id), Status((0, 1), "done"), name=name
        )
    return store


def exported(store: Store, folder: Path, scheme: Scheme) -> list[tuple[str, str]]:
    """(annotator, label) of every span that goes out."""
    records = given(give(store, folder, scheme))
    return [(record["annotator"], span["label"]) for record in records for span in record["spans"]]


def opened(store: Store, scheme: Scheme) -> list[str]:
    """The labels of the article's spans as Ana sees them."""
    article = Session(store, scheme, "ana").open(1)
    return [span.label for span in article.content.spans]


# --- renamed -------------------------------------------------------------------------------------


def test_a_renamed_label_has_its_new_name_everywhere(labelled: Store, tmp_path: Path) -> None:
    before = list(log.each(labelled))
    assert opened(labelled, RENAMED) == ["speech", "attribution", "body"]
    assert ("ana", "speech") in exported(labelled, tmp_path / "out", RENAMED)
    found = measure(labelled, RENAMED, Choice()).agreement
    assert found.alpha.pooled.value == 1
    (one, _) = examples(labelled, RENAMED)
    assert [label for *_, label in one.spans] == ["speech", "attribution", "body"]
    assert bygone(labelled, RENAMED) == []
    assert not list(check(labelled))
    assert list(log.each(labelled)) == before


def test_people_who_used_the_old_and_the_new_name_agree(labelled: Store) -> None:
    commit(labelled, 1, Add(0, 5, "speech"), name="ana")  # both names on one place: one span
    found = measure(labelled, RENAMED, Choice()).agreement
    assert found.alpha.pooled.value == 1
    assert found.span_f1.exact.all.value == found.span_f1.overlap.all.value == 1


def test_suggestions_that_speak_of_the_old_name_are_understood(
    labelled: Store, tmp_path: Path
) -> None:
    span = {"start": 0, "end": 5, "label": "quote", "origin": "model", "score": 0.9}
    link = {"label": "attributes", "head": 1, "child": 0}
    who = {"start": 6, "end": 12, "label": "attribution", "score": 0.9}
    other = {"text": "“Yes” said Y.", "suggester": "m", "spans": [span, who], "relations": [link]}
    took(labelled, jsonl(tmp_path / "s.jsonl", other))
    key = documents.find_id(labelled, documents.get(labelled, 2).id)
    assert key
    settings = SuggestionSettings(off=("quotations", "attributions", "links"))
    found = Suggesting(labelled, RENAMED, settings, "ana")(documents.get(labelled, key))()
    assert ("speech", 0, 5) in {(s.label, s.start, s.end) for s in found.spans}
    assert [(k.child[2], k.label) for k in found.links] == [("speech", "attributes")]


def test_what_was_decided_under_the_old_name_is_suggested_under_the_new_one(store: Store) -> None:
    first, second = add(store, "Ad.\n\nOne.", "Ad.\n\nTwo.")
    commit(store, first, Add(0, 3, "ad"), Status((0, 1), "done"))
    decisions.refresh(store, "ana")
    promo = scheme_of(QUOTE, ATTRIBUTION, replace(AD, name="promo", formerly=("ad",)))
    settings = SuggestionSettings(off=("advertisements", "captions", "body"))
    found = Suggesting(store, promo, settings, "ana")(documents.get(store, second))()
    assert [(s.label, s.range) for s in found.spans] == [("promo", (0, 3))]


# --- split ---------------------------------------------------------------------------------------


def test_what_a_split_label_becomes_is_a_persons_to_say(labelled: Store, tmp_path: Path) -> None:
    (old,) = bygone(labelled, SPLIT)
    assert str(old) == "2 spans still 'quote', which is split into direct, scare"
    assert opened(labelled, SPLIT) == ["quote", "attribution", "body"]
    session = Session(labelled, SPLIT, "ana")
    article = session.open(1)
    article.tab(1)
    assert article.active
    assert article.active.label == "quote"
    assert "is scare now" in session_label(session, "scare")
    assert opened(labelled, SPLIT) == ["scare", "attribution", "body"]
    assert [b.spans for b in bygone(labelled, SPLIT)] == [1]
    assert exported(labelled, tmp_path / "out", SPLIT)[0] == ("ana", "scare")
    assert ("ben", "quote") in exported(labelled, tmp_path / "out", SPLIT)


def session_label(session: Session, name: str) -> str:
    """What the key of a label does."""
    from annotate.services.annotating import labelling

    index = [label.name for label in SPLIT.labels].index(name)
    assert session.article
    return labelling.label(session.article, index)


# --- retired -------------------------------------------------------------------------------------


def test_a_retired_label_stays_and_goes_out_under_its_name(labelled: Store, tmp_path: Path) -> None:
    assert [str(b) for b in bygone(labelled, RETIRED) if b.is_there] == [
        "2 spans still 'quote', which is retired"
    ]
    assert opened(labelled, RETIRED) == ["quote", "attribution", "body"]
    assert ("ana", "quote") in exported(labelled, tmp_path / "out", RETIRED)
    assert "quote" not in measure(labelled, RETIRED, Choice()).agreement.alpha.labels


@pytest.mark.parametrize("scheme", [SPLIT, RETIRED])
def test_what_goes_out_comes_in_again(labelled: Store, tmp_path: Path, scheme: Scheme) -> None:
    before = give(labelled, tmp_path / "out", scheme)
    with Store.open(tmp_path / "again.db") as again:
        took(again, tmp_path / "out" / "records.jsonl", scheme=scheme)
        assert give(again, tmp_path / "other", scheme) == before


@pytest.mark.parametrize("format", ["brat", "label_studio", "prodigy", "doccano", "webanno"])
def test_other_formats_carry_a_retired_label_and_bring_it_back(
    labelled: Store, tmp_path: Path, format: str
) -> None:
    manifest = export(labelled, RETIRED, format, tmp_path / format)
    assert manifest.counts.labels["quote"] == 2
    assert manifest.scheme.label("quote")
    assert not manifest.loss.dropped
    with Store.open(tmp_path / "again.db") as again:
        took(again, tmp_path / format, scheme=RETIRED)
        assert ("ben", "quote") in exported(again, tmp_path / "other", RETIRED)


def test_a_format_that_cannot_carry_it_names_each_span(labelled: Store, tmp_path: Path) -> None:
    commit(labelled, 1, Add(0, 5, "caption"))
    loss = export(labelled, RETIRED, "conll", tmp_path / "conll").loss
    quote = next(s for s in annotations.read(labelled, 1, "ana").spans if s.label == "quote")
    lost = {lost.id for lost in (*loss.dropped, *loss.flattened) if "another label" in lost.reason}
    assert f"ana a/1 {quote.id}" in lost


# --- removed and purged --------------------------------------------------------------------------


@pytest.mark.parametrize("purge", [False, True])
def test_what_was_removed_or_purged_leaves_the_dataset_with_the_next_export(
    labelled: Store, tmp_path: Path, purge: bool
) -> None:
    commit(labelled, add(labelled, document("Other.", "b/1"))[0], Status((0,), "done"))
    out = tmp_path / "out"
    export(labelled, DEFAULT_SCHEME, "brat", out)
    (out / "own.txt").write_text("mine")
    changed = next(out.glob("ben/*.txt"))
    changed.write_text("changed by hand")
    assert len(list(out.glob("ana/*.txt"))) == 2
    (documents.purge if purge else documents.remove)(labelled, 1)
    export(labelled, DEFAULT_SCHEME, "brat", out)
    texts = {str(path.relative_to(out)): path.read_text() for path in out.rglob("*.txt")}
    assert TEXT not in texts.values()
    assert {"own.txt": "mine", str(changed.relative_to(out)): "changed by hand"}.items() <= (
        texts.items()
    )
    assert len(texts) == 3
    with annotate.open_project(labelled.path) as project:
        assert [d.id for d in project] == ["b/1"]


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/hostname", "a/../../outside.txt", "", ".", "link/outside.txt"]
)
def test_a_manifest_that_names_what_lies_elsewhere_removes_nothing_there(
    labelled: Store, tmp_path: Path, path: str
) -> None:
    outside, out = tmp_path / "outside.txt", tmp_path / "out"
    outside.write_text("precious")
    out.mkdir()
    (out / "link").symlink_to(tmp_path)
    digest = hashlib.sha256(b"precious").hexdigest()
    manifest = {"files": [{"path": path, "bytes": 8, "sha256": digest}]}
    (out / "manifest.json").write_text(json.dumps(manifest))
    export(labelled, DEFAULT_SCHEME, "jsonl", out)
    assert outside.read_text() == "precious"
