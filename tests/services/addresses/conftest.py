"""Folders in memory, and pages of a web server."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pytest
from fsspec.implementations.memory import MemoryFileSystem


@pytest.fixture
def memory() -> Iterator[MemoryFileSystem]:
    """A file system in memory, empty before and after."""
    files = MemoryFileSystem()
    files.store.clear()
    yield files
    files.store.clear()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files but one, and does not talk about it.

    Of what is not in a bucket it says, as object stores do, that one may not look.
    """

    def send_head(self) -> BytesIO | BinaryIO | None:
        missing = not Path(self.translate_path(self.path)).exists()
        if self.path == "/closed.jsonl" or (missing and self.path.startswith("/bucket/")):
            self.send_error(403)
            return None
        return super().send_head()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder that a web server serves, and its address."""
    (tmp_path / "www").mkdir()
    handler = partial(Quiet, directory=str(tmp_path / "www"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as web:
        Thread(target=web.serve_forever, daemon=True).start()
        yield tmp_path / "www", f"http://127.0.0.1:{web.server_port}"
        web.shutdown()
