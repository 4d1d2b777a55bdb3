"""The server as it is run, and a page of its that is no browser."""

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import aiohttp
import psutil  # type: ignore[import-untyped]  # it has no types

from tests.cli.program import COMMAND

PATIENCE = 60.0
"""Seconds to wait for what must come."""


class Served:
    """A run of `annotate serve`; a context manager that ends it."""

    def __init__(self, project: Path, *names: str, options: tuple[str, ...] = ()) -> None:
        command = [COMMAND, "--project", project, "serve", *names, "--port", "0", *options]
        self.run = subprocess.Popen(
            list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.links = dict(self.next_link() for _ in names)

    def next_link(self) -> tuple[str, str]:
        """The annotator and the link of the next line that is printed."""
        assert self.run.stdout
        line = self.run.stdout.readline()
        assert line, self.run.stderr and self.run.stderr.read()
        name, link = line.rsplit(maxsplit=1)
        return name.rstrip(), link

    def url(self, name: str) -> str:
        """Where the page is, without what lets one in."""
        return self.links[name].partition("/#")[0]

    def tabs(self) -> list[psutil.Process]:
        """The runs of the program that it has started."""
        return list(psutil.Process(self.run.pid).children(recursive=True))

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send it a signal, and wait; its exit code."""
        self.run.send_signal(number)
        return self.run.wait(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.run.poll() is None:
            self.end()
        self.run.communicate()


async def entered(client: aiohttp.ClientSession, link: str, **how: Any) -> str:
    """Come in by a link; the page's address."""
    url, _, token = link.partition("/#")
    async with client.post(f"{url}/enter", data=token, headers={"Origin": url}, **how) as answer:
        assert answer.status == 204, await answer.text()
    return url


@asynccontextmanager
async def browser(**how: Any) -> AsyncIterator[aiohttp.ClientSession]:
    """What keeps cookies, also those of an address without a name."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), **how) as client:
        yield client


def websocket(
    client: aiohttp.ClientSession, url: str, size: str = "?width=100&height=30", **how: Any
) -> Any:
    """The talk of a page of that size with its program; to be entered."""
    return client.ws_connect(f"{url}/ws{size}", origin=url, **how)


async def shown(socket: aiohttp.ClientWebSocketResponse, words: str) -> None:
    """Wait until the program has drawn words that stand together."""
    drawn = b""
    async with asyncio.timeout(PATIENCE):
        while words.encode() not in drawn:
            message = await socket.receive()
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
            drawn += message.data if isinstance(message.data, bytes) else b""


async def read_on(socket: aiohttp.ClientWebSocketResponse) -> None:
    """Take what comes, and answer the server's pings meanwhile, as a browser does."""
    async for _ in socket:
        pass


def becomes(state: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Whether something holds soon."""
    until = time.monotonic() + seconds
    while not state() and time.monotonic() < until:
        time.sleep(0.05)
    return state()


def gone(processes: list[psutil.Process], seconds: float = 10) -> bool:
    """Whether processes have ended, or do soon."""
    return not psutil.wait_procs(processes, seconds)[1]


def kill(process: int) -> None:
    """Let a process die without a word."""
    os.kill(process, signal.SIGKILL)
