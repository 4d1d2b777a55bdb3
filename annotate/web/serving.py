"""Running the server until it is told to end."""

import asyncio
import os
import signal
import socket
import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from aiohttp import web

from annotate.core.errors import ProjectError
from annotate.web.address import Address
from annotate.web.entrance import Entrance
from annotate.web.server import Server

Tell = Callable[[str, str], None]
"""Told an annotator's name and the link that opens next."""


async def serve(
    project: Path,
    address: Address,
    entrance: Entrance,
    *,
    places: int,
    begun: Callable[[], None],
    tell: Tell,
) -> None:
    """Serve a project's UI until SIGINT or SIGTERM; a port of 0 takes any that is free.

    Once it listens, `begun` is called, then `tell` with each link, and with each that follows.
    Raises ProjectError where that cannot be listened at, or the certificate is none.
    """
    tls = _tls(*address.tls) if address.tls else None
    listening = _listen(address)
    address = replace(address, port=listening.getsockname()[1])
    server = Server(project, address, entrance, places)

    def link(name: str) -> None:
        tell(name, f"{address.public}/#{entrance.tokens[name]}")

    runner = web.AppRunner(server.application(link), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.SockSite(runner, listening, ssl_context=tls).start()
        begun()
        for name in entrance.tokens:
            link(name)
        await _told_to_end()
    finally:
        await runner.cleanup()


async def _told_to_end() -> None:
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    await told.wait()


def _listen(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        what = f"cannot listen ({why[:1].lower() + why[1:]})"
        where = f"{address.host}, port {address.port}"
        raise ProjectError(what, where, "choose another with --host or --port") from error


def _tls(certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        what = "no certificate with its key"
        hint = "give two files in PEM, --tls CERTIFICATE KEY"
        raise ProjectError(what, f"{certificate}, {key}", hint) from error
    return context
