"""Logs of one layer on one document, as honest programs write them and as nobody should."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from annotate.core import operations as ops
from annotate.core.annotation_set import (
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Settlement,
    Span,
)
from annotate.core.fold import fold
from annotate.core.operations import Body, Operation, encode_body
from tests.campaign import campaign

WRITERS = ("ana@1", "ana@2", "root@3")
STEPS = 40
runs = settings(max_examples=campaign(60, 500))

Entry = tuple[int, int, bool, str, str]
"""Which writer, how far its clock goes on, whether a new gesture begins, kind, body."""


def operation(
    writer: str, n: int, body: Body, *, lamport: int = 0, gesture: int = 0, at: int = 0
) -> Operation:
    """One operation that is a gesture of its own, at lamport `n`, unless told otherwise."""
    kind, text = encode_body(body)
    return Operation(writer, n, lamport or n, "ana", "sha", gesture or n, kind, text, at)


def log(*bodies: Body, writer: str = "w") -> list[Operation]:
    """One writer's operations, a gesture each."""
    return [operation(writer, n, body) for n, body in enumerate(bodies, 1)]


def folded(*bodies: Body) -> AnnotationSet:
    """What one writer's gestures add up to."""
    return fold(log(*bodies))


def next_operation(operations: Sequence[Operation], body: Body) -> Operation:
    """An operation of a fourth writer, later than all."""
    last = max((o.lamport for o in operations), default=0)
    mine = sum(o.writer == "zoe@9" for o in operations)
    return operation("zoe@9", mine + 1, body, lamport=last + 1)


# few places, labels and ids, so that spans meet; the fold does not mind which way round they lie
starts, ends, labels = st.integers(0, 2), st.integers(1, 2), st.sampled_from("qa")
ids = st.one_of(
    st.builds("{}:{}".format, st.sampled_from(WRITERS), st.integers(1, 6)),
    st.sampled_from(["i1", "i2", "i3", "", "nobody:1"]),
)
paragraphs = st.one_of(st.integers(0, 4), st.sampled_from([-1, ops.MAX_PARAGRAPH, 2**70]))
texts = st.sampled_from(["", "x", "y"])
targets: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"span": ids}),
    st.fixed_dictionaries({"paragraph": paragraphs}),
    st.fixed_dictionaries({"span": ids, "paragraph": paragraphs}),
    st.just({}),
)


relations = st.builds(Relation, st.sampled_from(["attributes", "continues"]), ids, ids)
settlements = st.builds(
    Settlement, st.lists(texts, max_size=2).map(tuple), reason=texts, unclear=st.booleans()
)


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=4).map(tuple)


contents = st.builds(
    AnnotationSet,
    spans=some(st.builds(Span, starts, ends, labels, ids)),
    relations=some(relations),
    status=st.text("udsx", max_size=5),
    notes=some(st.builds(lambda text, target: Note(text, **target), texts, targets)),
    flags=some(targets.map(lambda target: Flag(**target))),
    rejections=some(st.builds(Rejection, starts, ends, labels)),
    settlement=st.none() | settlements,
)
bodies: st.SearchStrategy[Body] = st.one_of(
    st.builds(ops.Add, starts, ends, labels),
    st.builds(ops.Add, starts, ends, labels, texts, st.floats(0, 1)),
    st.builds(ops.Change, ids, starts, ends, labels),
    ids.map(ops.Remove),
    relations.map(lambda r: ops.Relate(r.label, r.head, r.child)),
    relations.map(lambda r: ops.Unrelate(r.label, r.head, r.child)),
    st.builds(
        ops.Status,
        st.lists(paragraphs, max_size=3).map(tuple),
        st.sampled_from(["done", "skipped", "unseen"]),
    ),
    st.builds(lambda text, target: ops.SetNote(text, **target), texts, targets),
    st.builds(lambda on, target: ops.SetFlag(on=on, **target), st.booleans(), targets),
    st.builds(ops.Reject, starts, ends, labels),
    settlements.map(lambda s: ops.Settle(s.versions, s.reason, s.unclear)),
    st.sampled_from(["gold/eva", ""]).map(ops.Designate),
)
marks: st.SearchStrategy[Body] = ids.map(ops.Undo) | ids.map(ops.Redo)
imports: st.SearchStrategy[Body] = contents.map(ops.Import)
garbage = st.tuples(
    st.sampled_from([*ops.KINDS, "teleport", ""]),
    st.sampled_from(
        ["", "{}", "null", "[]", '{"start": -1}', '{"span": 3}', '{"span"', "[" * 9999]
    ),
)
kinds_of_entry = [bodies] * 4 + [marks, imports]


@st.composite
def any_entry(draw: st.DrawFn) -> Entry:
    """Mostly spans and what is on them; now and then a mark, an import, or garbage."""
    writer, tick, new = (
        draw(st.integers(0, len(WRITERS) - 1)),
        draw(st.integers(0, 2)),
        draw(st.booleans()),
    )
    if draw(st.integers(0, 6)) == 6:
        return (writer, tick, new, *draw(garbage))
    return (writer, tick, new, *encode_body(draw(draw(st.sampled_from(kinds_of_entry)))))


entries = any_entry()


def written(steps: Sequence[Entry]) -> list[Operation]:
    """The operations of these steps: logs without gaps, with clocks that tie and run behind."""
    found: list[Operation] = []
    for number, mine in groupby(sorted(steps, key=lambda s: s[0]), key=lambda s: s[0]):
        lamport = gesture = 0
        for n, (_, tick, new, kind, body) in enumerate(mine, 1):
            lamport += tick
            gesture = n if new or not gesture else gesture
            found.append(
                Operation(WRITERS[number], n, lamport, "ana", "sha", gesture, kind, body, 0)
            )
    return found


logs = st.lists(entries, min_size=campaign(0, STEPS), max_size=STEPS).map(written)
"""Up to 40 operations of three writers; in a campaign always 40."""
