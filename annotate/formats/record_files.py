"""Files that each hold one record, in a folder an annotator: what brat and UIMA want."""

from pathlib import Path

from annotate.core.record import Record
from annotate.formats.file_names import BESIDE, FileNames, alike, file_name

NOBODY = "unlabelled"
"""What is called after the annotator where there is none."""


class RecordFiles:
    """Gives each record a file of its own; what else the format wants in a folder comes along.

    `beside` are such files, by name, and what is in them.
    """

    def __init__(self, folder: Path, beside: dict[str, str] | None = None) -> None:
        self._folder, self._beside = folder, beside or {}
        self._folders = FileNames(BESIDE)
        self._taken: dict[str, set[str]] = {}

    def new(self, record: Record) -> str:
        """The path, without an ending, of a file called as the article that is not there yet."""
        inner = self._folders.of(record.layer or NOBODY)
        if inner not in self._taken:
            self._begin(self._folder / inner)
        names = self._taken.setdefault(inner, set())
        name = file_name(str(record.id))
        if alike(name) in names:
            name = f"{name}-{(record.sha256 or '')[:16]}"
        names.add(alike(name))
        return f"{self._folder}/{inner}/{name}"

    def _begin(self, folder: Path) -> None:
        folder.mkdir()
        for name, content in self._beside.items():
            (folder / name).write_text(content, encoding="utf-8")


def write_file(path: str, content: bytes) -> None:
    """A file of these bytes."""
    with open(path, "wb") as stream:  # noqa: PTH123  as a Path each of very many takes longer
        stream.write(content)
