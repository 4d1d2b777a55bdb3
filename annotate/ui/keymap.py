"""Which keys are in force: the defaults, the scheme's letters, and what `[keys]` remaps."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from textual.binding import Binding

from annotate.core.errors import SchemeError
from annotate.core.scheme import Scheme
from annotate.core.scheme_file import NAME as FILE
from annotate.ui.bindings import SCREENS
from annotate.ui.bindings.labelling import MOST_LABELS
from annotate.ui.keynames import key_name, of_character

ALIASES = frozenset("hjklvV")
"""Letters that mean something only where no label claims them; another key means the same."""
HINT = "see docs/keys.md"
LABELLING = ("annotate", "documents")
ADJUDICATING = ("adjudicate", "queue", "agreement")
"""The screens of one run of the program: a key may well be free in the one and not the other."""
Screens = dict[str, list[Binding]]


def in_force(
    scheme: Scheme, remapped: Mapping[str, str], shown: Collection[str] = LABELLING
) -> Screens:
    """The bindings of each screen, by its name, with the keys that they have in a project.

    A label's are called as the label is, and there are none for labels that the scheme lacks.
    Raises SchemeError for an unknown id, a key that does not exist, or one that means two things
    on one of the screens that are `shown`.
    """
    if len(scheme.labels) > MOST_LABELS:
        raise SchemeError(f"{len(scheme.labels)} labels, at most {MOST_LABELS} can have keys", FILE)
    screens = {name: list(_there(SCREENS[name], scheme)) for name in SCREENS}
    known = {_id(binding): binding for bindings in screens.values() for binding in bindings}
    keys = {id: _default(binding, scheme) for id, binding in known.items()}
    keys |= {id: _given(id, value, keys) for id, value in remapped.items()}
    for name in shown:
        _refuse_clashes(screens[name], keys)
    return {
        name: [replace(b, key=",".join(keys[_id(b)])) for b in bindings]
        for name, bindings in screens.items()
    }


def _id(binding: Binding) -> str:
    return binding.id or ""


def _there(bindings: Sequence[Binding], scheme: Scheme) -> Iterator[Binding]:
    """The bindings that can be active at all: there may be fewer labels."""
    for binding in bindings:
        number = label_number(binding.id)
        if number is None:
            yield binding
        elif number < len(scheme.labels):
            label = scheme.labels[number]
            yield replace(binding, description=label.name, tooltip=label.help or label.name)


def label_number(id: str | None) -> int | None:
    """Which label of the scheme, from 0, a binding is for."""
    kind, _, number = (id or "").rpartition("-")
    return int(number) - 1 if kind in ("label", "letter") else None


def _default(binding: Binding, scheme: Scheme) -> list[str]:
    """A binding's own keys; for a label its letter too; no alias that a label claims."""
    letters = {of_character(label.key) for label in scheme.labels}
    keys = [key for key in binding.key.split(",") if key and key not in ALIASES & letters]
    number = label_number(binding.id)
    return keys if number is None else [of_character(scheme.labels[number].key), *keys]


def _given(id: str, value: str, known: Mapping[str, object]) -> list[str]:
    """The keys that `[keys]` gives to a binding."""
    if id not in known:
        raise SchemeError(f"unknown id {id!r} in [keys]{_meant(id, known)}", FILE, HINT)
    written = [key.strip() for key in value.split(",") if key.strip()]
    if not written:
        raise SchemeError(f"no key for {id!r} in [keys]", FILE, HINT)
    names = {key: key_name(key) for key in written}
    for key, name in names.items():
        if name is None:
            raise SchemeError(f"there is no key {key!r}, given for {id!r} in [keys]", FILE, HINT)
    return [name for name in names.values() if name]


def _meant(id: str, known: Mapping[str, object]) -> str:
    close = get_close_matches(id, known, 1)
    return f", did you mean {close[0]!r}?" if close else ""


def _refuse_clashes(bindings: Sequence[Binding], keys: Mapping[str, Sequence[str]]) -> None:
    """Raise SchemeError where a key of one screen is for two things."""
    meanings: dict[str, Binding] = {}
    for binding in bindings:
        for key in keys[_id(binding)]:
            other = meanings.setdefault(key, binding)
            if other is not binding:
                what = f"the key {key!r} is for {_called(other)} and for {_called(binding)}"
                raise SchemeError(what, FILE, f"give one of them another key; {HINT}")


def _called(binding: Binding) -> str:
    if label_number(binding.id) is None:
        return f"{binding.id!r}"
    return f"the label {binding.description!r}"
