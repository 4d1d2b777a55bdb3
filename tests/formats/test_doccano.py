"""doccano: a file an annotator, with links only where there are any."""

import json
from pathlib import Path

from msgspec.structs import replace

from annotate.core.record import Record
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.formats import doccano
from annotate.formats.base import Writing
from tests.formats.round_trips import imported
from tests.formats.ships import HOW, NOBODYS, RECORD, TEXT


def test_doccano_has_a_file_an_annotator(tmp_path: Path) -> None:
    ben = Record(id="d", sha256="ab12", text=TEXT, annotator="gold/ben")
    doccano.write([RECORD, ben, NOBODYS, RECORD], tmp_path, HOW)
    lines = {p.name: p.read_bytes().count(b"\n") for p in tmp_path.iterdir()}
    assert lines == {"ana.jsonl": 2, "gold_ben.jsonl": 1, "unlabelled.jsonl": 1}
    example = json.loads((tmp_path / "ana.jsonl").read_bytes().splitlines()[0])
    assert example["entities"][1] | {"text": ""} == {
        "id": 2,
        "label": "quote",
        "start_offset": 2,
        "end_offset": 14,
        "text": "",
    }
    assert example["relations"] == [{"id": 1, "from_id": 3, "to_id": 2, "type": "attributes"}]
    assert example["Comments"] == ["All of it?"]


def test_without_relations_in_the_scheme_doccano_has_labels_alone(tmp_path: Path) -> None:
    plain = Scheme(DEFAULT_SCHEME.labels)
    doccano.write([RECORD], tmp_path, Writing(plain))
    example = json.loads((tmp_path / "ana.jsonl").read_bytes())
    assert example["label"] == [[0, 24, "body"], [2, 14, "quote"], [15, 23, "attribution"]]
    assert "entities" not in example
    (item,) = imported(tmp_path)
    assert item.record.layer == "ana"
    assert item.record.spans == tuple(replace(span, text=None) for span in RECORD.spans or ())
