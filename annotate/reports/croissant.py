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
TEXT = ("title", "text")
"""The fields that a release without the texts does not have."""
SPAN = {"id": "Text", "start": "Integer", "end": "Integer", "label": "Text"}
LINK = {"label": "Text", "head": "Text", "child": "Text"}


class Held(NamedTuple):
    """A file of the dataset."""

    path: str
    bytes: int
    sha256: str


class Table(NamedTuple):
    """Records of a split, or of all, that are to be described field by field.

    `path` is that of their file, or a pattern; `texts` are their fields but spans and relations.
    """

    split: str
    path: str
    texts: tuple[str, ...]

    @property
    def id(self) -> str:
        """What the set of these records is called."""
        return "/".join(filter(None, ("records", self.split)))

    @property
    def source(self) -> dict[str, Any]:
        """Where fields of these records come from."""
        if "*" in self.path:
            return {"fileSet": {"@id": f"{self.id}/files"}}
        return {"fileObject": {"@id": self.path}}


def croissant(facts: Facts, files: Sequence[Held], tables: Sequence[Table] = ()) -> bytes:
    """The content of croissant.json. It holds no time: the same facts, the same bytes."""
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
        "distribution": [*map(_file, files), *_file_sets(tables)],
        "recordSet": [*_splits(facts), *(_records(table, text=facts.text) for table in tables)],
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


def _file_sets(tables: Iterable[Table]) -> Iterator[dict[str, Any]]:
    """The files of records that are in several."""
    for table in tables:
        if "fileSet" in table.source:
            id = table.source["fileSet"]["@id"]
            yield {
                "@type": "cr:FileSet",
                "@id": id,
                "name": id,
                "includes": table.path,
                "encodingFormat": ENCODINGS[table.path.rpartition(".")[2]],
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


def _records(table: Table, *, text: bool) -> dict[str, Any]:
    texts = [name for name in table.texts if text or name not in TEXT]
    span = {**SPAN, "text": "Text"} if text else SPAN
    return {
        "@type": "cr:RecordSet",
        "@id": table.id,
        "name": table.id,
        "field": [
            *(_field(table, name) for name in texts),
            _list(table, "spans", span.items()),
            _list(table, "relations", LINK.items()),
        ],
    }


def _field(table: Table, name: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.id}/{name}",
        "name": name,
        "dataType": "sc:Text",
        "source": {**table.source, "extract": {"column": name}},
    }


def _list(table: Table, name: str, parts: Iterable[tuple[str, str]]) -> dict[str, Any]:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{table.id}/{name}/{part}",
            "name": part,
            "dataType": f"sc:{kind}",
            "source": {
                **table.source,
                "extract": {"column": name},
                "transform": {"jsonPath": f"$[*].{part}"},
            },
        }
        for part, kind in parts
    ]
    return {
        "@type": "cr:Field",
        "@id": f"{table.id}/{name}",
        "name": name,
        "repeated": True,
        "subField": fields,
    }
