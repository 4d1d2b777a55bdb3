"""From files to a project to a dataset to another project: nothing is changed on the way."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from annotate.services.sample import corpora
from tests.cli.program import annotate, made

FERRY = corpora() / "harbour-gazette" / "2025-11-04-ferry-strikes-breakwater.txt"


def exported(project: Path, *options: str) -> dict[str, bytes]:
    """The files of a dataset, by name; of everything unless options choose."""
    folder = project / "exports" / "jsonl"
    chosen = options or ("--unfinished",)
    assert annotate("export", "jsonl", *chosen, project=project).code == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def records(dataset: dict[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in dataset["records.jsonl"].splitlines()]


def copied(project: Path, to: Path) -> Path:
    """Another project of that name, made of the dataset of the first."""
    made(to)
    shutil.copy(project / "annotate.toml", to)  # the card has the project's name
    ended = annotate("import", project / "exports" / "jsonl", "--strict", project=to)
    assert ended.code == 0, ended.err
    return to


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project."""
    project = made(tmp_path_factory.mktemp("sample") / "project")
    ended = annotate("import", corpora(), "--strict", project=project)
    assert ended.err == (
        "articles: 14 new\nrecords of labels: 24 new\n"
        "near-copies: 1 of the new articles\n"
        "  windward-wire/2025-11-20-desalination-workers-walk-out:"
        " copy of harbour-gazette/2025-11-19-desalination-strike, 84 %\n"
    )
    return project


def test_an_article_has_its_paragraphs_goes_in_once_and_comes_out_byte_for_byte(
    tmp_path: Path,
) -> None:
    project = made(tmp_path / "project")
    assert annotate("import", FERRY, project=project).err == "articles: 1 new\n"
    again = annotate("import", FERRY, project=project)
    assert (again.code, again.err) == (0, "nothing new\narticles: 1 known\n")
    [record] = records(exported(project))
    assert record["text"].encode() == FERRY.read_bytes()
    assert len(record["paragraphs"]) == 28
    lines = [record["text"][start:end] for start, end in record["paragraphs"]]
    assert lines == [line for line in FERRY.read_text(encoding="utf-8").splitlines() if line]
    assert annotate("status", "--json", project=project).json()["documents"] == 1


def test_every_text_comes_out_byte_for_byte_and_every_span_covers_its_text(sample: Path) -> None:
    found = records(exported(sample))
    texts = {path.read_bytes() for path in corpora().rglob("*.txt")}
    assert {record["text"].encode() for record in found} == texts
    spans = [(r["text"][s["start"] : s["end"]], s["text"]) for r in found for s in r["spans"]]
    assert len(spans) > 1000
    assert all(covered == said for covered, said in spans)


def test_line_ends_and_a_byte_order_mark_are_all_that_changes(tmp_path: Path) -> None:
    project = made(tmp_path / "project")
    text = "Ünïcödé\u00a0👩\u200d🚒\ne\u0301 “No”\n\n\u202babc\u202c \t \n"
    raw = "\ufeff" + text.replace("\n", "\r\n")
    (project / "corpora" / "windows.txt").write_bytes(raw.encode())
    assert annotate("import", project=project).code == 0
    assert [record["text"] for record in records(exported(project))] == [text]


def test_exporting_what_was_imported_from_an_export_gives_the_same_bytes(
    sample: Path, tmp_path: Path
) -> None:
    first = exported(sample)
    assert exported(copied(sample, tmp_path / "copy")) == first
    assert set(first) == {"README.md", "croissant.json", "manifest.json", "records.jsonl"}


def test_it_does_so_after_labels_were_exchanged_and_from_a_rebuilt_database(
    sample: Path, tmp_path: Path
) -> None:
    project = made(tmp_path / "project")
    shutil.copy(sample / "annotations.db", project)
    [record] = (
        r
        for r in records(exported(project))
        if r["annotator"] == "sample-ben" and r["id"].endswith("ferry-strikes-breakwater")
    )
    record["spans"] = [s for s in record["spans"] if s["label"] == "quote"]
    record["relations"] = []
    record["notes"] = [{"text": "Only quotes.", "paragraph": 3}, {"text": "?", "span": 0}]
    record["flags"] = [{}]
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(record) + "\n")
    assert annotate("import", other, "--replace", project=project).code == 0
    changed = exported(project)
    assert changed != exported(sample)
    assert annotate("check", "--rebuild", project=project).code == 0
    assert exported(project) == changed
    assert exported(copied(project, tmp_path / "copy")) == changed


def test_the_manifest_names_every_file_by_its_hash_and_counts_what_is_there(sample: Path) -> None:
    from hashlib import sha256

    dataset = exported(sample)
    manifest = json.loads(dataset.pop("manifest.json"))
    assert {f["path"]: f["sha256"] for f in manifest["files"]} == {
        name: sha256(content).hexdigest() for name, content in dataset.items()
    }
    found = records(dataset)
    assert manifest["counts"]["documents"] == 14
    assert manifest["counts"]["records"] == len(found)
    assert manifest["counts"]["spans"] == sum(len(record["spans"]) for record in found)
    assert manifest["counts"]["layers"] == {"sample-ana": 8, "sample-ben": 8, "sample-chloe": 8}


def test_only_finished_articles_and_only_some_layers(sample: Path) -> None:
    some = records(exported(sample, "--layer", "sample-ana", "--layer", "sample-ben"))
    assert {record["annotator"] for record in some} == {"sample-ana", "sample-ben"}
    assert annotate("export", "jsonl", project=sample).code == 0
    finished = (sample / "exports" / "jsonl" / "records.jsonl").read_bytes()
    assert finished.count(b"\n") == 24


def test_ids_count_from_the_folder_that_was_named(
    sample: Path,
) -> None:
    ids = {record["id"] for record in records(exported(sample))}
    assert "harbour-gazette/2025-11-04-ferry-strikes-breakwater" in ids


def test_a_dataset_goes_in_through_a_pipe(sample: Path, tmp_path: Path) -> None:
    dataset = exported(sample)
    ended = annotate(
        "import",
        "-",
        "--format",
        "jsonl",
        "--json",
        "--quiet",
        project=made(tmp_path / "project"),
        stdin=dataset["records.jsonl"],
    )
    assert (ended.code, ended.err) == (0, "")
    assert ended.json()["documents"] == 14
    assert ended.json()["records"] == 24
