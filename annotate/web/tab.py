"""A tab: one run of the program whose terminal is a page in a browser."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from annotate.web.messages import Asked, Blurred, Focused, Message, Resized, Size, Typed

SERVED = "ANNOTATE_SERVED"
"""Tells the program that it runs in a tab: the descriptor that ends when the server does."""
PROGRAM = (sys.executable, "-c", "from annotate.cli.main import run; run()")
GRACE = 5
"""Seconds to leave in, for a run whose page has gone."""


class Tab(AppService):
    """The program for one annotator, its keys and its picture; textual-serve speaks with it.

    The program is started without a shell, with the annotator's name in its environment. It holds
    the reading end of a pipe that ends with the server, however that dies.
    """

    def __init__(
        self,
        project: Path,
        annotator: str,
        *,
        draw: Callable[[bytes], Awaitable[None]],
        tell: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[object]],
    ) -> None:
        async def shut() -> None:
            await close()

        downloads = DownloadManager()
        super().__init__(
            "", write_bytes=draw, write_str=tell, close=shut, download_manager=downloads
        )
        self._environment = {
            "ANNOTATE_PROJECT": str(project.resolve()),
            "ANNOTATE_ANNOTATOR": annotator,
        }
        self._alive = -1

    async def take(self, message: Message) -> None:
        """Pass on what the page said."""
        match message:
            case Typed(text):
                await self.send_bytes(text.encode(errors="replace"))
            case Resized(Size(width, height)):
                await self.set_terminal_size(width, height)
            case Focused():
                await self.focus()
            case Blurred():
                await self.blur()
            case Asked(mark):
                await self.remote_write_str(f'["pong","{int(mark) if mark.isdecimal() else 0}"]')

    async def run(self) -> None:
        """Show what the program draws, until it ends."""
        try:
            await super().run()
        finally:
            os.close(self._alive)
            await self.remote_close()

    async def stop(self) -> None:
        """Let the program end; in the end make it."""
        process, running = self._process, self._task
        if process is None or running is None:
            return
        self._task = None
        await self.send_meta({"type": "quit"})
        try:
            await asyncio.wait_for(asyncio.shield(running), GRACE)
        except TimeoutError:
            process.kill()
            await running
        await process.wait()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        read, self._alive = os.pipe()
        environment = self._build_environment(width, height) | self._environment
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                *PROGRAM,
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                env=environment | {SERVED: str(read)},
                pass_fds=(read,),
                start_new_session=True,  # Ctrl-C is for the server
            )
        finally:
            os.close(read)
        self._stdin = process.stdin
        return process
