"""Somebody's gestures on the first article of a project, each told on a line once it is durable."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet
from annotate.core.operations import Body, Operation
from annotate.storage import documents
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from annotate.storage.positions import Position
from annotate.storage.store import FILE_NAME, Store

WHO = "ana"
WRITER = re.compile(rf"{WHO}@[0-9a-f]+")
Make = Callable[[str, list[Operation]], list[Body]]
"""The next gesture, from the writer's name and what was done so far."""
STEPS: list[Make] = [
    lambda me, done: [ops.Add(0, 4, "quote")],
    lambda me, done: [
        ops.Add(5, 9, "attribution"),
        ops.Relate("attributes", f"{me}:2", done[0].id),
    ],
    lambda me, done: [ops.SetNote("hm", span=done[0].id)],
    lambda me, done: [ops.Status((0,), "done"), ops.Add(12, 20, "body", "body", 0.9)],
    lambda me, done: [ops.Undo(done[-1].gesture_id)],
    lambda me, done: [ops.Redo(done[-2].gesture_id)],
    lambda me, done: [ops.SetFlag(paragraph=1), ops.Reject(30, 40, "quote", "quotations")],
    lambda me, done: [ops.Change(done[0].id, 0, 6, "quote")],
    lambda me, done: [ops.Remove(done[0].id), ops.Status((1, 2), "skipped")],
]


def work(store: Store) -> Iterator[AnnotationSet]:
    """Make them one after the other; what the article then holds."""
    layer = Annotations(store, 1, documents.get(store, 1), WHO)
    writer, done = Writer(WHO), list[Operation]()
    for number, make in enumerate(STEPS):
        done += layer.commit(writer, make(writer.name, done), Position(1, number, number))
        yield layer.content


def said(content: AnnotationSet) -> str:
    """What an article holds, whoever the writer is; "" where that is nothing."""
    text = repr(content)
    return WRITER.sub(WHO, text) if content != AnnotationSet() else ""


def main(folder: Path) -> None:
    """Make them in a project."""
    with Store.open(folder / FILE_NAME) as store:
        for number, _ in enumerate(work(store), 1):
            os.write(1, f"{number}\n".encode())  # at once, and in one piece


if __name__ == "__main__":
    main(Path(sys.argv[1]))
