"""Uncertainty of what is suggested: where a person's eyes are worth most."""

import pytest
from msgspec.structs import replace

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.scheme_file import SuggestionSettings
from annotate.core.suggestion import NONE, Suggestion, Suggestions
from annotate.services.uncertainty import basis, measuring, uncertainty
from annotate.suggesters import SUGGESTERS
from benchmarks.planning.gold import quoting_scheme
from tests.services.annotating.offering import QUOTE, found
from tests.storage.making import document

SETTINGS = SuggestionSettings()


def scored(*scores: float) -> Suggestions:
    spans = (Suggestion(n, n + 1, "body", "r", score, "s") for n, score in enumerate(scores))
    return Suggestions(tuple(spans))


@pytest.mark.parametrize(
    ("scores", "value"),
    [((0.5,), 1.0), ((1.0,), 0.0), ((0.0,), 0.0), ((0.9,), 0.2), ((0.5, 1.0), 0.5)],
)
def test_it_is_the_mean_over_the_suggestions(scores: tuple[float, ...], value: float) -> None:
    assert uncertainty(scored(*scores)) == pytest.approx(value)


def test_where_nothing_is_suggested_there_is_none() -> None:
    assert uncertainty(NONE) is None


def test_the_rules_and_what_was_imported_are_measured_as_they_are_shown() -> None:
    about = document("“It was dark,” said Ana Ruiz.")
    imported = {"model": found(about, QUOTE, score=0.6)}
    alone = replace(SETTINGS, off=tuple(SUGGESTERS))
    assert measuring(DEFAULT_SCHEME, alone)(about, imported) == pytest.approx(0.8)
    assert measuring(DEFAULT_SCHEME, replace(alone, threshold=0.7))(about, imported) is None
    off = replace(alone, off=(*alone.off, "model"))
    assert measuring(DEFAULT_SCHEME, off)(about, imported) is None
    both = measuring(DEFAULT_SCHEME, SETTINGS)(about, imported)
    assert both is not None
    assert 0 < both < 1


def test_a_value_is_kept_only_for_the_same_scheme_and_settings() -> None:
    same = basis(DEFAULT_SCHEME, SETTINGS)
    assert basis(DEFAULT_SCHEME, replace(SETTINGS, without=0.5, seed="x")) == same
    others = {
        basis(quoting_scheme(), SETTINGS),
        basis(DEFAULT_SCHEME, replace(SETTINGS, off=("body",))),
        basis(DEFAULT_SCHEME, replace(SETTINGS, threshold=0.6)),
    }
    assert len(others | {same}) == 4
