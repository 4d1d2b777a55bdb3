"""The family: what the folder holds is what the dict names."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

from annotate import agreement
from annotate.agreement import MEASURES, get_measure
from annotate.core.errors import InputError


def test_every_measure_in_the_folder_is_in_the_family() -> None:
    modules = [
        import_module(f"annotate.agreement.{m.name}") for m in iter_modules(agreement.__path__)
    ]
    found = {name for module in modules for name in getattr(module, "MEASURES", ())}
    assert found == set(MEASURES)


def test_every_measure_says_where_it_comes_from_or_what_counts() -> None:
    for name in ("alpha", "alpha_set", "unitizing_alpha", "kappa", "f1_exact"):
        assert "(" in (MEASURES[name].__doc__ or ""), name


def test_an_unknown_measure_lists_those_there_are() -> None:
    with pytest.raises(InputError, match="unknown measure 'beta', known: alpha, alpha_set"):
        get_measure("beta")
