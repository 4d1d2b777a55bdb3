"""What is said of an import: how much of what went in, was known, or was not taken."""

from collections import defaultdict
from collections.abc import Iterator

from annotate.cli.import_unknown import more_unknown
from annotate.services.import_report import ImportReport

NAMED = 3
"""Files in one encoding that are named; more are counted."""


def summary(report: ImportReport) -> Iterator[str]:
    """What the import did, in one line for each kind of thing."""
    if not report.documents + report.appearances + report.records + report.suggestions:
        yield "nothing new"
    for what, counts in _counts(report).items():
        if any(counts.values()):
            yield f"{what}: {', '.join(f'{n:,} {how}' for how, n in counts.items() if n)}"
    yield from _encodings(report)


def _counts(report: ImportReport) -> dict[str, dict[str, int]]:
    """For each kind of thing, how many were what."""
    return {
        "articles": {
            "new": report.documents,
            "known": report.known,
            "found in another place too": report.appearances,
        },
        "records of labels": {
            "new": report.records - report.replaced,
            "in the place of others": report.replaced,
            "the same as before": report.same,
            "refused": report.refused,
        },
        "records of suggestions": {
            "taken": report.suggestions,
            "the same as before": report.suggestions_same,
        },
        "windows": {
            "put onto their articles": report.windows,
            "texts of their own, as their articles were not here": report.windows_alone,
        },
        "labels": {
            "left out, as the map says": report.left_out,
            "twice in their record, kept once": report.merged,
        },
        "files": {"of no known format": report.passed_over},
        "records of archives": {"are no pages": report.no_pages},
        "dates": {"not as YYYY-MM-DD, kept as they came": report.odd_dates},
        "problems": {
            "named above": len(report.problems) - more_unknown(report),
            "more with unknown names": more_unknown(report),
        },
    }


def _encodings(report: ImportReport) -> Iterator[str]:
    """Which files were in which encoding, where that was not UTF-8."""
    files = defaultdict(list)
    for file, encoding in report.encodings.items():
        files[encoding].append(file)
    for encoding, names in files.items():
        more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
        yield f"read as {encoding}: {', '.join(names[:NAMED])}{more}"
