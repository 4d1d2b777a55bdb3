"""Archives of XMI files, as INCEpTION exports them: one of a document, or a whole project's."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from annotate.core.errors import InputError

BEGINS = b"PK\x03\x04"
LARGEST = 1 << 26
"""Bytes of a file in the archive."""
PROJECT = {"annotation": "", "curation": "gold/"}
"""Folders of a project: in each a folder a document, in that an archive a person."""
UNTOUCHED, CURATED = "INITIAL_CAS", "CURATION_USER"
"""What INCEpTION calls a document that nobody annotated, and the one who curated it."""
DAMAGED = (
    *(BadZipFile, zlib.error, EOFError, OSError, ValueError),
    *(RuntimeError, NotImplementedError),  # of one with a password, or compressed in a rare way
)


class Packed(NamedTuple):
    """A file of an archive: its name there, the document's, whose it is, and what is in it.

    `content` is what is wrong where it cannot be read.
    """

    name: str
    id: str
    annotator: str | None
    content: bytes | InputError


def looks(stream: BinaryIO) -> bool:
    """Whether a file that may be an archive has XMI in it; any other file may be XMI."""
    if stream.read(len(BEGINS)) != BEGINS:
        return True
    try:
        stream.seek(0)
        return any(_ours(PurePosixPath(name)) for name in ZipFile(stream).namelist())
    except DAMAGED:
        return False


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
        try:
            with ZipFile(copy) as archive:
                yield from _files(archive, "", None)
        except DAMAGED as error:
            raise InputError("no archive that can be read", hint="is it cut off?") from error


def _files(archive: ZipFile, id: str, annotator: str | None) -> Iterator[Packed]:
    """The files of an archive; one within it is of a document and a person."""
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        path = PurePosixPath(info.filename)
        if not _ours(path) or path.stem == UNTOUCHED:
            continue
        content = _content(archive, info)
        document = id or (path.parent.name if path.parts[0] in PROJECT else str(path)[:-4])
        whose = annotator if id else _person(path)
        if path.suffix == ".xmi" or isinstance(content, InputError):
            yield Packed(info.filename, document, whose, content)
        elif not id:
            try:
                yield from _files(ZipFile(BytesIO(content)), document, whose)
            except DAMAGED:
                damaged = InputError("no archive that can be read")
                yield Packed(info.filename, document, whose, damaged)


def _person(path: PurePosixPath) -> str | None:
    """Whose a file of a project is; the curated one is gold."""
    if path.parts[0] not in PROJECT:
        return None
    return PROJECT[path.parts[0]] + ("curation" if path.stem == CURATED else path.stem)


def _content(archive: ZipFile, info: ZipInfo) -> bytes | InputError:
    try:
        with archive.open(info) as file:
            content = file.read(LARGEST + 1)
    except DAMAGED as error:
        return InputError(f"cannot be unpacked ({error})")
    if len(content) > LARGEST:
        return InputError(f"it expands to more than {LARGEST >> 20} MB", hint="is it a bomb?")
    return content
