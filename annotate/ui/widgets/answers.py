"""The answers to the conflict at hand, as a panel lists them: which digit, whose, and what."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from annotate.core.conflicts import Conflict, Option
from annotate.core.link_conflicts import LinkConflict, LinkOption
from annotate.core.suggestion import Place, place_order
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.standing import AnyConflict

NOBODY = "in gold, and nobody's now"
NONE = "none is right"
OWN, SO_FAR = "yours", "so far"
ARROW = "╰→ "
Name = Callable[[int], str]
"""From the number of a version to what stands for it."""


class Part(NamedTuple):
    """A span of an answer, and what stands before it: an arrow before the child of a link."""

    place: Place
    before: str = ""


class Answer(NamedTuple):
    """One answer; 0 comes last of the versions'. Without a digit it is what gold has instead."""

    digit: str
    who: str
    parts: Sequence[Part]
    is_taken: bool


def answers(case: Adjudication, conflict: AnyConflict, name: Name) -> list[Answer]:
    """Those of the versions, that none is right, and the reviewer's own if it is another one."""
    if isinstance(conflict, Conflict):
        return [*_of_spans(case, conflict, name)]
    return [*_of_links(case, conflict, name)]


def _of_spans(case: Adjudication, conflict: Conflict, name: Name) -> Iterator[Answer]:
    is_settled = conflict not in case.standing.open
    there = tuple(sorted((s.place for s in case.answer_to(conflict)), key=place_order))
    for number, option in enumerate(conflict.options, 1):
        digit = str(number % len(conflict.options))
        is_taken = is_settled and there == option.places
        yield Answer(digit, _who(digit, option, name), [*map(Part, option.places)], is_taken)
    if there and there not in {option.places for option in conflict.options}:
        yield Answer(" ", OWN if is_settled else SO_FAR, [*map(Part, there)], is_settled)


def _of_links(case: Adjudication, conflict: LinkConflict, name: Name) -> Iterator[Answer]:
    is_settled = conflict not in case.standing.open
    there = {link for link in conflict.links if link in case.content.relations}
    for number, option in enumerate(conflict.options, 1):
        digit = str(number % len(conflict.options))
        is_taken = is_settled and there == {*option.links}
        yield Answer(digit, _who(digit, option, name), [*_ends(case, option)], is_taken)


def _ends(case: Adjudication, option: LinkOption) -> Iterator[Part]:
    """Both ends of each link, the child after an arrow."""
    for link in option.links:
        for end, before in ((link.head, ""), (link.child, ARROW)):
            if span := case.index.span(end):
                yield Part(span.place, before)


def _who(digit: str, option: Option | LinkOption, name: Name) -> str:
    who = ", ".join(map(name, option.versions))
    if digit == "0":
        return f"{NONE} · {who}" if who else NONE
    return who or NOBODY
