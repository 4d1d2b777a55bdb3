"""Exports on a Ray cluster: what one machine writes of the same records, here and in a store."""

import gzip
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import urlopen

import fsspec
import msgspec
import pytest

from annotate.formats.extras import library
from tests.campaign import CAMPAIGN
from tests.cli.program import annotate
from tests.services import harbour

pytestmark = pytest.mark.skipif(not CAMPAIGN, reason="a cluster takes its time: a campaign's")


class Corpus(NamedTuple):
    """A project, records of its labels as files of several kinds, and what it exports itself."""

    project: Path
    shards: Path
    alone: list[dict[str, Any]]


def rows(folder: Path, files: list[str]) -> list[dict[str, Any]]:
    """The rows of tables, one after the other."""
    tables = library("pyarrow.parquet", "parquet")
    return [row for file in files for row in tables.read_table(folder / file).to_pylist()]


def told(out: Path) -> list[str]:
    """The files of records, in the manifest's order."""
    manifest = msgspec.json.decode((out / "manifest.json").read_bytes())
    return [file["path"] for shard in manifest["shards"] for file in shard["files"]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("corpus")
    project, shards = harbour.made(folder / "project"), folder / "shards"
    for format in ("jsonl", "parquet"):
        words = ("export", format, "--unfinished", "--out", folder / format)
        assert annotate(*words, project=project).code == 0
    lines = (folder / "jsonl" / "records.jsonl").read_bytes().splitlines(keepends=True)
    shards.mkdir()
    (shards / "a.jsonl").write_bytes(b"".join(lines[:7]))
    (shards / "b.jsonl.gz").write_bytes(gzip.compress(b"".join(lines[7:20])))
    (shards / "c.jsonl").write_bytes(b"".join(lines[20:]))
    return Corpus(project, shards, rows(folder / "parquet", ["data/part-00000.parquet"]))


def test_a_cluster_writes_what_one_machine_writes_and_reads_it_again(
    corpus: Corpus, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for read, out in ((corpus.shards, first), (first / "data", second)):
        words = ("export", "parquet", read, "--on", "ray", "--out", out)
        done = annotate(*words, project=corpus.project)
        assert done.code == 0, done.err
        assert f"{len(corpus.alone)} records of 3 files" in done.err
        assert rows(out, told(out)) == corpus.alone


def test_a_record_that_cannot_be_is_named_and_the_rest_goes_out(
    corpus: Corpus, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jsonl"
    unknown = b'{"text": "A.", "spans": [{"start": 0, "end": 1, "label": "boat"}]}'
    bad.write_bytes(b'{"text": "Good."}\n{"id": 1}\n' + unknown + b"\n")
    out = tmp_path / "out"
    words = ("export", "parquet", bad, "--on", "ray", "--out", out)
    done = annotate(*words, project=corpus.project)
    assert done.code == 1
    assert "bad.jsonl:2: no text in it, $.text" in done.err
    assert "bad.jsonl:3: " in done.err
    assert "boat" in done.err
    assert [row["text"] for row in rows(out, told(out))] == ["Good."]


def test_suggestions_go_out_as_such(articles: Path, tmp_path: Path) -> None:
    answers, out = tmp_path / "answers.jsonl", tmp_path / "out"
    answers.write_text(annotate("suggest", articles / "0", "--quiet").out, "utf-8")
    assert annotate("export", "parquet", answers, "--on", "ray", "--out", out).code == 0
    said = [msgspec.json.decode(line) for line in answers.read_bytes().splitlines()]
    found = rows(out, told(out))
    assert [row["suggester"] for row in found] == ["annotate"] * len(said)
    places = [[(s["start"], s["end"], s["label"], s["score"]) for s in r["spans"]] for r in said]
    assert places == [
        [(s["start"], s["end"], s["label"], s["score"]) for s in row["spans"]] for row in found
    ]
    for row, record in zip(found, said, strict=True):
        ids = [span["id"] for span in row["spans"]]
        links = [(ids.index(link["head"]), ids.index(link["child"])) for link in row["relations"]]
        assert links == [(link["head"], link["child"]) for link in record.get("relations", ())]


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    """An object store as a server; what leads a program there."""
    if not (find_spec("moto") and find_spec("s3fs")):  # they bring forty packages along
        pytest.skip("an object store to try takes `pip install 'moto[server]' s3fs`")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        variables = {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "somebody",
            "AWS_SECRET_ACCESS_KEY": "something",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        try:
            _wait_for(address)
            with pytest.MonkeyPatch.context() as patch:
                for name, value in variables.items():
                    patch.setenv(name, value)
                yield variables
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urlopen(f"{address}/moto-api/").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


@pytest.mark.usefixtures("store")
def test_files_are_read_from_an_object_store_and_written_to_it(
    corpus: Corpus, tmp_path: Path
) -> None:
    files = fsspec.filesystem("s3")
    files.mkdir("bucket")
    files.put(str(corpus.shards), "bucket/in", recursive=True)
    words = ("export", "parquet", "s3://bucket/in", "--on", "ray", "--out", "s3://bucket/out")
    assert annotate(*words, project=corpus.project).code == 0
    at = {path: files.info(path)["LastModified"] for path in files.find("bucket/out")}
    files.get("bucket/out", str(tmp_path / "out"), recursive=True)
    assert rows(tmp_path / "out", told(tmp_path / "out")) == corpus.alone
    files.pipe("bucket/in/c.jsonl", b'{"text": "Another."}\n')
    time.sleep(1.1)  # the store knows seconds
    assert annotate(*words, project=corpus.project).code == 0
    files.invalidate_cache()
    again = {path: files.info(path)["LastModified"] for path in files.find("bucket/out")}
    new = {path for path in again if again[path] != at.get(path)} - {"bucket/out/manifest.json"}
    assert len(new) == 2
    assert all("/000002-" in path for path in new)
