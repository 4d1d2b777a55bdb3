"""Today's count: of gestures that stand, by hand, of oneself."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest

from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.errors import GestureError
from annotate.core.operations import Import
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.annotating import labelling, marking
from annotate.services.annotating.session import Session
from annotate.storage import log
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, tag
from tests.services.annotating.session.sitting import sit_down
from tests.storage.making import commit

DAY = 24 * 60 * 60 * 1000


def test_todays_count_is_of_gestures_that_stand(session: Session) -> None:
    article = session.article
    assert article
    assert session.today.number == 0
    tag(article, "“One,”", QUOTE)
    tag(article, "said Ann", ATTRIBUTION)
    marking.done(article)
    assert session.today.number == 3
    session.undo()
    assert session.today.number == 2
    session.redo()
    assert session.today.number == 3


def test_yesterdays_and_other_peoples_gestures_do_not_count(
    session: Session, store: Store, keys: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    article, now = session.article, log.now
    assert article
    monkeypatch.setattr(log, "now", lambda: now() - DAY)
    tag(article, "One", QUOTE)
    monkeypatch.setattr(log, "now", now)
    tag(article, "Ann", QUOTE)
    tag(sit_down(store, "ben").open(keys[0]), "More", QUOTE)
    assert session.today.number == 1


def test_it_is_counted_as_keys_are_pressed_and_equals_what_the_file_holds(
    session: Session, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, chance = log.now, random.Random(1)
    assert session.article
    monkeypatch.setattr(log, "now", lambda: now() - DAY)
    tag(session.article, "One", QUOTE)
    tag(session.article, "Ann", QUOTE)
    monkeypatch.setattr(log, "now", now)
    for _ in range(200):
        article = session.article
        ways: list[Callable[[], object]] = [
            session.undo,
            session.undo,
            session.redo,
            partial(marking.done, article),
            partial(marking.flag, article),
            partial(labelling.label, article, BODY),
            partial(session.step, chance.choice((-1, 1))),
        ]
        with suppress(GestureError):
            chance.choice(ways)()
        assert session.today.number == Session(store, DEFAULT_SCHEME, "ana").today.number


def test_what_was_imported_was_not_made_by_hand(
    session: Session, store: Store, keys: list[int]
) -> None:
    assert session.article
    commit(store, keys[1], Import(AnnotationSet(spans=(Span(0, 3, "quote", "a"),))))
    session.today.recount()
    assert session.today.number == 0
    session.undo()
    assert session.today.number == 0
    session.redo()
    assert session.today.number == 0


def test_a_new_day_begins_with_none(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert session.article
    tag(session.article, "One", QUOTE)
    assert session.today.number == 1
    tomorrow = time.localtime(time.time() + 26 * 60 * 60)
    monkeypatch.setattr(time, "localtime", lambda *_: tomorrow)
    assert session.today.number == 0
