"""Peers that lie: what no program could have made is refused in one line, and nothing is lost."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotate.core.exchange import Greeting, Mark, Stretch, marks_digest, tip_of
from annotate.core.operations import Operation
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.stored import Stored
from annotate.storage.check import check
from annotate.storage.log import each
from tests.services.syncing.replicas import PROJECT, TAKE_ONLY, folds, label, replica

TEXT = "one “No,” said X."
LARGEST = 2**63 - 1


class Liar(Stored):
    """A replica that says of one operation what it likes; all others are as they are."""

    def __init__(self, stored: Stored, **lies: object) -> None:
        super().__init__(stored.store)
        self.lies = lies

    def operations(self, stretches: Sequence[Stretch]) -> list[Operation]:
        found = super().operations(stretches)
        return [replace(o, **self.lies) if o.writer.startswith("eve@") else o for o in found]


LIES: list[dict[str, object]] = [
    {"lamport": LARGEST},
    {"lamport": 2**53 - 1},
    {"lamport": 2**41},
    {"lamport": 0},
    {"lamport": -1},
    {"lamport": 2**70},
    {"at": 2**64},
    {"at": -(2**80)},
    {"gesture": 0},
    {"gesture": 2**40},
    {"kind": "k" * 1000},
    {"kind": ""},
    {"body": ""},
    {"body": "{"},
    {"body": "[" * 100_000},
    {"body": "\udc80"},
    {"layer": "l" * 10_000},
    {"layer": "a\x1b[2J"},
    {"layer": ""},
    {"document": "0" * 64},
    {"document": "../../etc/passwd"},
    {"n": 7, "lamport": 7},
    {"n": 0},
    {"n": -5},
    {"n": LARGEST},
]


@pytest.mark.parametrize("lies", LIES, ids=lambda lies: repr(lies)[:40])
def test_a_lie_is_one_line_and_keeps_back_no_other_log(
    lies: dict[str, object], tmp_path: Path
) -> None:
    with replica(tmp_path / "here", TEXT) as here, replica(tmp_path / "there", TEXT) as there:
        mine = label(here, "one", by="ana")
        label(there, "one", by="eve")
        theirs = label(there, "one", 4, by="ben")
        done = exchange(here, Liar(there, **lies), TAKE_ONLY)
        assert done.operations == 1
        assert done.problems
        for line in done.problems:
            assert line.isprintable()
            assert len(line) < 300
        assert {o.id for o, _ in each(here.store)} == {mine, theirs}
        assert not list(check(here.store))
        label(here, "one", 8)
        assert exchange(here, there, TAKE_ONLY).operations == 1  # the truth still comes
        assert len(folds(here)) == 3


@pytest.mark.parametrize("name", ["eve@" + "x" * 1000, "eve", "@x", "eve@\x1b]0;x\x07", ""])
def test_a_name_that_no_writer_has_is_refused(name: str, tmp_path: Path) -> None:
    with replica(tmp_path / "here", TEXT) as here, replica(tmp_path / "there", TEXT) as there:
        label(there, "one", by="ben")
        ((operation, _),) = each(there.store)
        false = replace(operation, writer=name)

        class Renamed(Stored):
            def marks(self) -> dict[str, Mark]:
                return super().marks() | {name: Mark(1, tip_of(false.hash()))}

            def greet(self) -> Greeting:
                return replace(super().greet(), project=PROJECT, marks=marks_digest(self.marks()))

            def operations(self, stretches: Sequence[Stretch]) -> list[Operation]:
                found = super().operations([s for s in stretches if s.writer != name])
                return found + [false for s in stretches if s.writer == name]

        done = exchange(here, Renamed(there.store), TAKE_ONLY)
        assert done.operations == 1
        assert done.problems
        assert all(len(line) < 300 and line.isprintable() for line in done.problems)
        assert [o.writer for o, _ in each(here.store)] == [operation.writer]
        assert not list(check(here.store))


def test_a_log_with_a_gap_is_told_and_what_came_before_it_stays(tmp_path: Path) -> None:
    with replica(tmp_path / "here", TEXT) as here, replica(tmp_path / "there", TEXT) as there:
        label(there, "one", by="ben")

        class Holed(Stored):
            def marks(self) -> dict[str, Mark]:
                return {w: Mark(5, "") for w in super().marks()}

        done = exchange(here, Holed(there.store), TAKE_ONLY)
        assert done.operations == 1
        assert [line.partition(",")[0] for line in done.problems] == ["a log stops short"]
        assert ":2," in done.problems[0]
