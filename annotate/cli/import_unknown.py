"""What an import had no place or no name for, or knows by another: and what to do about it."""

from collections.abc import Iterator

from annotate.core.plural import plural
from annotate.formats.base import Problem, UnknownName
from annotate.services.import_report import ImportReport

NAMED = 20
"""Names that are told; --json has all."""
LONGEST = 60
"""Characters of a key that are told."""


def problems(report: ImportReport) -> Iterator[str]:
    """What is bad, a line each; of records with an unknown name the first, and how many more."""
    told = _told(report)
    for problem in report.problems:
        if not isinstance(problem, UnknownName) or told.get(_name(problem)) is problem:
            yield str(problem)
    if more := more_unknown(report):
        yield f"and {plural(more, 'more record')} with unknown names, each of which --json names"


def more_unknown(report: ImportReport) -> int:
    """How many records with unknown names there are beside those that are told."""
    found = sum(isinstance(problem, UnknownName) for problem in report.problems)
    return found - len(_told(report))


def _told(report: ImportReport) -> dict[str, Problem]:
    """The first record with each of the names that come first."""
    found = dict[str, Problem]()
    for problem in report.problems:
        if isinstance(problem, UnknownName) and len(found) < NAMED:
            found.setdefault(_name(problem), problem)
    return found


def _name(problem: Problem) -> str:
    return problem.reason.partition(", $.")[0]


def not_kept(report: ImportReport) -> Iterator[str]:
    """The keys that have no place, a line a file and what they are keys of."""
    for file, found in report.not_kept.items():
        for part, keys in (("spans", found.spans), ("relations", found.relations)):
            if keys:
                yield f"{file}: keys of {part} that are not kept: {_counted(keys)}"


def read_as(report: ImportReport) -> Iterator[str]:
    """What names were read as, in one line, where they are not the scheme's own."""
    found = {
        f"{theirs[:LONGEST]} → {ours}": count
        for names in (report.read_as.labels, report.read_as.relations)
        for theirs, meant in names.items()
        for ours, count in meant.items()
    }
    if found:
        more = f" and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
        yield f"read as: {', '.join(f'{what} ({n:,})' for what, n in _most(found))}{more}"


def unknown(report: ImportReport) -> Iterator[str]:
    """The names that the scheme does not have, as a file for --map is to have them."""
    names = {"labels": report.unknown.labels, "relations": report.unknown.relations}
    if not any(names.values()):
        return
    numbers = (plural(len(found), f"unknown {part[:-1]}") for part, found in names.items() if found)
    yield f'{" and ".join(numbers)}: write into a file what each is here, "" to leave it out,'
    yield "and import again with --map FILE:"
    for part, found in names.items():
        if found:
            yield f"[{part}]"
            yield from _lines(found)


def _lines(found: dict[str, int]) -> Iterator[str]:
    for name, count in _most(found):
        yield f'{_quoted(name)} = ""  # {plural(count, "time")}'
    if len(found) > NAMED:
        yield f"# and {len(found) - NAMED:,} more, which --json names"


def _counted(keys: dict[str, int]) -> str:
    more = f" and {len(keys) - NAMED:,} more" if len(keys) > NAMED else ""
    return ", ".join(f"{key[:LONGEST]} {count:,}" for key, count in _most(keys)) + more


def _most(found: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda item: -item[1])[:NAMED]


def _quoted(name: str) -> str:
    """A name as TOML has it in quotation marks."""
    return f'"{"".join(map(_escaped, name))}"'


def _escaped(character: str) -> str:
    plain = character.isprintable() and character not in '"\\'
    return character if plain else f"\\U{ord(character):08X}"
