"""Any text with any labels: into a project, out as a dataset, into another, and out the same."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.normalisation import normalise
from annotate.core.record import Record, decode_record
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING
from annotate.services.exporting import export
from annotate.services.importing import import_paths
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.core.texts import HOSTILE

LABELS = [label.name for label in DEFAULT_SCHEME.labels]
TEXTS_EACH = 10


@st.composite
def raw_texts(draw: st.DrawFn) -> str:
    """A text as it may arrive, with line ends and marks of other systems; never blank."""
    text = draw(HOSTILE) + draw(st.sampled_from("aé日👩"))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    return draw(st.sampled_from(["", "\ufeff"])) + text


@st.composite
def labelled(draw: st.DrawFn) -> dict[str, Any]:
    """A record of a text, its offsets counted as it arrived, with remarks of every kind."""
    raw = draw(raw_texts())
    _, offset = normalise(raw)
    edges = [at for at in range(len(raw) + 1) if raw[at - 1 : at + 1] != "\r\n"]
    places = st.tuples(st.sampled_from(edges), st.sampled_from(edges)).map(sorted)
    ranges = [r for r in draw(st.lists(places, max_size=6)) if offset(r[0]) < offset(r[1])]
    spans = [
        {"start": a, "end": b, "label": draw(st.sampled_from(LABELS)), "text": raw[a:b]}
        for a, b in ranges
    ]
    notes = st.lists(st.text(st.characters(exclude_categories=["Cs"], min_codepoint=1), min_size=1))
    return {
        "text": raw,
        "annotator": draw(st.sampled_from(["ana", "gold/ben", "ñandú"])),
        "status": draw(st.sampled_from(["done", "skipped", "open"])),
        "spans": spans,
        "notes": [
            {"text": note, "span": n}
            for n, note in zip(range(len(spans)), draw(notes), strict=False)
        ],
        "flags": draw(st.sampled_from([[], [{}], [{"paragraph": 0}]])),
        "meta": draw(st.dictionaries(st.sampled_from("ab"), st.integers() | st.none())),
    }


batches = st.lists(
    labelled(), min_size=1, max_size=TEXTS_EACH, unique_by=lambda r: normalise(r["text"])[0]
)


@settings(max_examples=campaign(40, 1000))
@given(batches)
def test_what_went_in_comes_out_and_what_comes_out_goes_in_unchanged(
    batch: list[dict[str, Any]],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        lines = (json.dumps(record | {"id": str(n)}) for n, record in enumerate(batch))
        (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
        first = through(folder / "one", folder / "in.jsonl")
        for line, given_record in zip(first["records.jsonl"].splitlines(), batch, strict=True):
            assert_carried(decode_record(line.decode()), given_record)
        assert through(folder / "two", folder / "one") == first


def through(folder: Path, *files: Path) -> dict[str, bytes]:
    """The dataset of a new project that took in these files and nothing else."""
    with Store.open(folder.with_suffix(".db")) as store:
        report = import_paths(store, DEFAULT_SCHEME, files, annotator="nobody")
        assert not report.problems
        export(store, DEFAULT_SCHEME, "jsonl", folder, EVERYTHING)
        assert not list(check(store))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def assert_carried(record: Record, given_record: dict[str, Any]) -> None:
    text, offset = normalise(given_record["text"])
    assert record.text == text
    spans = record.spans or ()
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert {(s.start, s.end, s.label) for s in spans} == {
        (offset(s["start"]), offset(s["end"]), s["label"]) for s in given_record["spans"]
    }
    if record.annotator:  # a record that says nothing comes out as nobody's
        assert record.annotator == given_record["annotator"]
        assert record.status == given_record["status"]
    assert record.meta == given_record["meta"]
