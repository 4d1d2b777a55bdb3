"""spaCy itself reads the DocBins, and trains with the configuration beside them."""

import json
import os
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
import spacy as library
from msgspec.structs import replace
from spacy.tokens import DocBin, Span

from annotate.core.record import Record, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import Wanted
from annotate.formats import spacy, spacy_bin, spacy_docs, spacy_tokens
from annotate.formats.base import Loss, Lost
from annotate.formats.flat import BLANK, EDGES
from annotate.formats.losses import Losses
from annotate.services.exporting import export
from annotate.services.sample import corpora
from annotate.storage.store import Store
from tests.campaign import CAMPAIGN, campaign
from tests.formats.docbins import NOBODYS, QUOTE, RECORD, TEXT, WHO, docs, packed, span, written
from tests.formats.reading import read, records
from tests.formats.round_trips import imported
from tests.services.files import took

STEPS = campaign(60, 400)


def test_spacy_reads_overlapping_spans_flat_entities_links_and_the_article(tmp_path: Path) -> None:
    assert written(tmp_path, RECORD, NOBODYS) == Loss()
    doc, other = docs(tmp_path)
    assert (doc.text, other.text) == (TEXT, NOBODYS.text)
    assert [(s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans["sc"]] == [
        (s.start, s.end, s.label, s.id) for s in RECORD.spans or ()
    ]
    # quotation and attribution come first in the scheme: body and the quotation within give way
    assert [(e.text, e.label_) for e in doc.ents] == [
        (QUOTE.text, "quote"),
        (WHO.text, "attribution"),
    ]
    assert doc.user_data["article"]["title"] == "Ships 🚢"
    assert (doc.user_data["annotator"], other.user_data["annotator"]) == ("ana", None)
    (link,) = doc.user_data["relations"]
    assert link == {"label": "attributes", "head": "x:2", "child": "x:1"}


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    written(tmp_path, RECORD, NOBODYS)
    labelled, nobodys = (item.record for item in imported(tmp_path))
    assert labelled == RECORD
    assert (nobodys.text, nobodys.layer, nobodys.spans) == (NOBODYS.text, None, ())


def test_it_is_what_spacy_would_have_written(tmp_path: Path) -> None:
    written(tmp_path, RECORD, replace(RECORD, annotator="ben", spans=(WHO,)), NOBODYS)
    made = docs(tmp_path)
    again = DocBin(attrs=spacy_bin.ATTRIBUTES, store_user_data=True, docs=made)
    ours = DocBin().from_disk(tmp_path / "train" / "part-00000.spacy")
    assert ours.attrs == again.attrs
    assert [tokens.tolist() for tokens in ours.tokens] == [t.tolist() for t in again.tokens]
    assert [spaces.tolist() for spaces in ours.spaces] == [s.tolist() for s in again.spaces]
    assert (ours.flags, ours.cats) == (again.flags, again.cats)
    assert ours.user_data == again.user_data
    assert ours.span_groups == again.span_groups
    assert ours.strings <= again.strings


def test_a_layer_has_no_flat_label_of_the_one_before(tmp_path: Path) -> None:
    layers = [(QUOTE, WHO), (WHO,), ()]
    written(tmp_path, *(replace(RECORD, annotator=f"a{n}", spans=s) for n, s in enumerate(layers)))
    assert [[e.text for e in doc.ents] for doc in docs(tmp_path)] == [
        [span.text for span in spans] for spans in layers
    ]


def test_of_a_text_that_is_yet_to_be_written_only_its_tokens_are_kept(tmp_path: Path) -> None:
    cutting = spacy_tokens.Cutting()
    with spacy_docs.Shards(tmp_path, DEFAULT_SCHEME, Losses(), cutting) as shards:
        met = ref(cutting.cut(RECORD.text or "", RECORD.language or ""))
        shards.add(RECORD)
        assert met() is not None
        shards.add(NOBODYS)
        assert met() is None


def test_edges_within_tokens_are_moved_and_named_and_come_back_as_they_were(
    tmp_path: Path,
) -> None:
    part = span("aid\u00a0An", "attribution", "x:5")
    space = RecordSpan(id="x:7", start=2, end=3, label="ad", text=TEXT[2:3])
    assert space.text == " "
    loss = written(tmp_path, replace(RECORD, spans=(QUOTE, part, space)))
    assert loss == Loss(
        flattened=(
            Lost("ana d x:5", f"{EDGES}, `user_data` has them as they are"),
            Lost("ana d x:7", f"{BLANK}, only `user_data` has it"),
        )
    )
    (doc,) = docs(tmp_path)
    assert [s.text for s in doc.spans["sc"]] == [QUOTE.text, WHO.text]
    (item,) = imported(tmp_path)
    assert {s.id: s for s in item.record.spans or ()} == {s.id: s for s in (QUOTE, part, space)}


def test_labels_that_were_changed_in_spacy_count(tmp_path: Path) -> None:
    written(tmp_path, RECORD)
    (doc,) = docs(tmp_path)
    kept = [s for s in doc.spans["sc"] if s.label_ == "quote"]
    doc.spans["sc"] = [*kept, Span(doc, 0, 2, label="ad")]
    content = packed(doc, store_user_data=True)
    (item,) = records(read(spacy.read, content))
    found = {(s.id, s.label) for s in item.record.spans or ()}
    assert found == {("x:1", "quote"), ("x:3", "quote"), (None, "ad")}
    assert (item.record.relations, item.record.notes) == ((), ())
    assert item.record.meta == RECORD.meta


def test_a_doc_with_an_extension_of_somebody_is_ours_all_the_same(tmp_path: Path) -> None:
    written(tmp_path, RECORD)
    (doc,) = docs(tmp_path)
    user_data: dict[Any, Any] = doc.user_data
    user_data["._.", "mood", None, None] = "calm"
    (item,) = records(read(spacy.read, packed(doc, store_user_data=True)))
    assert item.record == RECORD


def test_docs_of_others_have_the_spans_of_all_groups_else_entities() -> None:
    pipeline = library.blank("de")
    first, second = pipeline("Ana sagt: Nein."), pipeline("Ben")
    first.spans["eins"] = [Span(first, 0, 2, label="attribution")]
    first.spans["zwei"] = [Span(first, 0, 2, label="body"), Span(first, 3, 5, label="quote")]
    second.ents = [Span(second, 0, 1, label="ad")]
    one, two = records(read(spacy.read, packed(first, second), id="corpus"))
    places = [(s.start, s.end, s.label) for s in one.record.spans or ()]
    assert places == [(0, 8, "attribution"), (0, 8, "body"), (10, 15, "quote")]
    assert (one.record.id, two.record.id) == ("corpus/1", "corpus/2")
    assert [(s.text, s.label) for s in two.record.spans or ()] == [("Ben", "ad")]
    assert two.record.layer is None


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (["de", "de-AT", "en"], "de"),
        (["", "English", "tlh"], "xx"),
        ([], "xx"),
        (["EN_us", "fr", "fr"], "fr"),
    ],
)
def test_the_configuration_is_for_the_language_of_most(
    tmp_path: Path, languages: list[str], expected: str
) -> None:
    written(tmp_path, *(replace(RECORD, language=language) for language in languages))
    config = library.util.load_config(tmp_path / "config.cfg")
    assert config["nlp"]["lang"] == expected
    assert (config["paths"]["train"], config["paths"]["dev"]) == ("train", "train")


def test_a_text_is_cut_as_its_language_is(tmp_path: Path) -> None:
    text = "C’est l’été, don't."
    made = [Record(id=code, text=text, language=code) for code in ("fr", "en")]
    written(tmp_path, *made)
    french, english = ([token.text for token in doc] for doc in docs(tmp_path))
    assert "l’" in french
    assert "n't" in english


def test_files_are_as_large_as_they_may_be_and_read_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spacy_docs, "SHARD", 100)
    made = [replace(RECORD, id=f"d{n}") for n in range(20)]
    written(tmp_path, *made)
    names = sorted(path.name for path in (tmp_path / "train").iterdir())
    assert names == [f"part-{n:05}.spacy" for n in range(len(names))]
    assert len(names) > 3
    assert [item.record for item in imported(tmp_path)] == made


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(tmp_path / name, RECORD, NOBODYS)
    one, two = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in files if p.is_file()}
        for name in ("one", "two")
        for files in [(tmp_path / name).rglob("*")]
    )
    assert one == two


def test_what_compresses_a_docbin_makes_no_difference_to_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "isal", RECORD, NOBODYS)
    monkeypatch.setitem(sys.modules, "isal", None)
    written(tmp_path / "zlib", RECORD, NOBODYS)
    folders = tmp_path / "isal", tmp_path / "zlib"
    one, other = ((folder / "train/part-00000.spacy").read_bytes() for folder in folders)
    assert one != other
    assert zlib.decompress(one) == zlib.decompress(other)
    ones, others = ([doc.to_bytes() for doc in docs(folder)] for folder in folders)
    assert ones == others


def test_spacy_trains_on_the_sample_and_beats_nothing_at_all(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        took(store, corpora())
        export(store, DEFAULT_SCHEME, "spacy", tmp_path / "out", Wanted(layers=("sample-ana",)))
    steps = ["--training.max_steps", str(STEPS), "--training.eval_frequency", str(STEPS)]
    subprocess.run(
        [sys.executable, "-m", "spacy", "train", "config.cfg", "--output", "model", *steps],
        cwd=tmp_path / "out",
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        check=True,
        capture_output=True,
    )
    figures = json.loads((tmp_path / "out" / "model" / "model-last" / "meta.json").read_bytes())
    assert figures["performance"]["spans_sc_f"] > (0.9 if CAMPAIGN else 0.1)


def test_pipelines_are_let_go_of_when_they_have_met_many_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cutting, languages = spacy_tokens.Cutting(), ("en", "fr", "en")
    before = [cutting.cut("One, two.", language).ends.tolist() for language in languages]
    assert {*cutting._cutters} == {"en", "fr"}
    monkeypatch.setattr(spacy_tokens, "WORDS", 1)
    assert [cutting.cut("One, two.", language).ends.tolist() for language in languages] == before
    assert {*cutting._cutters} == {"en"}
