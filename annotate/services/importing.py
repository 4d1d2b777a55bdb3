"""Taking documents and annotations into a project, from files of any format."""

from collections.abc import Callable, Iterator, Sequence
from errno import EBADMSG
from functools import partial
from pathlib import Path

from annotate.core.name_map import NameMap
from annotate.core.normalisation import OffsetUnit
from annotate.core.scheme import Scheme
from annotate.formats.base import Problem, Read
from annotate.formats.encodings import check_encoding
from annotate.formats.places import Place
from annotate.services.import_report import ImportReport
from annotate.services.intake import Intake
from annotate.services.interruption import Steps
from annotate.services.sources import Sources
from annotate.services.streams import must_wait, position
from annotate.services.texts import Texts
from annotate.services.waiting import Begun, Waiting
from annotate.storage.bulk import BulkImport
from annotate.storage.store import Store

Progress = Callable[[int, int], None]
"""Called with the bytes read so far and the bytes there are in all, as far as they are known."""
OFTEN = 64
"""Records after which progress is told."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C ended an import; `report` says what it has taken in."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


def import_paths(
    store: Store,
    scheme: Scheme,
    paths: Sequence[Place],
    *,
    annotator: str,
    format: str | None = None,
    encoding: str | None = None,
    offset_unit: OffsetUnit | None = None,
    names: NameMap | None = None,
    texts: Texts | None = None,
    strict: bool = False,
    replace: bool = False,
    corpora: Path | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import files, folders and standard input (`-`); what is bad is reported, the rest goes in.

    `annotator` is whose the labels are that name nobody; with `replace` a layer gives way to what
    a record says of it; with `strict` nothing goes in where anything is bad; ids of files in the
    project's `corpora` count from there; `names` is how others call labels and relations; `texts`
    has those of records that came without. Without an `offset_unit` offsets count code points, or,
    in formats of others, whatever the texts of the spans are found by. Raises InputError for a
    path, format or encoding that there is not, Interrupted on Ctrl-C.
    """
    sources = Sources(paths, format, corpora)
    sources.check()
    check_encoding(encoding)
    finished = partial(_finished, sources, texts, sources.passed_over(), strict=strict)
    bulk = BulkImport(store, annotator, former=scheme.former, atomic=strict)
    intake = Intake(
        store, bulk, scheme, annotator, offset_unit, replace=replace, names=names, texts=texts
    )
    try:
        with Steps() as steps, bulk:
            flush = partial(_flush, steps, bulk)
            waiting = Waiting()
            _take_all(intake, steps, _items(sources, waiting, encoding, progress, flush), waiting)
            flush()
            report = finished(intake.report)
            if strict and report.is_bad:
                bulk.rollback()
    except KeyboardInterrupt as error:
        raise Interrupted(finished(ImportReport() if strict else intake.report)) from error
    return report


def _take_all(
    intake: Intake, steps: Steps, items: Iterator[tuple[str, Read]], waiting: Waiting
) -> None:
    for file, item in items:
        with steps.step():
            if not intake.take(file, item, may_wait=waiting.is_allowed):
                waiting.put_off()
    with steps.step():
        intake.finish()


def _flush(steps: Steps, bulk: BulkImport) -> None:
    """Commit what was taken; an interruption in the midst of that would undo it."""
    with steps.step():
        bulk.flush()


def _finished(
    sources: Sources, texts: Texts | None, passed_over: int, report: ImportReport, *, strict: bool
) -> ImportReport:
    """The report with the folders and files of which nothing could be read, and were passed over.

    With `strict` nothing has gone in where anything is bad.
    """
    report = report.with_problems([*sources.unread.values(), *(texts.problems if texts else ())])
    report = report.refused_whole() if strict and report.is_bad else report
    report.passed_over = passed_over
    return report


def _items(
    sources: Sources,
    waiting: Waiting,
    encoding: str | None,
    progress: Progress | None,
    before_waiting: Callable[[], None],
) -> Iterator[tuple[str, Read]]:
    """All that the sources hold, each item with the name of its file."""
    done, total = 0, sources.size() if progress else 0
    for file in waiting.each(sources.each()):
        at, begun = 0, False
        try:
            for number, (at, item) in enumerate(_read(file, encoding, before_waiting)):
                if number < file.done:
                    continue
                begun = True
                yield file.source.name, item
                if waiting.is_put_off(file, number):
                    break
                if progress and at:
                    progress(done + at, total)
            else:
                done += at
        except OSError as error:
            name = file.source.name
            yield name, Problem(name, 0, _unreadable(error, begun=begun))


def _unreadable(error: OSError, *, begun: bool) -> str:
    """Why a file is not read; what it had before damage was found may be damaged too."""
    if not begun or error.errno != EBADMSG:
        return f"cannot be read ({error.strerror})"
    what = f"cannot be read to its end ({error.strerror}), and what was read of it may be damaged"
    return f"{what} too, get the file anew (--strict takes nothing of such)"


def _read(
    file: Begun, encoding: str | None, before_waiting: Callable[[], None]
) -> Iterator[tuple[int, Read]]:
    """What one file holds; with every OFTEN-th item, how many bytes were read, else 0."""
    with file.source.open() as stream:
        for number, item in enumerate(file.read(file.source, stream, encoding)):
            yield position(stream) if number % OFTEN == 0 else 0, item
            if must_wait(stream):
                before_waiting()
