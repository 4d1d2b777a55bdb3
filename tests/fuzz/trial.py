"""One import of damaged files into a new project, and what must hold of it whatever they were."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.formats.base import Incoming
from annotate.services.importing import import_paths
from annotate.services.sources import Sources
from annotate.storage import annotations
from annotate.storage.check import check
from annotate.storage.store import FILE_NAME, Store
from tests.formats.round_trips import SCHEME, understood
from tests.fuzz.seeds import Folder, contents
from tests.fuzz.watching import watching

Said = set[tuple[str, str, int, int, str]]
"""Each label in a project: the text, whose, where, which."""


@cache
def _new_database() -> bytes:
    """A database as a new project has it, to be copied."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        with Store.open(path):
            pass
        return path.read_bytes()


def trial(files: Folder, format: str | None = None) -> Said:
    """Import files, by a format or by their names; what the project holds afterwards.

    Raises AssertionError where anything does not hold, and whatever an importer lets through.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        project, given = folder / "project", folder / "given"
        project.mkdir()
        laid(given, files)
        (project / FILE_NAME).write_bytes(_new_database())
        with Store.open(project / FILE_NAME) as store:
            return _imported(store, given, format)


def laid(folder: Path, files: Folder) -> None:
    """Write the files of a folder."""
    for path, content in files.items():
        there = folder / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)


def _imported(store: Store, given: Path, format: str | None) -> Said:
    before = contents(given)
    with watching(given.parent) as watch:
        try:
            report = import_paths(store, SCHEME, [given], annotator="me", format=format)
        except AnnotateError as error:
            _assert_one_line(str(error))
            return set()
    assert not watch.seen
    assert contents(given) == before
    assert {path.name for path in given.parent.iterdir()} == {"given", "project"}
    for problem in report.problems:
        _assert_one_line(problem.reason)
        assert problem.file.startswith(tuple(str(given / file) for file in before))
    assert not list(check(store))
    said = set(_said(store))
    _assert_as_given(said, given, format)
    return said


def _assert_one_line(reason: str) -> None:
    assert reason.strip()
    assert len(display(reason).splitlines()) == 1
    assert "\n" not in reason


def _said(store: Store) -> Iterator[tuple[str, str, int, int, str]]:
    for document, _, layers in annotations.each(store):
        yield document.text, "", 0, 0, ""
        for layer, content in layers:
            for span in content.spans:
                assert 0 <= span.start < span.end <= len(document.text)
                yield document.text, layer, span.start, span.end, span.label


def _assert_as_given(said: Said, given: Path, format: str | None) -> None:
    """Each label lies over words that the files say it lies over, where they say it of all."""
    spans = [span for item in _read(given, format) for span in item.record.spans or ()]
    if all(span.text is not None for span in spans):
        words = {_plain(span.text or "") for span in spans}
        assert {_plain(text[a:b]) for text, _, a, b, label in said if label} <= words


def _read(given: Path, format: str | None) -> Iterator[Incoming]:
    """The records of all files, of each until it cannot be read any further."""
    for read, source in Sources([given], format).each():
        with suppress(OSError), source.open() as stream:
            yield from (item for item in read(source, stream, None) if isinstance(item, Incoming))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def finished(files: Folder, format: str) -> Said:
    """What all records but the last say, read without a project."""
    with TemporaryDirectory() as name:
        laid(Path(name), files)
        read = list(_read(Path(name), format))
    return {
        (document.text, layer or "me", span.start, span.end, span.label)
        for document, layer, content in map(understood, read[:-1])
        for span in content.spans
    }
