"""One small article in the format of every tool, as that tool itself writes it."""

import json
import re
from pathlib import Path
from typing import Any

TEXT = (
    "Hill Courier\n\nLibrary hours grow 📚 in May\n\nReaders wait outside. (Photo: Ana Roth/Hill"
    " Courier)\n\n“At last, yes,” said Tomas Bell, the town’s librarian.\n\nВuу nоw: two for one"
)


def place(words: str) -> tuple[int, int]:
    """Where words are in the text, in code points."""
    start = TEXT.index(words)
    return start, start + len(words)


CAPTION = place("Readers wait outside. (Photo: Ana Roth/Hill Courier)")
QUOTE = place("“At last, yes,”")
ATTRIBUTION = place("said Tomas Bell, the town’s librarian")
AD = place("Вuу nоw: two for one")
SOURCE, CUE = place("Tomas Bell"), place("said")
PLACES = {"CAPTION": CAPTION, "QUOTE": QUOTE, "ATTRIBUTION": ATTRIBUTION, "AD": AD}
EXPECTED = {(*CAPTION, "caption"), (*QUOTE, "quote"), (*ATTRIBUTION, "attribution"), (*AD, "ad")}
"""The labels, in our words."""
LINK = {("attributes", ATTRIBUTION, QUOTE)}


def utf16(offset: int) -> int:
    """An offset as a browser counts it."""
    return len(TEXT[:offset].encode("utf-16-le")) // 2


def prodigy() -> dict[str, Any]:
    """A task of the relations recipe."""
    words = [place(w) for w in ("said", "”", "librarian")]
    tokens = [
        {"text": TEXT[a:b], "start": a, "end": b, "id": n, "ws": False, "disabled": False}
        for n, (a, b) in enumerate(sorted(words))
    ]
    last = {t["end"]: t["id"] for t in tokens}
    spans = [
        {"start": a, "end": b, "label": label, "token_start": 0, "token_end": last.get(b, 9)}
        for label, (a, b) in PLACES.items()
    ]
    relation = {"head": last[ATTRIBUTION[1]], "child": last[QUOTE[1]], "label": "attributed_to"}
    return {
        "text": TEXT,
        "meta": {"article": "c1"},
        "_input_hash": 12,
        "_task_hash": -7,
        "tokens": tokens,
        "spans": spans,
        "relations": [relation | {"head_span": spans[2], "child_span": spans[1]}],
        "_view_id": "relations",
        "answer": "accept",
        "_timestamp": 1760000000,
        "_session_id": "hill-tea",
        "_annotator_id": "tea",
    }


def doccano(relations: bool = True) -> dict[str, Any]:
    """An example of either kind of project."""
    if not relations:
        labels = [[a, b, label] for label, (a, b) in PLACES.items()]
        return {"id": 4, "text": TEXT, "label": labels, "Comments": ["Really?"]}
    entities = [
        {"id": n, "label": label, "start_offset": a, "end_offset": b}
        for n, (label, (a, b)) in enumerate(PLACES.items(), 30)
    ]
    links = [{"id": 5, "from_id": 31, "to_id": 32, "type": "attributed_to"}]
    return {"id": 4, "text": TEXT, "entities": entities, "relations": links, "Comments": []}


def label_studio(unit: str = "utf16") -> list[dict[str, Any]]:
    """An export of one task, its offsets as the front end counts them, or in code points."""
    count = utf16 if unit == "utf16" else int
    regions = [
        {
            "id": f"r{n}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "origin": "manual",
            "value": {"start": count(a), "end": count(b), "text": TEXT[a:b], "labels": [label]},
        }
        for n, (label, (a, b)) in enumerate(PLACES.items())
    ]
    link = {"type": "relation", "from_id": "r1", "to_id": "r2", "direction": "right"}
    annotation = {
        "id": 9,
        "completed_by": {"id": 3, "email": "tea@hill.example"},
        "was_cancelled": False,
        "ground_truth": False,
        "lead_time": 3.5,
        "result": [*regions, link | {"labels": ["attributed_to"]}],
    }
    return [{"id": 1, "data": {"text": TEXT}, "annotations": [annotation], "predictions": []}]


def brat() -> str:
    """An annotation file with a relation, an attribution as an event and a note."""
    spans = {**PLACES, "Source": SOURCE, "Cue": CUE, "Attribution_event": CUE}
    lines = [
        f"T{n}\t{label.capitalize()} {a} {b}\t{TEXT[a:b]}"
        for n, (label, (a, b)) in enumerate(spans.items(), 1)
    ]
    return "\n".join(
        [
            *lines,
            "R1\tAttributed_to Arg1:T2 Arg2:T3",
            "E1\tAttribution_event:T7 Content:T2 Cue:T6 Source:T5",
            "#1\tAnnotatorNotes T4\tLook-alikes",
            "",
        ]
    )


def webanno() -> dict[str, Any]:
    """One annotation alone."""
    a, b = QUOTE
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:x-hill:c1:s2",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"id": "urn:x-hill:tea", "type": "Person"},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "QUOTE"}],
        "target": {
            "source": "urn:x-hill:article:c1",
            "selector": [
                {"type": "TextPositionSelector", "start": a, "end": b},
                {"type": "TextQuoteSelector", "exact": TEXT[a:b], "prefix": TEXT[a - 9 : a]},
            ],
        },
    }


def conll() -> str:
    """A document in IOB2, a line a sentence."""
    return "\n".join(
        (
            "-DOCSTART- -X- -X- O",
            "",
            "“ -X- _ B-QUOTE",
            "At -X- _ I-QUOTE",
            "last -X- _ I-QUOTE",
            "” -X- _ I-QUOTE",
            "said -X- _ B-ATTRIBUTION",
            "Bell -X- _ I-ATTRIBUTION",
            ". -X- _ O",
            "",
            "Вuу -X- _ B-AD",
            "",
        )
    )


TAGS = ("O", *(f"{kind}-{label}" for label in PLACES for kind in "BI"))
"""The classes of the tags of a dataset, in the order of their numbers."""


def huggingface() -> dict[str, Any]:
    """A row without its text, whose tags are numbers."""
    tokens = [match.span() for match in re.finditer(r"\w+|[^\w\s]", TEXT)]
    starts = {place[0] for place in PLACES.values()}
    labels = {n: label for label, (a, b) in PLACES.items() for n in range(a, b)}
    tags = [f"{'B' if a in starts else 'I'}-{labels[a]}" if a in labels else "O" for a, _ in tokens]
    return {
        "id": "train-c1",
        "article_id": "c1",
        "tokens": [TEXT[a:b] for a, b in tokens],
        "ner_tags": [TAGS.index(tag) for tag in tags],
        "offsets": [list(place) for place in tokens],
    }


def huggingface_head() -> str:
    """The README.md that goes with such rows."""
    classes = [f"        '{n}': {tag}" for n, tag in enumerate(TAGS)]
    return "\n".join(
        (
            *("---", "dataset_info:", "  features:", "  - name: tokens", "    list: string"),
            *("  - name: ner_tags", "    list:", "      class_label:", "        names:"),
            *classes,
            *("  - name: offsets", "    list:", "      list: int32", "---", "# Hill", ""),
        )
    )


def csv() -> str:
    """A row a span."""
    rows = [f'c1,"{TEXT}",{a},{b},{label},"{TEXT[a:b]}",tea' for label, (a, b) in PLACES.items()]
    return "\n".join(("id,text,start,end,label,span,annotator", *rows, ""))


def uima() -> str:
    """The article as UIMA has it before anybody labelled it."""
    spaces = 'xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
    text = TEXT.replace("\n", "&#10;")
    sofa = f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="{text}"/>'
    return f'<xmi:XMI {spaces} xmi:version="2.0">{sofa}<cas:View sofa="1"/></xmi:XMI>'


def written(folder: Path) -> dict[str, Path]:
    """A file of each format, by the name of the format."""
    contents = {
        "prodigy": ("prodigy.jsonl", json.dumps(prodigy(), ensure_ascii=False) + "\n"),
        "doccano": ("doccano.jsonl", json.dumps(doccano(), ensure_ascii=False) + "\n"),
        "label_studio": ("tasks.json", json.dumps(label_studio(), indent=1, ensure_ascii=False)),
        "brat": ("c1.ann", brat()),
        "conll": ("c1.conll", conll()),
        "webanno": ("one.jsonld", json.dumps(webanno(), indent=1)),
        "csv": ("spans.csv", csv()),
        "uima": ("c1.xmi", uima()),
        "huggingface": ("train.jsonl", json.dumps(huggingface(), ensure_ascii=False) + "\n"),
    }
    beside = [("c1.txt", TEXT), ("README.md", huggingface_head())]
    for name, content in [*contents.values(), *beside]:
        (folder / name).write_text(content, encoding="utf-8")
    return {format: folder / name for format, (name, _) in contents.items()}
