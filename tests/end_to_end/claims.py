"""What a screen claims about an article, and what the log of the project says of it."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet
from annotate.core.fold import fold
from annotate.core.operations import Operation
from annotate.storage import log
from annotate.storage.store import FILE_NAME, Store
from tests.end_to_end.terminal import Terminal

COUNTED = ("quote", "attribution", "caption", "ad", "body", "links")
COUNT = re.compile(rf" ({'|'.join(COUNTED)}) +(\d+)\s*$")
PLACE = re.compile(r"¶ (\d+) of \d+")
MARK = re.compile(r"^ *(\d+)[ ▸]([·✓–][⚑ ])")
Gesture = tuple[tuple[str, str], ...]
"""(kind, body) of each of its operations, whoever its writer is."""


class Claim(Struct, frozen=True):
    """What the wide screen shows of an article: labels counted, and each paragraph's marks."""

    counts: dict[str, int]
    marks: dict[int, str]

    def holds(self, content: AnnotationSet) -> bool:
        """Whether that is how the content looks."""
        return self.counts == _counts(content) and all(
            mark == _mark(content, paragraph - 1) for paragraph, mark in self.marks.items()
        )


def claim(terminal: Terminal) -> Claim:
    """What the screen claims now; {} of what it does not show."""
    counts = {m[1]: int(m[2]) for line in terminal.lines if (m := COUNT.search(line))}
    marks = {int(m[1]): m[2] for line in terminal.lines if (m := MARK.match(line))}
    return Claim(counts, marks)


def place(terminal: Terminal) -> int:
    """The paragraph that the panel names, from 1; 0 where there is no panel."""
    found = PLACE.search(terminal.text)
    return int(found[1]) if found else 0


def _counts(content: AnnotationSet) -> dict[str, int]:
    found = Counter(span.label for span in content.spans)
    return {name: found[name] for name in COUNTED[:-1]} | {"links": len(content.relations)}


def _mark(content: AnnotationSet, paragraph: int) -> str:
    """The signs of a paragraph's (0-based) status and flag."""
    flag = "⚑" if any(flag.paragraph == paragraph for flag in content.flags) else " "
    return {"done": "✓", "skipped": "–", "unseen": "·"}[content.status_of(paragraph)] + flag


def operations(project: Path, layer: str = "ana") -> list[Operation]:
    """The layer's log, in the order of arrival."""
    with Store.open(project / FILE_NAME, create=False) as store:
        return [operation for operation, _ in log.each(store) if operation.layer == layer]


def gestures(entries: Iterable[Operation]) -> list[Gesture]:
    """The log gesture by gesture, with the writers' names taken out."""
    return [
        tuple((o.kind, o.body.replace(o.writer, "W")) for o in group)
        for _, group in groupby(entries, key=lambda o: (o.writer, o.gesture))
    ]


def states(entries: list[Operation]) -> list[AnnotationSet]:
    """What the log adds up to after no gesture, one, two … all of them; of one document."""
    ends = [len(list(group)) for _, group in groupby(entries, key=lambda o: (o.writer, o.gesture))]
    return [fold(entries[: sum(ends[:number])]) for number in range(len(ends) + 1)]
