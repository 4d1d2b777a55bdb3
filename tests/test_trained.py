"""What comes out can be trained on: a model that learns from an export knows what it never saw."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.exporting import export
from annotate.services.importing import import_paths
from annotate.services.sample import corpora
from annotate.storage.store import Store
from benchmarks.trained import divided, main, sample, tried
from tests.services.files import jsonl


@pytest.mark.parametrize("format", ["jsonl", "doccano", "webanno"])
def test_each_label_is_learned_from_an_export(tmp_path: Path, format: str) -> None:
    with Store.open(tmp_path / "sample.db") as store:
        import_paths(store, DEFAULT_SCHEME, [corpora()], annotator="me")
        export(store, DEFAULT_SCHEME, format, tmp_path / format)
    train, test = divided(tmp_path / format, DEFAULT_SCHEME, tmp_path)
    assert not {e.document.sha256 for e in train} & {e.document.sha256 for e in test}
    found = {one.label: one.learned.f1 for one in tried(train, test, DEFAULT_SCHEME)}
    assert set(found) >= {label.name for label in DEFAULT_SCHEME.labels}
    assert min(found.values()) > 0.7, found


def test_files_that_are_called_train_and_test_are_that(tmp_path: Path) -> None:
    records = (sample(tmp_path) / "records.jsonl").read_text(encoding="utf-8").splitlines()
    dataset = tmp_path / "split"
    dataset.mkdir()
    jsonl(dataset / "train.jsonl", *records[:9])
    jsonl(dataset / "test.jsonl", *records[9:12])
    train, test = divided(dataset, DEFAULT_SCHEME, tmp_path)
    assert (len(train), len(test)) == (9, 3)


def test_labels_that_mean_nothing_prove_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = tmp_path / "nonsense"
    dataset.mkdir()
    for split, label in (("train", "ad"), ("test", "quote")):
        texts = [f"{label} {n}.\n\nHere is nothing to be learned at all." for n in range(6)]
        span = {"start": 0, "end": 2, "label": label}
        jsonl(
            dataset / f"{split}.jsonl",
            *(json.dumps({"text": t, "annotator": "ana", "spans": [span]}) for t in texts),
        )
    assert main([str(dataset)]) == 3
    assert "| quote | 0.0 |" in capsys.readouterr().out


def test_a_dataset_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "benchmarks.trained", str(tmp_path / "nowhere")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    line = f"error: no such file or folder, {tmp_path / 'nowhere'}\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)
