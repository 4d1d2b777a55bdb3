"""What is kept of counting equals counting anew, whatever has happened in the file meanwhile."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.errors import InputError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.storage import check, documents, gestures
from annotate.storage.finished import Choice
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.services.measuring.counting import SCHEMES, same, small_blocks
from tests.storage.making import commit, numbered, put

LAYERS = ("ana", "ben", "cho", "gold/eva")
NAMES = ("quote", "attribution", "speech")
CHOICES = (
    Choice(),
    Choice(layers=("ana", "cho")),
    Choice(layers=("ben", "gold/eva")),
    Choice(documents=("a/1",)),
    Choice(since="2026-01-01"),
)
DOCUMENTS = 5
numbers, layers = st.integers(0, DOCUMENTS - 1), st.sampled_from(LAYERS)
spans = st.builds(
    lambda start, length, label: Span(start, start + length, label, ""),
    st.integers(0, 20),
    st.integers(0, 12),
    st.sampled_from(NAMES),
)


@st.composite
def contents(draw: st.DrawFn) -> AnnotationSet:
    """What a layer says of a document of four paragraphs, finished more often than not."""
    marked = tuple(draw(st.lists(spans, max_size=4)))
    ends = st.integers(0, len(marked) - 1).map("#{}".format)
    linked = st.builds(Relation, st.sampled_from(("attributes", "continues")), ends, ends)
    links = tuple(draw(st.lists(linked, max_size=2))) if marked else ()
    return AnnotationSet(marked, links, draw(st.sampled_from(("dddd", "dddd", "dds"))))


class Kept(RuleBasedStateMachine):
    """Two programs that have one file open: both annotate in it, and both measure."""

    @initialize()
    def make(self) -> None:
        self.folder, self.blocks = TemporaryDirectory(), small_blocks()
        self.blocks.__enter__()
        path = Path(self.folder.name) / FILE_NAME
        self.stores = [Store.open(path), Store.open(path)]
        self.keys = numbered(self.stores[0], DOCUMENTS)
        self.scheme, self.turn = DEFAULT_SCHEME, 0

    @property
    def store(self) -> Store:
        """Each in turn."""
        self.turn += 1
        return self.stores[self.turn % 2]

    def there(self, number: int) -> bool:
        return documents.find_id(self.stores[0], f"a/{number}") is not None

    @rule(number=numbers, layer=layers, content=contents())
    def says(self, number: int, layer: str, content: AnnotationSet) -> None:
        if self.there(number):
            put(self.store, self.keys[number], content, layer, replace=True)

    @rule(number=numbers, layer=layers, span=spans)
    def labels(self, number: int, layer: str, span: Span) -> None:
        if self.there(number):
            body = ops.Add(span.start, span.end, span.label)
            commit(self.store, self.keys[number], body, name=layer)

    @rule(number=numbers, layer=layers, status=st.sampled_from(("done", "unseen")))
    def goes_over(self, number: int, layer: str, status: Any) -> None:
        if self.there(number):
            body = ops.Status((0, 1, 2, 3), status)
            commit(self.store, self.keys[number], body, name=layer)

    @rule(layer=layers, redo=st.booleans())
    def undoes_or_redoes(self, layer: str, redo: bool) -> None:
        latest = gestures.latest_undone if redo else gestures.latest_live
        taken = latest(self.stores[0], layer)
        if taken and self.there(self.keys.index(taken.document)):
            body = ops.Redo(taken.gesture) if redo else ops.Undo(taken.gesture)
            commit(self.store, taken.document, body, name=layer)

    @rule(number=numbers)
    def removes_or_restores(self, number: int) -> None:
        act = documents.remove if self.there(number) else documents.restore
        act(self.store, self.keys[number])

    @rule(number=numbers)
    def purges_and_imports_again(self, number: int) -> None:
        documents.purge(self.store, self.keys[number])
        same(self.store, self.scheme, Choice())
        assert numbered(self.store, DOCUMENTS)[number] == self.keys[number]

    @rule(number=st.integers(0, len(SCHEMES) - 1))
    def changes_the_scheme(self, number: int) -> None:
        self.scheme = SCHEMES[number]

    @rule()
    def rebuilds(self) -> None:
        check.rebuild(self.store)

    @rule(number=st.integers(0, len(CHOICES) - 1))
    def measures(self, number: int) -> None:
        with suppress(InputError):  # what is chosen is not there
            same(self.store, self.scheme, CHOICES[number])

    @invariant()
    def what_is_kept_is_what_is_counted(self) -> None:
        same(self.store, self.scheme, Choice())

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            for store in self.stores:
                store.close()
            self.folder.cleanup()
            self.blocks.__exit__(None, None, None)


TestKept = Kept.TestCase
TestKept.settings = settings(
    max_examples=campaign(15, 300), stateful_step_count=campaign(15, 40), deadline=None
)
