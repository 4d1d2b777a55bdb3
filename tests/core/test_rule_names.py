"""What the rules' labels are called in a project's scheme."""

import pytest

from annotate.core.rule_names import rule_names, unnamed
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme

ZITAT = Label("zitat", "z", unit="quotation")


def test_in_the_default_scheme_nothing_is_called_otherwise() -> None:
    assert (rule_names(DEFAULT_SCHEME), unnamed(DEFAULT_SCHEME)) == ({}, [])


@pytest.mark.parametrize(
    ("labels", "named"),
    [
        ([ZITAT], {"quote": "zitat"}),
        ([Label("said", "s", formerly=("quote",))], {"quote": "said"}),
        ([ZITAT, Label("said", "s", formerly=("quote",))], {"quote": "said"}),
        ([ZITAT, Label("quote", "q", unit="selection")], {}),
        ([ZITAT, Label("thought", "t", unit="quotation")], {}),
        ([Label("wer", "w", unit="attribution")], {"attribution": "wer"}),
        ([Label("photo", "p", unit="paragraph")], {}),
        ([Label("photo", "p", formerly=("caption", "ad"))], {"caption": "photo", "ad": "photo"}),
    ],
)
def test_a_label_goes_by_its_former_name_else_by_a_unit_that_only_it_has(
    labels: list[Label], named: dict[str, str]
) -> None:
    assert rule_names(Scheme(tuple(labels))) == named


def test_one_that_was_retired_or_split_has_no_name() -> None:
    assert rule_names(Scheme((ZITAT,), retired=("quote",))) == {}
    parts = tuple(Label(name, name[0], formerly=("quote",)) for name in ("direct", "indirect"))
    assert rule_names(Scheme((*parts, ZITAT))) == {}
    assert unnamed(Scheme((*parts, ZITAT))) == ["quote", "attribution", "caption", "ad", "body"]
