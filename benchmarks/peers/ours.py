"""This tool: what the others are compared with."""

import sys
from pathlib import Path

from benchmarks.machine import processor
from benchmarks.peers.base import Given, Taken, write_records
from benchmarks.peers.running import spent
from benchmarks.programs import TITLE, command
from benchmarks.terminal import Terminal

PROGRAM = Path(sys.executable).with_name("annotate")


def measured(_: Path, given: Given, folder: Path) -> Taken:
    """The commands; the start until the first article is painted."""
    project = _new(folder)
    taking_in = spent((*project, "import", given.records, "--quiet"), folder)
    giving_out = spent((*project, "export", "jsonl", "--out", folder / "out"), folder)
    with Terminal(command(folder / "project")) as terminal:
        terminal.until(TITLE)
        return Taken(processor(terminal.pid), taking_in, giving_out)


def given(folder: Path) -> Given:
    """The articles, as each of the tools wants them."""
    records = folder / "records.jsonl"
    write_records(records)
    project = _new(folder)
    spent((*project, "import", records, "--quiet"), folder)
    for name in ("doccano", "label_studio"):
        spent((*project, "export", name, "--out", folder / name), folder)
    return Given(records, folder / "doccano" / "ana.jsonl", folder / "label_studio")


def _new(folder: Path) -> tuple[str, ...]:
    spent((PROGRAM, "init", folder / "project"), folder)
    return str(PROGRAM), "--project", str(folder / "project"), "--annotator", "ana"
