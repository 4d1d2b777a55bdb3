"""Receiving operations: in any order, in any batches, any number of times."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from annotate.core import history as histories
from annotate.core import operations as ops
from annotate.core.annotation_set import EMPTY, Span
from annotate.core.errors import IntegrityError
from annotate.core.fold import fold
from annotate.core.history import History
from annotate.core.operations import Operation
from tests.campaign import campaign
from tests.core import logs
from tests.core.logs import WRITERS, log, operation, runs


@pytest.fixture(autouse=True, scope="module")
def few_are_recent() -> Iterator[None]:
    """Short logs would all be recent: of these too something is to be folded for good."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(histories, "RECENT", 2)
        yield


def batches(operations: list[Operation], chance: random.Random) -> list[list[Operation]]:
    """All of them in any order and any batches, many more than once."""
    pool = chance.sample(operations, len(operations)) + chance.choices(
        operations, k=len(operations) // 2
    )
    cuts = sorted(chance.choices(range(len(pool) + 1), k=4))
    return [pool[a:b] for a, b in zip([0, *cuts], [*cuts, len(pool)], strict=True)]


def test_an_empty_history_says_nothing() -> None:
    assert (History().annotation_set, History().operations) == (EMPTY, [])


def test_operations_are_kept_in_the_order_of_arrival() -> None:
    first, second, third = log(ops.Add(0, 5, "q"), ops.Remove("w:1"), ops.SetFlag())
    history = History([third])
    history.receive([first, second, first])
    assert history.operations == [third, first, second]


def test_what_comes_late_is_put_where_it_belongs() -> None:
    first, second = log(ops.Add(0, 5, "q"), ops.Change("w:1", 1, 2, "a"))
    history = History([second])
    assert history.annotation_set == EMPTY
    history.receive([first])
    assert history.annotation_set.spans == (Span(1, 2, "a", "w:1"),)


def test_an_undo_and_a_redo_work_as_they_come() -> None:
    gesture, undo, redo = log(ops.Add(0, 5, "q"), ops.Undo("w:1"), ops.Redo("w:1"))
    history = History([gesture])
    history.receive([undo])
    assert history.annotation_set == EMPTY
    history.receive([redo])
    assert history.annotation_set.spans == (Span(0, 5, "q", "w:1"),)


def test_it_is_known_of_each_gesture_whether_it_was_marked() -> None:
    first, second, third, undo, again = log(
        ops.Add(0, 5, "q"),
        ops.Add(6, 9, "q"),
        ops.Add(10, 12, "q"),
        ops.Undo("w:1"),
        ops.Undo("w:2"),
    )
    history = History([undo])
    assert history.is_marked("w:1")
    history.receive([first, second, third])
    history.receive([again])
    assert [history.is_marked(o.id) for o in (first, second, third)] == [True, True, False]


def test_a_mark_may_come_before_what_it_marks() -> None:
    gesture, mark = log(ops.Add(0, 5, "q"), ops.Undo("w:1"))
    history = History([mark])
    history.receive([gesture])
    assert history.annotation_set == EMPTY


def test_what_belongs_to_an_undone_gesture_is_undone_with_it_even_if_it_comes_in_order() -> None:
    history = History(log(ops.Add(0, 5, "q"), ops.Undo("w:1")))
    history.receive([operation("w", 3, ops.Add(6, 9, "a"), gesture=1)])
    assert history.annotation_set == EMPTY


def test_a_kind_of_a_newer_program_is_kept() -> None:
    newer = Operation("w", 1, 1, "ana", "sha", 1, "teleport", "{}", 0)
    history = History([newer])
    assert (history.operations, history.annotation_set) == ([newer], EMPTY)


@pytest.mark.parametrize("before", [True, False])
def test_one_id_with_two_bodies_is_an_error_and_nothing_of_it_is_taken(before: bool) -> None:
    first, second = log(ops.Add(0, 5, "q"), ops.SetFlag())
    forged = replace(first, body='{"start":1,"end":5,"label":"q"}')
    history = History([first] if before else [])
    known = history.operations, history.annotation_set
    with pytest.raises(IntegrityError) as caught:
        history.receive([second, forged] if before else [second, first, forged])
    assert str(caught.value) == "two operations with one id, w:1"
    assert (history.operations, history.annotation_set) == known


@given(st.lists(st.tuples(st.sampled_from([ops.Undo, ops.Redo]), st.integers(1, 8)), max_size=6))
def test_an_undo_goes_back_as_far_as_it_takes(
    marks: list[tuple[type[ops.Undo] | type[ops.Redo], int]],
) -> None:
    history = History()
    adds = [ops.Add(n, n + 1, "q") for n in range(8)]
    for made in log(*adds, *(kind(f"w:{n}") for kind, n in marks)):
        history.receive([made])
        assert history.annotation_set == fold(history.operations)


@runs
@given(logs.logs, st.randoms(use_true_random=False))
def test_any_order_any_batches_any_repetition_come_to_the_same(
    operations: list[Operation], chance: random.Random
) -> None:
    history = History()
    for batch in batches(operations, chance) if operations else []:
        history.receive(batch)
        assert history.annotation_set == fold(history.operations)
    assert history.annotation_set == fold(operations)
    assert sorted(o.id for o in history.operations) == sorted(o.id for o in operations)


@runs
@given(logs.logs, st.randoms(use_true_random=False))
def test_receiving_is_commutative_and_associative(
    operations: list[Operation], chance: random.Random
) -> None:
    a, b, c = (chance.sample(operations, chance.randint(0, len(operations))) for _ in range(3))
    left, right, turned = History(a), History(b), History(c)
    left.receive(b)
    left.receive(c)
    right.receive(c)
    right.receive(a)
    turned.receive([*b, *a])
    assert left.annotation_set == right.annotation_set == turned.annotation_set


class Replicas(RuleBasedStateMachine):
    """Three writers who see each other's operations at their own time, and undo at will."""

    def __init__(self) -> None:
        super().__init__()
        self.histories = [History() for _ in WRITERS]
        self.written: list[list[Operation]] = [[] for _ in WRITERS]
        self.seen = [[0] * len(WRITERS) for _ in WRITERS]

    writers = st.integers(0, len(WRITERS) - 1)

    @rule(writer=writers, entry=logs.entries)
    def write(self, writer: int, entry: logs.Entry) -> None:
        _, _, new, kind, body = entry
        mine, known = self.written[writer], self.histories[writer].operations
        n, lamport = len(mine) + 1, max((o.lamport for o in known), default=0) + 1
        gesture = n if new or not mine else mine[-1].gesture
        made = Operation(WRITERS[writer], n, lamport, "ana", "sha", gesture, kind, body, 0)
        mine.append(made)
        self.histories[writer].receive([made])

    @rule(reader=writers, writer=writers, most=st.integers(1, 5), again=st.booleans())
    def read(self, reader: int, writer: int, most: int, again: bool) -> None:
        """A replica holds a prefix of each log; what it has it may be sent again."""
        before = self.seen[reader][writer]
        self.seen[reader][writer] = before + most
        first = 0 if again else before
        self.histories[reader].receive(self.written[writer][first : before + most])

    @rule()
    @precondition(lambda self: any(self.written))
    def exchange_all(self) -> None:
        for history in self.histories:
            for operations in self.written:
                history.receive(operations)
        assert len({history.annotation_set.digest() for history in self.histories}) == 1

    @invariant()
    def each_says_what_its_operations_add_up_to(self) -> None:
        for history in self.histories:
            assert history.annotation_set == fold(history.operations)


TestReplicas = Replicas.TestCase
TestReplicas.settings = settings(max_examples=campaign(20, 500), stateful_step_count=40)
