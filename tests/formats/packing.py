"""The ways in which files are compressed, and files compressed so."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

from tests.zstandard import zstd

WAYS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".zst": zstd.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}


def compressed(path: Path, end: str) -> Path:
    """A file beside another, with its content compressed."""
    to = path.with_name(path.name + end)
    to.write_bytes(WAYS[end](path.read_bytes()))
    return to
