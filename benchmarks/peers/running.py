"""A peer's program: installed in an environment of its own, run, asked, and what it has spent."""

import json
import os
import signal
import subprocess
import venv
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.client import HTTPResponse
from pathlib import Path
from socket import socket
from time import monotonic, sleep
from typing import Any, Self
from urllib.error import HTTPError, URLError
from urllib.request import Request, build_opener

from benchmarks.machine import processor
from benchmarks.projects import CACHE

PATIENCE = 300.0
"""Seconds after which something must have gone wrong."""
PAUSE = 0.1


class NotInstalledError(Exception):
    """Why a peer is not there."""


def installed(packages: Sequence[str]) -> Path:
    """The folder with the programs of packages; they stay beside the system's temporary files.

    Raises NotInstalledError with the last line that pip said.
    """
    folder = CACHE / "peers" / packages[0]
    if not (folder / "installed").exists():
        venv.create(folder, with_pip=True, clear=True)
        pip = folder / "bin" / "pip"
        done = subprocess.run(
            [pip, "install", "--quiet", *packages], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NotInstalledError((done.stderr.strip().splitlines() or ["pip failed"])[-1])
        (folder / "installed").touch()
    return folder / "bin"


def spent(command: Sequence[str | Path], folder: Path, said: Mapping[str, str] = {}) -> float:
    """Seconds of the processor that a command takes, with all that it starts."""
    before = os.times()
    environment = {**os.environ, **said}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {(done.stderr or done.stdout).strip()[-500:]}")
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Server:
    """Programs that serve one address; a context manager that ends them."""

    def __init__(self, address: str, folder: Path, said: Mapping[str, str] = {}) -> None:
        self.address, self._folder, self._said = address, folder, said
        self._programs: list[subprocess.Popen[bytes]] = []
        self.headers: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for program in self._programs:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()

    def run(self, *command: str | Path) -> None:
        """Start one of its programs."""
        with (self._folder / "log").open("ab") as log:
            program = subprocess.Popen(
                command,
                cwd=self._folder,
                env={**os.environ, **self._said},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._programs.append(program)

    def spent(self) -> float:
        """Seconds of the processor that its programs have taken so far, with all they started."""
        return sum(processor(program.pid) for program in self._programs)

    def until_it_answers(self, path: str) -> None:
        """Wait until an address of it is there."""
        end = monotonic() + PATIENCE
        while monotonic() < end:
            with suppress(URLError, ConnectionError, TimeoutError):
                self._asked(Request(self.address + path))
                return
            sleep(PAUSE)
        raise TimeoutError(f"{self.address}{path} was never there")

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """What it answers, read as JSON if it is; `body` goes as JSON unless it is bytes."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        given = {"Content-Type": "application/json", **self.headers, **headers}
        request = Request(self.address + path, data=data, headers=given, method=method)
        answer = self._asked(request).read()
        with suppress(ValueError):
            return json.loads(answer)
        return answer

    def _asked(self, request: Request) -> HTTPResponse:
        try:
            answer: HTTPResponse = build_opener().open(request, timeout=PATIENCE)
        except HTTPError as error:
            raise RuntimeError(f"{request.full_url}: {error} {error.read()[:500]!r}") from error
        return answer
