"""Two files of a project: what each has the other gets, in any order and any number of times."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from annotate.core.errors import SyncError
from annotate.core.exchange import VERSION, Greeting
from annotate.core.operations import Add, Operation, Remove, Undo
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage import documents, log
from annotate.storage import project as projects
from tests.services.syncing.replicas import act, folds, is_sound, label, merge, replica
from tests.storage.making import add, damage, document, layer


def test_what_was_labelled_there_is_here(here: Stored, there: Stored) -> None:
    label(there, "one", 4, by="ben")
    done = merge(here, there)
    assert done == Exchanged(operations=1)
    assert folds(here) == folds(there)
    assert is_sound(here)


def test_a_second_time_nothing_is_new(here: Stored, there: Stored) -> None:
    label(there, "one")
    merge(here, there)
    assert merge(here, there).is_empty


def test_both_ways_both_have_all(here: Stored, there: Stored) -> None:
    label(here, "one", by="ana")
    label(there, "one", 4, by="ben")
    done = exchange(here, there)
    assert (done.operations, done.operations_sent) == (1, 1)
    assert folds(here) == folds(there)
    assert is_sound(here)
    assert is_sound(there)


def test_two_devices_of_one_person_become_one_layer(here: Stored, there: Stored) -> None:
    label(here, "one", 4)
    label(there, "one", 6)
    exchange(here, there)
    assert folds(here) == folds(there)
    (content,) = folds(here).values()
    assert [span.start for span in content.spans] == [4, 6]


def test_an_undo_that_comes_late_is_folded_anew(here: Stored, there: Stored) -> None:
    gesture = label(here, "one", 4)
    exchange(here, there)
    act(there, "one", Undo(gesture))
    act(here, "one", Remove(gesture))
    exchange(here, there)
    assert folds(here) == folds(there)
    assert is_sound(here)
    assert is_sound(there)


def test_documents_come_with_all_they_have(here: Stored, there: Stored) -> None:
    add(there.store, document("two texts", "b", url="https://x.example/", meta={"desk": "news"}))
    add(there.store, document("two texts", "b2", title="Again"))
    assert merge(here, there).documents == 1
    key = documents.find_id(here.store, "b")
    assert key
    assert documents.get(here.store, key).meta == {"desk": "news"}
    assert [a.id for a in documents.appearances(here.store, key)] == ["b2"]


def test_another_text_under_a_known_id_gets_an_id_of_its_own(tmp_path: Path) -> None:
    with replica(tmp_path / "a", "x here") as a, replica(tmp_path / "b", "x there") as b:
        label(b, "x")
        merge(a, b)
        assert documents.count(a.store) == 2
        assert merge(a, b).is_empty
        assert is_sound(a)


def test_what_was_removed_there_is_removed_here(here: Stored, there: Stored) -> None:
    key = documents.find_id(there.store, "one")
    assert key
    documents.remove(there.store, key)
    assert merge(here, there).changed == 1
    assert documents.count(here.store) == 0
    assert merge(here, there).is_empty


def test_whoever_decided_last_has_removed_it_or_not(here: Stored, there: Stored) -> None:
    for stored in (here, there):
        key = documents.find_id(stored.store, "one")
        assert key
        documents.remove(stored.store, key)
    assert key
    documents.restore(there.store, key)
    exchange(here, there)
    assert documents.count(here.store) == documents.count(there.store) == 1


def test_what_was_purged_there_is_nowhere_here(here: Stored, there: Stored) -> None:
    label(there, "one")
    key = documents.find_id(there.store, "one")
    assert key
    documents.purge(there.store, key)
    merge(here, there)
    assert not here.store.value("SELECT count(*) FROM texts")
    assert merge(here, there).is_empty
    assert is_sound(here)


def test_the_log_of_a_purged_document_comes_without_its_text(there: Stored, tmp_path: Path) -> None:
    label(there, "one")
    key = documents.find_id(there.store, "one")
    assert key
    documents.purge(there.store, key)
    with replica(tmp_path / "new") as new:
        assert merge(new, there) == Exchanged(documents=1, operations=1)
        assert merge(new, there).is_empty
        assert is_sound(new)


def test_a_purged_document_that_was_imported_again_comes_back(here: Stored, there: Stored) -> None:
    label(there, "one")
    key = documents.find_id(there.store, "one")
    assert key
    text = documents.get(there.store, key)
    documents.purge(there.store, key)
    merge(here, there)
    add(there.store, text)
    merge(here, there)
    assert folds(here) == folds(there)
    assert len(folds(here)) == 1
    assert is_sound(here)
    assert [s.order for s in here.standings(0)] == [s.order for s in there.standings(0)]


def test_another_project_is_refused_in_one_line(here: Stored, tmp_path: Path) -> None:
    with replica(tmp_path / "other", "a text", project="f" * 32) as other:
        label(other, "a")
        with pytest.raises(SyncError, match=r"another project \(ffffffff, not 00112233\)"):
            merge(here, other)
    assert not here.marks()


def test_a_project_that_holds_nothing_becomes_a_replica(there: Stored, tmp_path: Path) -> None:
    with replica(tmp_path / "new", project="f" * 32) as new:
        assert merge(new, there).joined
        assert projects.known_id(new.store) == projects.known_id(there.store)


def test_a_newer_program_on_the_other_side_is_refused(here: Stored, there: Stored) -> None:
    class Newer(Stored):
        def greet(self) -> Greeting:
            return replace(super().greet(), version=VERSION + 1)

    with pytest.raises(SyncError, match="newer version"):
        exchange(here, Newer(there.store))


# the same operation with another content


def forge(stored: Stored, operation: Operation) -> None:
    """Write another operation in the place of one, with a hash that is right."""
    other = replace(operation, body='{"start":1,"end":3,"label":"ad"}')
    sql = "UPDATE operations SET body = ?, hash = ? WHERE n = ?"
    damage(stored.store.path, sql, other.body, other.hash(), operation.n)


def test_the_same_operation_with_another_content_is_told_and_never_merged(
    here: Stored, there: Stored
) -> None:
    label(here, "one")
    exchange(here, there)
    (operation, _) = next(log.each(there.store))
    forge(there, operation)
    label(there, "one", 4, by="ben")
    before = folds(here)
    done = exchange(here, there)
    (problem,) = done.problems
    assert problem.startswith(f"an operation exists twice with two contents, {operation.id}")
    assert done.operations == 1
    assert before.items() <= folds(here).items()


def test_a_log_that_goes_on_from_another_content_stops(here: Stored, there: Stored) -> None:
    key = documents.find_id(here.store, "one")
    assert key
    article = documents.get(here.store, key)
    writer = log.Writer("ana")
    with here.store.transaction():
        writer.append(here.store, key, article.sha256, "ana", [Add(0, 2, "quote")])
    exchange(here, there)
    with there.store.transaction():
        writer.append(there.store, key, article.sha256, "ana", [Add(2, 4, "quote")])
    (operation, _) = next(log.each(there.store))
    forge(there, operation)
    label(there, "one", 6, by="ben")
    done = merge(here, there)
    assert done.operations == 1
    assert "two contents" in done.problems[0]


def test_a_damaged_operation_stops_its_log_and_no_other(here: Stored, there: Stored) -> None:
    label(there, "one", by="ana")
    label(there, "one", by="ben")
    damage(there.store.path, "UPDATE operations SET at = at + 1 WHERE key = 1")
    done = merge(here, there)
    assert done.operations == 1
    assert "not what its hash says" in done.problems[0]
    assert is_sound(here)


# what comes in an order, or at a time, that it should not have


def test_of_a_log_with_a_gap_only_what_is_before_it_is_taken(here: Stored, there: Stored) -> None:
    key = documents.find_id(there.store, "one")
    assert key
    writer = log.Writer("ana")
    for start in range(4):
        layer(there.store, key).commit(writer, [Add(start, start + 2, "quote")])
    operations = [operation for operation, _ in log.each(there.store)]
    assert here.append([operations[3], operations[0], operations[1]]) == 2
    assert here.marks()[writer.name].n == 2
    assert here.append(operations[2:] + operations) == 2
    assert folds(here) == folds(there)
    assert is_sound(here)


def test_of_two_decisions_at_one_moment_the_graver_holds(here: Stored) -> None:
    (standing,) = here.standings(0)
    removed, purged = (replace(standing, state=state, at=9) for state in ("removed", "purged"))
    here.take((), [purged])
    here.take((), [removed])
    assert here.standings(0)[0].state == "purged"


def test_a_clock_that_is_off_by_years_decides_nothing_for_good(here: Stored, there: Stored) -> None:
    (standing,) = here.standings(0)
    here.take((), [replace(standing, state="removed", at=9_999_999_999_999)])
    exchange(here, there)
    assert documents.count(there.store) == 0
    key = documents.find_id(there.store, "one", removed=True)
    assert key
    documents.restore(there.store, key)
    exchange(here, there)
    assert documents.count(here.store) == documents.count(there.store) == 1


def test_operations_of_a_clock_that_is_off_by_years_keep_their_place(
    here: Stored, there: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("annotate.storage.log.now", lambda: 9_999_999_999_999)
        gesture = label(there, "one", 4)
    exchange(here, there)
    act(here, "one", Undo(gesture))
    exchange(here, there)
    assert [content.spans for content in folds(there).values()] == [()]
    assert folds(here) == folds(there)
