"""The fold, and what one more operation or an undo costs where there are many spans."""

from collections.abc import Iterator
from itertools import count, islice

from annotate.core.fold import fold
from annotate.core.history import History
from annotate.core.operations import Add, Body, Operation, Relate, Undo, decode_body, encode_body
from benchmarks.ratio import Clocked, Figure, clocked, compared, rested

OPERATIONS = 100_000
MANY, FEW = 1_000, 10
ROUNDS = 200


def figures() -> Iterator[Figure]:
    """Many operations at once, then one more in a document of 1,000 spans against one of 10."""
    log = _log(OPERATIONS)
    yield compared(
        f"fold of {OPERATIONS:,} operations ÷ decoding them",
        clocked(lambda: fold(log)),
        clocked(lambda: [decode_body(o.kind, o.body) for o in log]),
        rounds=5,
    )
    for what, receiving in (("one more operation", _one_more), ("an undo", _undo)):
        name = f"{what}, {MANY:,} spans ÷ {FEW}"
        yield compared(name, receiving(MANY), receiving(FEW), ROUNDS)


def _log(operations: int) -> list[Operation]:
    """Spans one after the other, and to every second of them a link from the next."""
    return [_operation(n, body) for n, body in enumerate(islice(_bodies(), operations), 1)]


def _bodies() -> Iterator[Body]:
    for n in count(1, 3):
        yield Add(10 * n, 10 * n + 9, "quote")
        yield Add(10 * n + 10, 10 * n + 19, "attribution")
        yield Relate("attributes", f"ana@0123456789:{n + 1}", f"ana@0123456789:{n}")


def _operation(n: int, body: Body) -> Operation:
    kind, text = encode_body(body)
    return Operation("ana@0123456789", n, n, "ana", "", n, kind, text, 0)


def _one_more(spans: int) -> Clocked:
    """Receiving a span in the middle of the others."""
    log = _log(spans * 3 // 2)
    return _receiving(log, _operation(len(log) + 1, Add(5 * len(log), 5 * len(log) + 5, "quote")))


def _undo(spans: int) -> Clocked:
    """Receiving the undo of the latest of them."""
    log = _log(spans * 3 // 2)
    return _receiving(log, _operation(len(log) + 1, Undo(log[-1].gesture_id)))


def _receiving(log: list[Operation], last: Operation) -> Clocked:
    def run() -> float:
        history = History(log)
        return rested(lambda: history.receive([last]))()

    return run
