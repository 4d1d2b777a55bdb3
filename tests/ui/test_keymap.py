"""Which keys are in force: defaults, the scheme's letters, what `[keys]` says, and its errors."""

import pytest
from textual.binding import Binding

from annotate.core.errors import SchemeError
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.ui.bindings import SCREENS
from annotate.ui.bindings.labelling import MOST_LABELS
from annotate.ui.keymap import in_force
from docs import keys as page


def scheme(*keys: str) -> Scheme:
    """A scheme with one label a key."""
    return Scheme(tuple(Label(f"label {key}", key) for key in keys))


def keys(
    given: Scheme = DEFAULT_SCHEME, screen: str = "annotate", **remapped: str
) -> dict[str, str]:
    """The keys on a screen, by id; an id's hyphens are underscores here."""
    ids = {id.replace("_", "-"): value for id, value in remapped.items()}
    return {b.id or "": b.key for b in in_force(given, ids)[screen]}


def refused(given: Scheme = DEFAULT_SCHEME, **remapped: str) -> str:
    """The error that these make."""
    with pytest.raises(SchemeError) as error:
        keys(given, **remapped)
    return str(error.value)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_binding_has_an_id_a_description_and_a_tooltip(screen: str) -> None:
    for binding in SCREENS[screen]:
        assert binding.id
        assert binding.description
        assert binding.tooltip
    ids = [binding.id for binding in SCREENS[screen]]
    assert len(ids) == len(set(ids))


def test_one_id_is_one_thing_on_every_screen() -> None:
    by_id: dict[str, Binding] = {}
    for binding in (b for bindings in SCREENS.values() for b in bindings):
        assert by_id.setdefault(binding.id or "", binding) == binding


def test_the_defaults_are_those_of_the_bindings_with_the_letters_of_the_labels() -> None:
    found = keys()
    assert found["label-1"] == "q,1"
    assert found["label-5"] == "b,5"
    assert found["undo"] == "u,ctrl+z"
    assert found["next-paragraph"] == "down,j"
    assert "label-6" not in found
    assert keys(screen="documents")["open"] == "enter"


def test_labels_are_called_as_the_scheme_calls_them() -> None:
    bindings = in_force(DEFAULT_SCHEME, {})["annotate"]
    quote = next(b for b in bindings if b.id == "label-1")
    assert (quote.description, quote.tooltip) == ("quote", "Words of somebody, with their marks.")
    assert in_force(scheme("q"), {})["annotate"][2].tooltip == "label q"


@pytest.mark.parametrize("letter", "hjklV")
def test_a_letter_that_also_moves_gives_way_to_a_label(letter: str) -> None:
    found = keys(scheme(letter))
    assert found["label-1"] == f"{letter},1"
    holders = [id for id, names in found.items() if letter in names.split(",")]
    assert holders == ["label-1"]


@pytest.mark.parametrize(
    ("letter", "other"), [("u", "undo"), ("H", "extend-left"), (",", "end-left"), ("?", "help")]
)
def test_any_other_letter_that_is_taken_is_an_error_that_names_both(
    letter: str, other: str
) -> None:
    error = refused(scheme(letter))
    assert f"for the label 'label {letter}'" in error
    assert f"for '{other}'" in error
    assert "give one of them another key" in error


def test_a_remapped_binding_loses_its_own_keys() -> None:
    found = keys(grow="v", undo="z, ctrl+u")
    assert found["grow"] == "v"
    assert found["undo"] == "z,ctrl+u"


def test_a_key_that_was_given_away_is_free() -> None:
    found = keys(grow="v", why="e")
    assert (found["grow"], found["why"]) == ("v", "e")


def test_a_label_can_be_remapped_and_a_letter_that_the_scheme_lacks_is_free() -> None:
    assert keys(label_1="z")["label-1"] == "z"
    assert keys(grow="6")["grow"] == "6"


@pytest.mark.parametrize(
    "key", ["", " , ", "hyper", "ctrl+", "+ctrl", "ctrl+nothing", "Ctrl+k", "f99"]
)
def test_what_is_no_key_is_an_error_that_names_it(key: str) -> None:
    error = refused(grow=key)
    assert "'grow'" in error
    assert "no key" in error


def test_an_unknown_id_is_an_error_with_the_one_that_may_be_meant() -> None:
    assert refused(nextspan="t").startswith(
        "unknown id 'nextspan' in [keys], did you mean 'next-span'?, annotate.toml"
    )
    assert refused(zzz="t").startswith("unknown id 'zzz' in [keys], annotate.toml")
    assert "unknown id 'label-6'" in refused(label_6="t")


def test_a_key_given_twice_is_an_error_that_names_both() -> None:
    assert refused(grow="u").startswith(
        "the key 'u' is for 'grow' and for 'undo', annotate.toml, give one of them another key"
    )
    assert "for the label 'quote' and for 'grow'" in refused(grow="q")
    assert "for 'undo' and for 'redo'" in refused(undo="z", redo="z")


def test_what_never_meets_on_one_screen_may_share_a_key() -> None:
    assert keys(filter="e", screen="documents")["filter"] == "e"


def test_more_labels_than_keys_are_refused() -> None:
    letters = [chr(0x400 + n) for n in range(MOST_LABELS + 1)]
    assert keys(scheme(*letters[:-1]))[f"label-{MOST_LABELS}"].startswith(letters[-2])
    assert refused(scheme(*letters)) == "25 labels, at most 24 can have keys, annotate.toml"


def test_the_page_of_keys_is_that_of_the_bindings() -> None:
    written = page.FILE.read_text(encoding="utf-8")
    assert all(heading in written for heading in page.HEADINGS.values())
    assert page.refreshed(written) == written, "run: python -m docs.keys"
    ids = {b.id for bindings in in_force(DEFAULT_SCHEME, {}).values() for b in bindings}
    assert all(f"| `{id}` |" in written for id in ids)
