"""Hostile text wherever a project can have any: titles, names, notes and files."""

import json
import os
from pathlib import Path

from tests.cli.program import made

PAYLOADS = (
    "\x1b[2J\x1b[31m",  # clear the screen
    "\x1b]0;owned\x07",  # set the title
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;aGk=\x07",  # fill the clipboard
    "\x1bP1$r0m\x1b\\",
    "\x9b2J\x9d0;owned\x9c",  # the same in single characters
    "\u202eesrever\u2066\u061c",
    "one\r\ntwo\rthree\u2028four\x0b\x0c\x08",
    "e" + "\u0301" * 500,
    "[/nope] [@click=app.bell]x[/] [link=http://evil.example]y[/link]",
    "\ufeff\u200b%s %n {0} $(id) `id`",
)
ALL = " ".join(PAYLOADS)
EVIL = "\x1b[2J"


def record(n: int, payload: str) -> str:
    """An article that is hostile wherever a record can be, of somebody whose name is not."""
    return json.dumps(
        {
            "id": f"id-{n} {payload}",
            "title": f"title {payload}",
            "source": payload,
            "url": payload,
            "published": payload,
            "language": payload,
            "text": f"needle {n} {payload} end",
            "paragraphs": [[0, 6]],
            "annotator": f"ana {n}",
            "spans": [{"id": f"s{payload}", "start": 0, "end": 12, "label": "quote"}],
            "notes": [{"text": f"note {payload}"}],
            "appearances": [{"id": f"copy-{n} {payload}", "title": payload, "url": payload}],
            "meta": {payload: payload},
        }
    )


def hostile_project(where: Path) -> Path:
    """A project of hostile articles, in a folder and with a name that are hostile too."""
    folder = made(where / f"project {EVIL}\x9d0;x\x07\n")
    text = (folder / "annotate.toml").read_text()
    name = json.dumps(ALL).replace("\\b", "\\u0008")
    _, newline, rest = text.partition("\n\n")
    (folder / "annotate.toml").write_text(f"name = {name}\n\n{rest.partition(newline)[2]}")
    for n, payload in enumerate(PAYLOADS):
        name = payload.replace("/", "-")[:60]
        (folder / "corpora" / f"{name}.txt").write_text(f"Headline {payload}\n\nfile {n}")
    bytes_name = os.fsencode(folder / "corpora") + b"/caf\xe9\x1b[2J.txt"
    Path(os.fsdecode(bytes_name)).write_text("A file whose name is no UTF-8.")
    records = folder / "corpora" / f"records{EVIL}.jsonl"
    records.write_text("\n".join(record(n, p) for n, p in enumerate(PAYLOADS)) + '\n{"text"')
    return folder
