"""Which keys are in force: the defaults, the scheme's letters, and what `[keys]` remaps."""

import unicodedata
from difflib import get_close_matches

from textual.binding import Binding
from textual.keys import Keys

from annotate.core.errors import SchemeError
from annotate.core.scheme import Scheme
from annotate.core.scheme_file import NAME as FILE
from annotate.ui.bindings import MOST_LABELS, SCREENS

ALIASES = frozenset("hjkl")
"""Letters that move only where no label claims them."""
MODIFIERS = ("ctrl", "shift", "alt", "super", "meta", "hyper")
HINT = "see docs/keys.md"
_NAMED = {key.value for key in Keys}


def effective(scheme: Scheme, remapped: dict[str, str]) -> dict[str, str]:
    """The keys of every binding, by its id, as Textual's keymap wants them.

    Raises SchemeError for an unknown id, a key that does not exist, or one that means two things.
    """
    known = {b.id: b for name in SCREENS for b in SCREENS[name] if b.id}
    for id in remapped:
        if id not in known:
            raise SchemeError(f"unknown id {id!r} in [keys]{_meant(id, known)}", FILE, HINT)
    keys = {id: _default(binding, scheme) for id, binding in known.items()}
    keys |= {id: _given(id, value) for id, value in remapped.items()}
    _refuse_clashes(keys, scheme)
    return {id: ",".join(names) for id, names in keys.items()}


def _default(binding: Binding, scheme: Scheme) -> list[str]:
    """A binding's own keys; for a label its letter too; no alias that a label claims."""
    letters = {_name(label.key) for label in scheme.labels}
    keys = [key for key in binding.key.split(",") if key not in ALIASES & letters]
    if (number := label_number(binding.id)) is not None:
        labels = scheme.labels[number : number + 1]
        return [*(_name(label.key) for label in labels), *keys]
    return keys


def label_number(id: str | None) -> int | None:
    """Which label of the scheme, from 0, a binding is for."""
    kind, _, number = (id or "").rpartition("-")
    return int(number) - 1 if kind == "label" else None


def _given(id: str, value: str) -> list[str]:
    keys = [_name(key.strip()) for key in value.split(",") if key.strip()]
    if not keys:
        raise SchemeError(f"no key for {id!r} in [keys]", FILE, HINT)
    for key in keys:
        if not _exists(key):
            raise SchemeError(f"there is no key {key!r}, given for {id!r} in [keys]", FILE, HINT)
    return keys


def _name(key: str) -> str:
    """The name that Textual has for a key: "?" is question_mark."""
    return next(iter(Binding.make_bindings([Binding(key, "")]))).key if len(key) == 1 else key


def _exists(key: str) -> bool:
    *modifiers, base = key.split("+")
    if any(modifier not in MODIFIERS for modifier in modifiers):
        return False
    return len(base) == 1 or base in _NAMED or _is_character(base)


def _is_character(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name in {"full_stop", "comma"}
    return True


def _refuse_clashes(keys: dict[str, list[str]], scheme: Scheme) -> None:
    if len(scheme.labels) > MOST_LABELS:
        raise SchemeError(f"{len(scheme.labels)} labels, at most {MOST_LABELS} can have keys", FILE)
    for name in SCREENS:
        meanings: dict[str, str] = {}
        for id in (b.id for b in SCREENS[name] if b.id and _is_there(b.id, scheme)):
            for key in keys[id]:
                other = meanings.setdefault(key, id)
                if other != id:
                    one, two = _called(other, scheme), _called(id, scheme)
                    hint = f"give one of them another key; {HINT}"
                    raise SchemeError(f"the key {key!r} is for {one} and for {two}", FILE, hint)


def _is_there(id: str, scheme: Scheme) -> bool:
    """Whether a binding can be active at all: there may be fewer labels."""
    number = label_number(id)
    return number is None or number < len(scheme.labels)


def _called(id: str, scheme: Scheme) -> str:
    number = label_number(id)
    return f"{id!r}" if number is None else f"the label {scheme.labels[number].name!r}"


def _meant(id: str, known: dict[str, Binding]) -> str:
    close = get_close_matches(id, known, 1)
    return f", did you mean {close[0]!r}?" if close else ""
