"""A project as the pages speak of it, with all that lies around it, to run their commands in."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any
from unittest.mock import patch

import trustme

from annotate.services.importing import import_paths
from annotate.services.project import Project, init
from annotate.storage import log
from tests.docs.pages import ROOT
from tests.services.files import LABELLED, jsonl
from tests.zstandard import zstd

CORPORA = ROOT / "corpora"
PROJECT = "harbour"
LAYERS = {"sample-ana": ("ana", "gold/eva"), "sample-ben": ("ben", "gold/max"), "sample-chloe": ()}
"""Who in the pages has labelled what the sample annotators have."""
SHORT = [{"id": f"short/{n}", "text": f"Tide {n}\n\nIt rose by {n} feet."} for n in range(200)]
"""Articles besides: the sample has too few to give out."""
EMPTY: list[dict[str, Any]] = [
    short | {"annotator": who, "spans": []} for short in SHORT[:40] for who in ("ana", "ben")
]
"""Those in which two found nothing to label."""
MONTH = 30 * 24 * 60 * 60 * 1000
"""Milliseconds."""


def make(world: Path) -> Path:
    """The world in a folder: a project that three have labelled and two settled a month ago."""
    project = world / PROJECT
    init(project)
    files(project)
    ago = log.now() - MONTH
    with Project.open(project) as opened, patch("annotate.storage.log.now", lambda: ago):
        given = [
            project / "corpora",
            project / "labels.jsonl",
            jsonl(world / "short.jsonl", *EMPTY, *SHORT),
        ]
        import_paths(opened.store, opened.scheme, given, annotator="ana")
    for copy in ("their-project", "media/ana", "media/ben"):
        shutil.copytree(project, world / copy)
    (world / "home" / "Shared").mkdir(parents=True)
    shutil.copytree(CORPORA / "windward-wire", world / "home" / "articles")
    around(world / "elsewhere")
    return world


def files(project: Path) -> None:
    """The files that lie in the project's folder."""
    skip = shutil.ignore_patterns("*.jsonl")
    shutil.copytree(CORPORA, project / "corpora", dirs_exist_ok=True, ignore=skip)
    shutil.copytree(CORPORA / "harbour-gazette", project / "articles")
    records = [record for line in sample() for record in said(line)]
    labels = jsonl(project / "labels.jsonl", *records)
    (project / "labels").mkdir()
    shutil.copy(labels, project / "labels" / "labels.jsonl")
    data = jsonl(project / "wire.jsonl", LABELLED).read_bytes()
    (project / "dump.jsonl.gz").write_bytes(gzip.compress(data))
    (project / "dump.jsonl.zst").write_bytes(zstd.compress(data))
    program(project / "watch", "cat")
    suggested = {k: v for k, v in LABELLED.items() if k not in ("annotator", "relations")}
    jsonl(project / "predictions.jsonl", suggested | {"suggester": "model-3"})
    certificate = trustme.CA().issue_cert("annotate.example.org")
    certificate.private_key_pem.write_to_path(project / "key.pem")
    certificate.cert_chain_pems[0].write_to_path(project / "cert.pem")


def around(folder: Path) -> None:
    """What the pages have at addresses."""
    folder.mkdir()
    jsonl(folder / "today.jsonl", LABELLED)
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One of the pages.</p>"
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"WARC-Date: 2026-01-08T00:00:00Z\r\nWARC-Target-URI: https://a.example/1\r\n"
        b"Content-Type: application/http; msgtype=response\r\n"
    )
    record = head + f"Content-Length: {len(page)}\r\n\r\n".encode() + page + b"\r\n\r\n"
    (folder / "2026-01.warc.gz").write_bytes(gzip.compress(record))
    shutil.copytree(CORPORA / "windward-wire", folder / "news" / "2026")


def sample() -> list[dict[str, Any]]:
    """The records of the sample annotators."""
    lines = (CORPORA / "sample-annotators.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def said(record: dict[str, Any]) -> list[dict[str, Any]]:
    """A record of a sample annotator as those of the pages."""
    return [_as(record, layer) for layer in LAYERS[record["annotator"]]]


def _as(record: dict[str, Any], layer: str) -> dict[str, Any]:
    places = {span["id"]: place for place, span in enumerate(record["spans"])}
    spans = [{k: v for k, v in span.items() if k != "id"} for span in record["spans"]]
    links = [
        link | {"head": places[link["head"]], "child": places[link["child"]]}
        for link in record["relations"]
    ]
    return record | {"annotator": layer, "spans": spans, "relations": links}


def program(path: Path, words: str) -> None:
    """A program that a page has beside it."""
    path.write_text(f"#!/bin/sh\n{words}\n")
    path.chmod(0o755)
