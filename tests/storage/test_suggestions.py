"""Suggestions made elsewhere: whole, by document and suggester."""

import pytest

from annotate.core.errors import IntegrityError
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.storage import suggestions
from annotate.storage.store import Store
from tests.storage.making import add, document

FIRST = Suggestions((Suggestion(0, 3, "quote", "marks", 0.5, "rules"),))
SECOND = Suggestions((Suggestion(0, 4, "body", "“why” é", 1.0, "model"),))


def put(store: Store, key: int, name: str, found: Suggestions) -> None:
    with store.transaction():
        suggestions.put(store, key, name, found)


def test_what_was_put_last_is_what_a_suggester_proposes(store: Store) -> None:
    one, two = add(store, "One.", "Two.")
    put(store, one, "rules", FIRST)
    put(store, one, "model", FIRST)
    put(store, one, "model", SECOND)
    put(store, two, "rules", SECOND)
    assert suggestions.of(store, document("One.").sha256) == {"model": SECOND, "rules": FIRST}
    assert suggestions.of(store, document("Two.").sha256) == {"rules": SECOND}
    assert suggestions.of(store, document("Three.").sha256) == {}
    assert suggestions.suggesters(store) == ["model", "rules"]


@pytest.mark.parametrize("found", ["{", "3", '{"spans": [3]}'])
def test_damage_is_said_in_one_line(store: Store, found: str) -> None:
    (key,) = add(store, "One.")
    put(store, key, "model", FIRST)
    store.connection.execute("UPDATE suggestions SET found = ?", (found,))
    with pytest.raises(IntegrityError, match=r"the suggestions of model are damaged .*restore"):
        suggestions.of(store, document("One.").sha256)
