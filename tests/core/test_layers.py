"""Names of layers: whose each is, and which can be one."""

import pytest

from annotate.core.errors import InputError
from annotate.core.layers import again, check_layer, is_again, is_own, is_together, owner


@pytest.mark.parametrize(
    "name", ["ana", "Ana Ruiz", "gold/ana", "again/ana", "majority/2", "votes/all", "x" * 300]
)
def test_a_name_that_a_layer_may_have(name: str) -> None:
    check_layer(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "",
            "'' is no annotator's name, $.annotator, give one that can be printed, or leave it out",
        ),
        (" ", "' ' is no annotator's name, $.annotator, give one that can be printed"),
        ("a/b", "'a/b' is no annotator's name, $.annotator, a slash stands only in gold/NAME"),
        ("gold/", "'gold/' is no annotator's name, $.annotator, a slash stands only in"),
        ("majority/0", "'majority/0' is no annotator's name, $.annotator, a slash stands only in"),
        ("x" * 301, f"'{'x' * 60}…' is no annotator's name, $.annotator, give one of at most 300 "),
        ("a\n" + "x" * 58, "is no annotator's name, $.annotator, give one that can be printed"),
        ("a\n" + "x" * 59, "xxx…' is no annotator's name"),
    ],
)
def test_a_name_that_none_can_have_is_shown_with_what_to_do(name: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        check_layer(name)
    assert said in str(caught.value)
    assert ("…" in str(caught.value)) is (len(name) > 60)


def test_whose_a_layer_is() -> None:
    assert [owner(layer) for layer in ("ana", "gold/ana", "again/ana", again("gold"))] == [
        "ana",
        "ana",
        "ana",
        "gold",
    ]
    assert is_again(again("ana"))
    assert not any(map(is_again, ("ana", "gold/again", "gold/ana")))


def test_what_several_made_together_is_nobodys_own() -> None:
    together = ("votes/all", "majority/3")
    assert all(map(is_together, together))
    assert not any(map(is_own, (*together, "gold/ana", "again/ana")))
    people = ("ana", "votes", "majority", "gold", "again")
    assert all(map(is_own, people))
    assert not any(map(is_together, (*people, "gold/ana", "again/ana")))
