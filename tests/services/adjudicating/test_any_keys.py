"""Whatever versions say and whatever is pressed: all can be settled, and all of it undone."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.errors import GestureError
from annotate.services.adjudicating import finishing, taking
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.origins import is_of_versions
from annotate.services.adjudicating.reviewing import Reviewing
from annotate.services.adjudicating.versions import whence
from annotate.services.annotating import adjusting, labelling, linking
from annotate.storage import check
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.services.adjudicating.making import TEXT, case, reviewing
from tests.storage.making import add, put

runs = settings(max_examples=campaign(15, 400))
labels = st.sampled_from(["quote", "attribution", "body"])
places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40), labels)


@st.composite
def contents(draw: st.DrawFn) -> AnnotationSet:
    """A finished version of a few spans and links."""
    said = draw(st.lists(places, max_size=5, unique=True))
    spans = [Span(s, min(len(TEXT), s + n), k, f"s{i}") for i, (s, n, k) in enumerate(said)]
    heads = [s.id for s in spans if s.label == "attribution"]
    children = [s.id for s in spans if s.label != "attribution"]
    pairs = st.lists(
        st.tuples(st.sampled_from(heads or [""]), st.sampled_from(children or [""])), max_size=3
    )
    links = (Relation("attributes", h, c) for h, c in draw(pairs) if h and c)
    return AnnotationSet(tuple(spans), tuple(links), "ddd")


def _take(number: int, case: Adjudication) -> str:
    return taking.take(case, number)


Key = Callable[[Adjudication], object]
KEYS: dict[str, Key] = {
    "space": taking.take_agreed,
    "enter": finishing.onward,
    "tab": lambda c: c.step_conflict(1),
    "shift+tab": lambda c: c.step_conflict(-1),
    "down": lambda c: c.cursor.step(1),
    **{str(n): partial(_take, n) for n in range(4)},
    "q": lambda c: labelling.label(c, 0),
    "b": lambda c: labelling.label(c, 4),
    "x": labelling.remove,
    "r": linking.link,
    ".": lambda c: adjusting.move_edge(c, "end", "right"),
    "e": adjusting.grow,
    "!": lambda c: finishing.unclear(c, "Why?"),
}
keys = st.lists(st.sampled_from([*KEYS, "u"]), max_size=15)


def press(session: Reviewing, here: Adjudication, key: str) -> None:
    with suppress(GestureError):
        session.undo() if key == "u" else KEYS[key](here)


def rests_on_versions(here: Adjudication) -> bool:
    """Whether what gold says to be of versions is so, as it says."""
    content, moved = here.content, here.said.moved
    return all(
        (s.origin, s.score) == whence((s.start, s.end, s.label), here.versions)
        for s in content.spans
        if is_of_versions(s) and s.id not in moved
    )


def settle(here: Adjudication) -> None:
    """Take the first answer wherever something is open, until all is settled."""
    for _ in range(100):
        if here.is_settled:
            return
        if here.at_hand in here.standing.open:
            taking.take(here, 1)
        finishing.onward(here)
    raise AssertionError(here.standing.open)


@runs
@given(versions=st.lists(contents(), min_size=2, max_size=3), pressed=keys, later=contents())
def test_it_can_be_settled_and_undone_and_no_version_is_touched(
    versions: list[AnnotationSet], pressed: list[str], later: AnnotationSet
) -> None:
    with (
        pytest.MonkeyPatch.context() as patch,
        TemporaryDirectory() as folder,
        Store.open(Path(folder, FILE_NAME)) as store,
    ):
        # who is A is drawn by lot, but the same in each run
        patch.setattr("annotate.services.adjudicating.versions.project_id", lambda _: "1")
        worked_through(store, versions, pressed, later)


def worked_through(
    store: Store, versions: list[AnnotationSet], pressed: list[str], later: AnnotationSet
) -> None:
    """Press keys, settle what is left, again once somebody has another version, and undo it."""
    [key] = add(store, TEXT)
    for number, content in enumerate(versions):
        put(store, key, content, f"v{number}")
    session = reviewing(store)
    here = case(session, key)
    theirs = [version.content for version in here.versions]
    for name in pressed:
        press(session, here, name)
    settle(here)
    assert here.standing.open == ()
    assert session.is_settled(key)
    assert rests_on_versions(here)
    put(store, key, later, "v0", replace=True)
    here.refresh()
    theirs = [version.content for version in here.versions]
    taking.take_agreed(here)
    assert rests_on_versions(here) or not here.is_settled
    settle(here)
    assert rests_on_versions(case(reviewing(store), key))
    here.refresh()
    assert [version.content for version in here.versions] == theirs
    with suppress(GestureError):
        while True:
            session.undo()
    assert here.content == AnnotationSet()
    assert list(check.check(store)) == []
