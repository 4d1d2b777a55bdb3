"""Who annotates: given, from the environment, or remembered from the first time it was asked."""

from collections.abc import Iterable, Mapping
from unicodedata import normalize

from annotate.core.errors import ProjectError
from annotate.core.layers import is_own
from annotate.services import preferences
from annotate.storage import positions
from annotate.storage.store import Store

VARIABLE = "ANNOTATE_ANNOTATOR"
KEPT = "annotator"
TAUGHT = "taught"
"""As what is kept who knows of the tutorial, a name a line."""
LONGEST = 40
RESERVED = "@/:"
"""What parts a person's name from the rest of a writer's, a layer's or an operation's."""


def checked(name: str) -> str:
    """A name as it is stored. Raises ProjectError for one that cannot be a person's."""
    name = normalize("NFC", " ".join(name.split()))  # the same from every keyboard
    if not name:
        raise ProjectError("no name", hint="give one of 1 to 40 letters")
    if len(name) > LONGEST or not name.isprintable():
        raise ProjectError("no name for an annotator", repr(name[:LONGEST]), "use 1 to 40 letters")
    if wrong := sorted(set(name) & set(RESERVED)):
        what = f"{wrong[0]!r} cannot be in an annotator's name"
        raise ProjectError(what, repr(name), "leave out @, / and :")
    return name


def known(store: Store, here: str = "") -> list[str]:
    """The people of a project, whoever was here last first, and who is `here` at the end."""
    return _with_last(positions.people(store), here)


def reviewers(store: Store, here: str = "") -> list[str]:
    """The same of those who may review: whoever did so comes first."""
    return _with_last([*positions.reviewers(store), *positions.people(store)], here)


def _with_last(names: Iterable[str], last: str) -> list[str]:
    others = (name for name in dict.fromkeys(names) if _is_name(name) and name != last)
    return [*others, *([last] if last else [])]


def is_new(store: Store, layer: str) -> bool:
    """Whether somebody who labels was never at an article of the project, nor taught elsewhere."""
    return is_own(layer) and positions.latest(store, layer) is None and layer not in _taught()


def was_taught(layer: str) -> None:
    """Keep that somebody was taught, or offered to be, so that the next project does not offer."""
    if is_own(layer) and layer not in (taught := _taught()):
        preferences.keep(TAUGHT, "\n".join([*taught, layer]))


def _taught() -> list[str]:
    return preferences.kept(TAUGHT).splitlines()


def _is_name(name: str) -> bool:
    """Whether it could have been given; what was imported may have others."""
    try:
        return checked(name) == name
    except ProjectError:
        return False


def find(given: str | None, environment: Mapping[str, str]) -> str | None:
    """The annotator's name: the one given, that of ANNOTATE_ANNOTATOR, or the remembered one."""
    if given is not None:
        return checked(given)
    name = environment.get(VARIABLE)
    return checked(name) if name else _remembered()


def remember(name: str) -> None:
    """Keep the name for the next time; where it cannot be kept, it will be asked again."""
    preferences.keep(KEPT, name)


def _remembered() -> str | None:
    try:
        return checked(preferences.kept(KEPT))
    except ProjectError:
        return None
