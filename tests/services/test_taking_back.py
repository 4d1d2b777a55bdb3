"""Imports taken back: by id, or all of a log; what people labelled themselves is no import."""

from pathlib import Path

import pytest

from annotate.core.errors import InputError
from annotate.core.operations import Add, Change, Remove, SetNote, Status
from annotate.services.taking_back import Left, TakenBack, take_back
from annotate.storage import annotations, gestures, log
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.services.files import LABELLED, jsonl, took
from tests.storage.making import commit


def labels(store: Store, key: int, layer: str = "ana") -> list[str]:
    return [span.label for span in annotations.read(store, key, layer).spans]


@pytest.fixture
def imports(store: Store, tmp_path: Path) -> list[str]:
    """The ids of imports of two articles for Ana, of which the second is for Ben, too."""
    other = LABELLED | {"id": "a/2", "text": f"{LABELLED['text']} Two."}
    took(store, jsonl(tmp_path / "l.jsonl", LABELLED, other, other | {"annotator": "ben"}))
    return sorted(o.id for o in log.tail(store))


def test_an_import_goes_by_its_id_and_the_others_stay(store: Store, imports: list[str]) -> None:
    (one,) = [o.id for o in log.tail(store, document=1)]
    assert take_back(store, "me", [one]).imports == 1
    assert labels(store, 1) == []
    assert labels(store, 2) == labels(store, 2, "ben") == ["quote", "attribution"]
    assert take_back(store, "me", [one]).imports == 0  # it is gone already
    assert not list(check(store))


def test_all_of_a_log_goes_by_its_name(store: Store, imports: list[str]) -> None:
    (writer,) = {o.writer for o in log.tail(store, layer="ana")}
    assert take_back(store, "me", [writer]).imports == 2
    assert labels(store, 1) == labels(store, 2) == []
    assert labels(store, 2, "ben") == ["quote", "attribution"]


def test_what_takes_back_speaks_of_one_layer_only(store: Store, imports: list[str]) -> None:
    assert take_back(store, "me", imports).imports == 3
    told = [o for o in log.tail(store) if o.kind == "undo"]
    assert len({o.writer for o in told}) == len({o.layer for o in told}) == 2
    assert {o.writer.partition("@")[0] for o in told} == {"me"}


def test_what_was_labelled_by_hand_stays_and_is_no_import(store: Store, imports: list[str]) -> None:
    (own,) = [o.id for o in commit(store, 1, Add(0, 2, "ad"), name="ana")]
    with pytest.raises(InputError, match="no import with the id"):
        take_back(store, "me", [*imports, own])
    assert labels(store, 2) == ["quote", "attribution"]
    take_back(store, "me", imports)
    assert labels(store, 1) == ["ad"]


def test_it_is_told_what_is_left_and_what_went_with_it(store: Store, imports: list[str]) -> None:
    quote, attribution = annotations.read(store, 1, "ana").spans
    commit(store, 1, Change(quote.id, 0, 3, "ad"), SetNote("whose?", span=quote.id), name="ana")
    commit(store, 1, Remove(attribution.id), Add(2, 4, "body"), Status((0, 1), "done"), name="ana")
    assert take_back(store, "me", imports) == TakenBack(3, (Left("a/1", "ana", 1, 2, done=True),))
    assert labels(store, 1) == ["body"]
    assert take_back(store, "me", imports) == TakenBack(0)


def test_what_an_import_had_replaced_comes_back_and_is_told(
    store: Store, imports: list[str], tmp_path: Path
) -> None:
    before = annotations.read(store, 1, "ana")
    other = LABELLED | {"spans": [{"start": 0, "end": 2, "label": "ad"}], "relations": []}
    took(store, jsonl(tmp_path / "other.jsonl", other), replace=True)
    (last,) = [o.id for o in log.tail(store, document=1, most=1)]
    assert labels(store, 1) == ["ad"]
    (left,) = take_back(store, "me", [last]).left
    assert (left.stay, left.went) == (2, 0)
    assert annotations.read(store, 1, "ana") == before


def test_it_is_an_undo_like_any_other(store: Store, imports: list[str]) -> None:
    take_back(store, "me", imports)
    found = gestures.latest_undone(store, "ben")
    assert found
    assert found.gesture in imports
