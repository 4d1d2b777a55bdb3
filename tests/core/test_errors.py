"""Errors: one line each, and one tree."""

import inspect
import pickle

import pytest

from annotate.core import errors
from annotate.core.errors import AnnotateError, ForkError, IntegrityError, StorageError


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("no text", "a.txt", "give one"), "no text, a.txt, give one"),
        (("no text", "", "give one"), "no text, give one"),
        (("no text",), "no text"),
    ],
)
def test_an_error_says_what_where_and_what_to_do(parts: tuple[str, ...], line: str) -> None:
    assert str(AnnotateError(*parts)) == line


def test_every_error_is_in_the_tree_that_the_module_draws() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    assert all(issubclass(kind, AnnotateError) for kind in kinds)
    assert issubclass(IntegrityError, StorageError)
    for kind in kinds:
        assert kind.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize(
    "error", [AnnotateError("no text", "a.txt", "give one"), ForkError("ana@1:7")]
)
def test_an_error_comes_whole_from_another_process(error: AnnotateError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.what, again.where, again.hint) == (error.what, error.where, error.hint)


def test_a_fork_names_the_operation_and_where_it_is_explained() -> None:
    assert str(ForkError("ana@1:7")) == (
        "an operation exists twice with two contents, ana@1:7, see docs/teams.md, two logs in one"
    )
