"""Archives of XMI files, as INCEpTION exports them: one of a document, or a whole project's."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from annotate.core.errors import InputError

BEGINS = b"PK\x03\x04"
LARGEST = 1 << 26
"""Bytes of a file in the archive."""
UNSUSPECTED, MOST_TIMES = 1 << 20, 100
"""How many times its size anything may expand beyond these bytes; XMI compresses to a tenth."""
MOST_FILES = 1 << 18
"""In an archive and those within it."""
USUAL = {ZIP_STORED, ZIP_DEFLATED}
"""The ways to compress that Java knows; of others zipfile expands all, however little is asked."""
PROJECT = {"annotation": "", "curation": "gold/"}
"""Folders of a project: in each a folder a document, in that an archive a person."""
NAMED = re.compile(rb"\.xmi|(annotation|curation)/")
"""What names of such files hold."""
LOOKED_AT = 1 << 16
"""Bytes in which such a name is looked for."""
UNTOUCHED, CURATED = "INITIAL_CAS", "CURATION_USER"
"""What INCEpTION calls a document that nobody annotated, and the one who curated it."""
DAMAGED = (
    *(BadZipFile, zlib.error, EOFError, OSError, ValueError),
    *(RuntimeError, NotImplementedError),  # of one with a password, or made in a rare way
)


class Packed(NamedTuple):
    """A file of an archive: its name there, the document's, whose it is, and what is in it.

    `content` is what is wrong where it cannot be read.
    """

    name: str
    id: str
    annotator: str | None
    content: bytes | InputError


class _Allowance:
    """How much an archive and those within it may still give: files, and bytes in all."""

    def __init__(self, size: int) -> None:
        """Of an archive of so many bytes."""
        self._files, self._bytes = MOST_FILES, max(LARGEST, MOST_TIMES * size)

    def take(self, files: int, size: int) -> None:
        """Count what it gives. Raises InputError where that is beyond measure."""
        self._files -= files
        self._bytes -= size
        if self._files < 0:
            raise InputError(f"more than {MOST_FILES:,} files in it", hint="is it a bomb?")
        if self._bytes < 0:
            raise InputError(
                f"it expands to more than {MOST_TIMES} times its size", hint="is it a bomb?"
            )


def looks(stream: BinaryIO) -> bool:
    """Whether a file that may be an archive has XMI in it; any other file may be XMI.

    One without its end, where the names of its files are, has them also before each file.
    """
    beginning = stream.read(LOOKED_AT)
    if not beginning.startswith(BEGINS):
        return True
    try:
        stream.seek(0)
        return any(_ours(PurePosixPath(name)) for name in ZipFile(stream).namelist())
    except DAMAGED:
        return bool(NAMED.search(beginning))


def _ours(path: PurePosixPath) -> bool:
    return path.suffix == ".xmi" or (path.suffix == ".zip" and path.parts[0] in PROJECT)


def unpacked(beginning: bytes, stream: BinaryIO) -> Iterator[Packed]:
    """The XMI files of an archive, whose beginning was read already. Nothing is written anywhere.

    Raises InputError for an archive that cannot be read.
    """
    with SpooledTemporaryFile(LARGEST) as copy:
        while beginning:
            copy.write(beginning)
            beginning = stream.read(1 << 20)
        allowance = _Allowance(copy.tell())
        try:
            with ZipFile(copy) as archive:
                yield from _files(archive, allowance, "", None)
        except DAMAGED as error:
            raise InputError("no archive that can be read", hint="is it cut off?") from error


def _files(
    archive: ZipFile, allowance: _Allowance, id: str, annotator: str | None
) -> Iterator[Packed]:
    """The files of an archive; one within it is of a document and a person."""
    allowance.take(len(archive.infolist()), 0)
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        path = PurePosixPath(info.filename)
        if not _ours(path) or path.stem == UNTOUCHED:
            continue
        content = _content(archive, info, allowance)
        document = id or (path.parent.name if path.parts[0] in PROJECT else str(path)[:-4])
        whose = annotator if id else _person(path)
        if path.suffix == ".xmi" or isinstance(content, InputError):
            yield Packed(info.filename, document, whose, content)
        elif not id:
            try:
                yield from _files(ZipFile(BytesIO(content)), allowance, document, whose)
            except DAMAGED:
                damaged = InputError("no archive that can be read")
                yield Packed(info.filename, document, whose, damaged)


def _person(path: PurePosixPath) -> str | None:
    """Whose a file of a project is; the curated one is gold."""
    if path.parts[0] not in PROJECT:
        return None
    return PROJECT[path.parts[0]] + ("curation" if path.stem == CURATED else path.stem)


def _content(archive: ZipFile, info: ZipInfo, allowance: _Allowance) -> bytes | InputError:
    """What is in a file, or what is wrong. Raises InputError where all is beyond measure.

    No more than the size that the archive says it has is ever expanded.
    """
    if info.compress_type not in USUAL:
        return InputError("cannot be unpacked (compressed in a rare way)")
    if too_much := _too_much(info):
        return InputError(f"it expands to more than {too_much}", hint="is it a bomb?")
    allowance.take(0, info.file_size)
    try:
        with archive.open(info) as file:
            return file.read(info.file_size)
    except DAMAGED as error:
        return InputError(f"cannot be unpacked ({error})")


def _too_much(info: ZipInfo) -> str:
    """What a file would be more than, "" where it is not."""
    if info.file_size > LARGEST:
        return f"{LARGEST >> 20} MB"
    suspected = info.file_size > max(UNSUSPECTED, MOST_TIMES * info.compress_size)
    return f"{MOST_TIMES} times its size" if suspected else ""
