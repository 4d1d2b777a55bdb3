"""Croissant metadata, version 1.1: what machines read of a dataset, from the same facts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from annotate.reports.facts import Facts

FILE_NAME = "croissant.json"
CONFORMS = ("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0")
OWN = (
    "arrayShape",
    "citeAs",
    "column",
    "containedIn",
    "equivalentProperty",
    "extract",
    "field",
    "fileObject",
    "fileProperty",
    "fileSet",
    "format",
    "includes",
    "isArray",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "separator",
    "source",
    "subField",
    "transform",
)
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "description": {"@container": "@language"},
    **{name: f"cr:{name}" for name in OWN},
}
ENCODINGS = {
    "jsonl": "application/jsonlines",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "parquet": "application/x-parquet",
    "xmi": "application/xml",
    "xml": "application/xml",
}
NATIVE = ("records.jsonl",)
"""The names of files whose records are described field by field."""
TEXTS = ("id", "sha256", "source", "url", "published", "language", "annotator", "status")
SPAN = {"id": "Text", "start": "Integer", "end": "Integer", "label": "Text"}
LINK = {"label": "Text", "head": "Text", "child": "Text"}


class Held(NamedTuple):
    """A file of the dataset."""

    path: str
    bytes: int
    sha256: str


def croissant(facts: Facts, files: Sequence[Held]) -> bytes:
    """The content of croissant.json. It holds no time: the same facts, the same bytes."""
    native = [file.path for file in files if file.path.rpartition("/")[2] in NATIVE]
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS,
        "name": facts.name or "labels",
        "description": f"{facts.records} records of {facts.documents} texts with labels.",
        **({"license": facts.licence} if facts.licence else {}),
        **({"inLanguage": sorted(set(facts.languages) - {""})} if any(facts.languages) else {}),
        "rai:dataAnnotationPlatform": facts.made_by,
        "rai:dataAnnotationAnalysis": [
            f"{each.name}: {each.value:.3f}" for each in facts.agreement if each.value is not None
        ],
        "distribution": [_file(file) for file in files],
        "recordSet": [*_splits(facts), *(_records(path, facts) for path in native)],
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"


def _file(file: Held) -> dict[str, Any]:
    encoding = ENCODINGS.get(file.path.rpartition(".")[2], "text/plain")
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": encoding,
        "sha256": file.sha256,
    }


def _splits(facts: Facts) -> Iterator[dict[str, Any]]:
    """The names of the splits, if there are any; the files of each lie in a folder of its name."""
    if facts.splits:
        yield {
            "@type": "cr:RecordSet",
            "@id": "splits",
            "name": "splits",
            "dataType": "cr:Split",
            "key": {"@id": "splits/name"},
            "field": [
                {
                    "@type": "cr:Field",
                    "@id": "splits/name",
                    "name": "name",
                    "dataType": "sc:Text",
                }
            ],
            "data": [{"splits/name": split} for split in facts.splits.counts],
        }


def _records(path: str, facts: Facts) -> dict[str, Any]:
    id = "/".join(("records", *path.split("/")[:-1]))
    texts = (*TEXTS, "title", "text") if facts.text else TEXTS
    span = {**SPAN, "text": "Text"} if facts.text else SPAN
    return {
        "@type": "cr:RecordSet",
        "@id": id,
        "name": id,
        "field": [
            *(_field(id, path, name) for name in texts),
            _list(id, path, "spans", span.items()),
            _list(id, path, "relations", LINK.items()),
        ],
    }


def _field(id: str, path: str, name: str) -> dict[str, Any]:
    source = {"fileObject": {"@id": path}, "extract": {"column": name}}
    return {
        "@type": "cr:Field",
        "@id": f"{id}/{name}",
        "name": name,
        "dataType": "sc:Text",
        "source": source,
    }


def _list(id: str, path: str, name: str, parts: Iterable[tuple[str, str]]) -> dict[str, Any]:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{id}/{name}/{part}",
            "name": part,
            "dataType": f"sc:{kind}",
            "source": {
                "fileObject": {"@id": path},
                "extract": {"column": name},
                "transform": {"jsonPath": f"$[*].{part}"},
            },
        }
        for part, kind in parts
    ]
    return {
        "@type": "cr:Field",
        "@id": f"{id}/{name}",
        "name": name,
        "repeated": True,
        "subField": fields,
    }
