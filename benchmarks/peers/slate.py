"""SLATE, in the terminal too: works on text files where they are, and leaves a file beside each."""

from pathlib import Path

from annotate.core.record import decode_record
from benchmarks.machine import processor
from benchmarks.peers.base import Given, Taken
from benchmarks.terminal import Terminal

PACKAGES = ("slate-nlp==1.1.3",)


def measured(programs: Path, given: Given, folder: Path) -> Taken:
    """The start, with all articles named to it."""
    names = []
    for number, line in enumerate(given.records.read_bytes().splitlines()):
        names.append(folder / f"{number}.txt")
        names[-1].write_text(decode_record(line).text or "")
    (folder / "list").write_text("\n".join(map(str, names)) + "\n")
    command = (programs / "slate", "-d", folder / "list", "-l", folder / "log", "-s", "token")
    with Terminal(command) as terminal:
        terminal.until("Harbour")
        return Taken(processor(terminal.pid))
