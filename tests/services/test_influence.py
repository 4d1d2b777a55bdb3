"""What suggestions do to the work: counted by hand in a project of articles in both ways."""

from itertools import count

import pytest
from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.document import Document
from annotate.core.operations import Add, Body, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.scheme_file import SuggestionSettings
from annotate.services.influence import Influence, Measured, influence
from annotate.services.suggesting import Suggesting
from annotate.storage import documents
from annotate.storage.store import Store
from tests.storage.making import commit, numbered, put

HALF = SuggestionSettings(without=0.5)
HOUR = 60 * 60 * 1000
NOTHING = Measured(0, None, None, None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the log takes for now, in ms since 1970; it stands still."""
    now = [HOUR]
    monkeypatch.setattr("annotate.storage.log.now", lambda: now[0])
    return now


def is_without(store: Store, key: int, settings: SuggestionSettings = HALF) -> bool:
    about: Document = documents.get(store, key)
    return Suggesting(store, DEFAULT_SCHEME, settings, "ana").withholds(about)


def label(
    store: Store, clock: list[int], key: int, seconds: int, spans: int, *, origin: str | None = None
) -> None:
    """Label an article, and finish it so many seconds after the first label."""
    clock[0] += HOUR
    bodies: list[Body] = [Add(n, n + 1, "quote", origin) for n in range(spans)]
    commit(store, key, *bodies)
    clock[0] += 1000 * seconds
    paragraphs = range(len(documents.get(store, key).paragraphs))
    commit(store, key, Status(tuple(paragraphs), "done"))


def found(store: Store, settings: SuggestionSettings = HALF) -> Influence:
    return influence(store, DEFAULT_SCHEME, settings)


def test_time_and_labels_are_those_of_either_way(store: Store, clock: list[int]) -> None:
    keys = numbered(store, 40)
    ways = {way: [k for k in keys if is_without(store, k) == way] for way in (False, True)}
    for way, seconds, spans in ((False, (8, 16), (2, 4)), (True, (24, 32), (1, 3))):
        for key, n in zip(ways[way], count()):
            label(store, clock, key, seconds[n % 2], spans[n % 2])
    told = found(store)
    each = len(documents.get(store, keys[0]).paragraphs)
    for group, way, time, most in (
        (told.with_suggestions, False, 12 / each, 3),
        (told.without, True, 28 / each, 2),
    ):
        assert group.readings == len(ways[way]) > 10
        assert group.paragraphs == each * len(ways[way])
        for figure, middle, step in (
            (group.seconds_per_paragraph, time, 4 / each),
            (group.labels_per_article, most, 1),
        ):
            assert figure.articles == group.readings
            assert figure.value is not None
            assert abs(figure.value - middle) <= 1.001 * step / group.readings
            assert figure.low is not None
            assert figure.high is not None
            # the standard deviation is one step, Student's t a little over 2
            assert 3.9 < (figure.high - figure.low) / step * group.readings**0.5 < 4.6
        assert group.f1_with_gold == NOTHING
    slower = told.difference["seconds_per_paragraph"]
    assert slower.value is not None
    assert slower.low is not None
    assert 0 < slower.low < slower.value < (slower.high or 0)


def test_agreement_with_gold_is_of_what_is_adjudicated(store: Store, clock: list[int]) -> None:
    keys = numbered(store, 30)
    for key in keys:
        label(store, clock, key, 5, 2)
        right = 1 if is_without(store, key) else 2
        gold = AnnotationSet(
            tuple(Span(n, n + 1, "quote", f"g{n}") for n in range(right)), status="d" * 9
        )
        put(store, key, gold, "gold/eva")
    told = found(store)
    assert told.with_suggestions.f1_with_gold.value == 1
    assert told.without.f1_with_gold.value == pytest.approx(2 * 1 / (2 + 1))
    assert told.without.f1_with_gold.articles == told.without.readings
    assert told.difference["f1_with_gold"].value == pytest.approx(-1 / 3)


def test_of_few_articles_there_is_no_interval(store: Store, clock: list[int]) -> None:
    keys = [key for key in numbered(store, 20) if is_without(store, key)][:4]
    for key in keys:
        label(store, clock, key, 5, 1)
    told = found(store)
    assert told.without.labels_per_article == Measured(4, 1.0, None, None)
    assert told.with_suggestions.labels_per_article == NOTHING
    assert told.difference["labels_per_article"] == NOTHING


def test_what_was_imported_unfinished_or_begun_as_a_suggestion_is_not_counted(
    store: Store, clock: list[int]
) -> None:
    keys = [key for key in numbered(store, 30) if is_without(store, key)]
    imported, unfinished, accepted, *_ = keys
    put(store, imported, AnnotationSet((Span(0, 1, "quote", "x"),), status="d" * 9))
    label(store, clock, imported, 5, 1)
    commit(store, unfinished, Add(0, 1, "quote"))
    label(store, clock, accepted, 5, 1, origin="quotations: x")
    told = found(store)
    assert (told.without.readings, told.with_suggestions.readings, told.left_out) == (0, 0, 1)
    always = found(store, replace(HALF, without=0.0))
    assert (always.with_suggestions.readings, always.left_out) == (1, 0)
