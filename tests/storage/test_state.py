"""The state tables equal the fold, whatever gestures, imports and restarts there were."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet
from annotate.core.fold import fold
from annotate.core.operations import Body
from annotate.storage import annotations, documents, gestures, log
from annotate.storage.annotations import Annotations
from annotate.storage.bulk import BulkImport
from annotate.storage.check import check, rebuild
from annotate.storage.log import Writer
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.core import logs
from tests.storage.making import STATE, dump, layer, numbered

LAYERS = ("ana", "gold/ben")
places = st.tuples(st.integers(0, 1), st.sampled_from(LAYERS))
writers = st.integers(0, len(logs.WRITERS) - 1)


class Project(RuleBasedStateMachine):
    """Two programs that have one file open, three writers, two documents, two layers."""

    @initialize()
    def make(self) -> None:
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / FILE_NAME
        self.stores = [Store.open(self.path), Store.open(self.path)]
        self.keys = numbered(self.stores[0], 2)
        self.writers = [Writer("someone") for _ in logs.WRITERS]
        for writer, name in zip(self.writers, logs.WRITERS, strict=True):
            writer.name = name  # so that what is drawn can name their spans and gestures
        self.open_all()

    def open_all(self) -> None:
        self.opened = [
            {
                (n, name): layer(store, key, name)
                for n, key in enumerate(self.keys)
                for name in LAYERS
            }
            for store in self.stores
        ]

    def at(self, number: int, place: tuple[int, str]) -> Annotations:
        """A layer, as the program that has this writer has it open."""
        return self.opened[number % 2][place]

    @rule(number=writers, place=places, bodies=st.lists(logs.bodies, min_size=1, max_size=4))
    def gesture(self, number: int, place: tuple[int, str], bodies: list[Body]) -> None:
        self.at(number, place).commit(self.writers[number], bodies)

    @rule(number=writers, place=places, body=logs.marks | logs.imports)
    def mark_or_import(self, number: int, place: tuple[int, str], body: Body) -> None:
        self.at(number, place).commit(self.writers[number], [body])

    @rule(number=writers, name=st.sampled_from(LAYERS), redo=st.booleans())
    def undo_or_redo(self, number: int, name: str, redo: bool) -> None:
        latest = gestures.latest_undone if redo else gestures.latest_live
        if taken := latest(self.stores[0], name):
            body = ops.Redo(taken.gesture) if redo else ops.Undo(taken.gesture)
            place = self.keys.index(taken.document), name
            self.at(number, place).commit(self.writers[number], [body])

    @rule(place=places, content=logs.contents, replace=st.booleans())
    def bulk(self, place: tuple[int, str], content: AnnotationSet, replace: bool) -> None:
        with BulkImport(self.stores[0], "admin") as run:
            run.annotations(self.keys[place[0]], place[1], content, replace=replace)

    @rule(number=writers, place=places, kind=logs.garbage)
    def later_program(self, number: int, place: tuple[int, str], kind: tuple[str, str]) -> None:
        """What a later program, or a hostile one, appends to the log of this file."""
        opened, writer = self.at(number, place), self.writers[number]
        store = opened.store
        with store.transaction() as connection:
            row, n, lamport = writer.start(store)
            sha256 = opened.document.sha256
            operation = ops.Operation(
                writer.name, n + 1, lamport + 1, place[1], sha256, n + 1, *kind, 0
            )
            values = log.row(operation, row, store.layer(place[1]), opened.key)
            connection.execute(log.INSERT, values)
            sql = "UPDATE writers SET n = ?, lamport = ? WHERE key = ?"
            connection.execute(sql, (n + 1, lamport + 1, row))
        rebuild(store)

    @rule(number=st.integers(0, 1))
    def remove_or_restore(self, number: int) -> None:
        key = self.keys[number]
        if documents.find_id(self.stores[0], f"a/{number}"):
            documents.remove(self.stores[0], key)
        else:
            documents.restore(self.stores[1], key)

    @rule()
    def restart(self) -> None:
        for store in self.stores:
            store.close()
        self.stores = [Store.open(self.path), Store.open(self.path)]
        self.open_all()

    @invariant()
    def state_is_the_fold(self) -> None:
        store = self.stores[1]
        for place, mine in self.opened[1].items():
            mine.refresh()
            operations = [o for _, o in log.of(store, mine.key, mine.layer)]
            found = annotations.read(store, mine.key, mine.layer)
            assert found == fold(operations) == mine.content, place

    def teardown(self) -> None:
        if not hasattr(self, "stores"):
            return
        try:
            self.prove()
        finally:
            for store in self.stores:
                store.close()
            self.folder.cleanup()

    def prove(self) -> None:
        assert list(check(self.stores[0])) == []
        before = dump(self.path, *STATE)
        rebuild(self.stores[0])
        assert dump(self.path, *STATE) == before


TestProject = Project.TestCase
TestProject.settings = settings(
    max_examples=campaign(15, 500), stateful_step_count=campaign(20, 40)
)
