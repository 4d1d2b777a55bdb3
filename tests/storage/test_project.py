"""A project's id and its schemes, kept in the file."""

from pathlib import Path

from annotate.core.operations import Add, Remove
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.core.scheme_file import render
from annotate.storage import documents, project
from annotate.storage.store import Store
from tests.storage.making import add, commit


def test_a_project_has_one_id_for_good(path: Path) -> None:
    with Store.open(path) as store:
        made = project.project_id(store)
        assert project.project_id(store) == made
    with Store.open(path) as store, Store.open(path.with_name("other.db")) as other:
        assert project.project_id(store) == made
        assert project.project_id(other) != made
    assert len(made) == 32


def test_the_scheme_in_force_is_the_latest(store: Store) -> None:
    assert (project.scheme(store), project.scheme_source(store)) == (None, None)
    project.put_scheme(store, DEFAULT_SCHEME, render("One"))
    later = Scheme(DEFAULT_SCHEME.labels[:2])
    project.put_scheme(store, later, render("Two", later))
    assert (project.scheme(store), project.scheme_source(store)) == (later, render("Two", later))
    assert [version for (version,) in store.rows("SELECT version FROM schemes")] == [1, 2]


def test_used_labels_are_counted_over_all_layers(store: Store) -> None:
    one, two = add(store, "One two.", "Three.")
    commit(store, one, Add(0, 3, "quote"), Add(4, 7, "body"))
    commit(store, one, Add(0, 3, "quote"), name="ben")
    (gone,) = commit(store, one, Add(0, 1, "ad"))
    commit(store, one, Remove(gone.id))
    commit(store, two, Add(0, 3, "caption"))
    assert project.used_labels(store) == {"body": 1, "caption": 1, "quote": 2}
    documents.remove(store, two)
    assert project.used_labels(store) == {"body": 1, "quote": 2}
