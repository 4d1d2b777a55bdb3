"""Compressed files as streams of what is in them: by their names, or by how they begin."""

import sys
from errno import EBADMSG
from io import BufferedReader
from typing import BinaryIO, cast

from annotate.core.errors import ProjectError
from annotate.formats.measured import Bytes, Counted, Open, watched

BEGINNING = 7
"""Bytes by which compressed data is told."""


def _gzip(stream: Counted) -> Bytes:
    from gzip import GzipFile

    return GzipFile(fileobj=cast(BinaryIO, stream), mode="rb")


def _bzip2(stream: Counted) -> Bytes:
    from bz2 import BZ2File

    return BZ2File(cast(BinaryIO, stream))


def _xz(stream: Counted) -> Bytes:
    from lzma import LZMAFile

    return LZMAFile(cast(BinaryIO, stream))


def _zstd(stream: Counted) -> Bytes:
    try:
        if sys.version_info >= (3, 14):
            from compression.zstd import ZstdFile
        else:
            from backports.zstd import ZstdFile
    except ImportError as error:
        hint = "install it with `pip install 'annotate-news[zstd]'`"
        raise ProjectError("what zstd compressed needs backports.zstd", hint=hint) from error
    return cast(Bytes, ZstdFile(cast(BinaryIO, stream)))


ENDINGS: dict[str, Open] = {".gz": _gzip, ".zst": _zstd, ".bz2": _bzip2, ".xz": _xz}
_ENDINGS = (*ENDINGS,)
MARKS: dict[bytes, Open] = {
    b"\x1f\x8b\x08": _gzip,
    b"\x28\xb5\x2f\xfd": _zstd,
    **{b"BZh%d%b" % (n, of): _bzip2 for n in range(1, 10) for of in (b"1AY", b"\x17rE")},
    b"\xfd7zXZ\x00": _xz,
}


def ending(name: str) -> str:
    """The ending by which a file is known to be compressed, "" for any other."""
    lowered = name.lower()[1:]
    if not lowered.endswith(_ENDINGS):  # as of most, each of very many
        return ""
    return next(end for end in ENDINGS if lowered.endswith(end))


def plain_name(name: str) -> str:
    """A file's name without the endings that say how it is compressed."""
    while end := ending(name):
        name = name[: -len(end)]
    return name


def stem_of(name: str) -> str:
    """A file's name without these, and without the ending before them: as a PurePath has its stem.

    No path is made, as an import asks this of each of very many files.
    """
    plain = plain_name(name)
    at = plain.rfind(".")
    return plain[:at] if 0 < at < len(plain) - 1 else plain


def expanded(stream: BinaryIO, name: str) -> BinaryIO:
    """What is in a file of that name; the file itself if it is not compressed."""
    end = ending(name)
    return _once(watched(stream, ENDINGS[end])) if end else stream


def expanded_if_marked(stream: BufferedReader) -> BinaryIO:
    """The same by how a stream begins."""
    make = _compression(stream)
    return _once(watched(stream, make)) if make else stream


def _once(stream: BufferedReader) -> BinaryIO:
    """What was expanded. Raises OSError where it is compressed still."""
    if _compression(stream):
        hint = "expand it once, and import that"
        raise OSError(EBADMSG, f"it is compressed more than once: {hint}")
    return stream


def _compression(stream: BufferedReader) -> Open | None:
    beginning = stream.peek(BEGINNING)
    found = (make for mark, make in MARKS.items() if beginning.startswith(mark))
    return next(found, None)
