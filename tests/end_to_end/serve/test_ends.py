"""How what `annotate serve` started ends, what it refuses to serve, and how many it holds."""

import asyncio
import signal
import ssl
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
import trustme

from tests.campaign import campaign
from tests.cli.program import annotate
from tests.end_to_end.serve.browsing import FIRST, labels, refused
from tests.end_to_end.serving import (
    Served,
    becomes,
    browser,
    entered,
    gone,
    kill,
    read_on,
    shown,
    websocket,
)

# what is left


async def test_a_closed_tab_ends_its_program(served: Served) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        async with websocket(client, url) as socket:
            await shown(socket, FIRST)
            tabs = served.tabs()
            assert len(tabs) == 1
    assert gone(tabs)


async def test_a_program_that_dies_closes_its_page(served: Served) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        async with websocket(client, url) as socket:
            await shown(socket, FIRST)
            kill(served.tabs()[0].pid)
            while (await socket.receive()).type == aiohttp.WSMsgType.BINARY:
                pass
            assert socket.closed
        async with websocket(client, url) as socket:
            await shown(socket, FIRST)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
async def test_a_server_that_ends_leaves_no_program_behind(served: Served, number: int) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        async with websocket(client, url) as one, websocket(client, url) as two:
            await shown(one, FIRST)
            await shown(two, FIRST)
            tabs = served.tabs()
            assert len(tabs) == 2
            code = await asyncio.to_thread(served.end, number)
    assert gone(tabs)
    assert code == (-number if number == signal.SIGKILL else 0)


async def test_a_program_that_hangs_is_made_to_end(served: Served) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        async with websocket(client, url) as socket:
            await shown(socket, FIRST)
            tabs = served.tabs()
            tabs[0].suspend()
    assert gone(tabs, 30)


# what it takes to serve


async def test_over_a_certificate_the_cookie_is_for_nothing_else(
    project: Path, tmp_path: Path
) -> None:
    authority = trustme.CA()
    made = authority.issue_cert("localhost")
    made.private_key_pem.write_to_path(tmp_path / "key.pem")
    made.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    tls = ("--tls", str(tmp_path / "cert.pem"), str(tmp_path / "key.pem"), "--host", "localhost")
    with Served(project, "ana", options=tls) as served:
        connector = aiohttp.TCPConnector(ssl=trusting)
        async with browser(connector=connector) as client:
            url = await entered(client, served.links["ana"])
            assert url.startswith("https://localhost:")
            (cookie,) = client.cookie_jar
            assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (
                True,
                True,
                "Strict",
            )
            async with websocket(client, url) as socket:
                await shown(socket, FIRST)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "0.0.0.0"], "others could read along, 0.0.0.0"),
        (["--url", "http://annotate.example.org"], "others could read along"),
        (["--url", "annotate.example.org"], "no address of a site"),
        (["--host", "192.0.2.1", "--url", "https://a.example"], "cannot listen"),
        (["--tls", "annotate.toml", "annotate.toml"], "no certificate with its key"),
        (["--tls", "gone.pem", "gone.pem"], "no certificate with its key"),
    ],
)
def test_what_cannot_be_served_is_one_line(project: Path, options: list[str], words: str) -> None:
    done = annotate("serve", "ana", *options, project=project, cwd=project)
    assert done.code == 1
    assert words in done.error()
    assert not done.out


def test_a_port_that_is_taken_is_one_line(served: Served, project: Path) -> None:
    port = served.url("ana").rpartition(":")[2]
    done = annotate("serve", "ana", "--port", port, project=project)
    assert done.code == 1
    assert "cannot listen (address already in use)" in done.err


async def test_sessions_hold_until_the_places_are_taken(project: Path) -> None:
    names = [f"person {number}" for number in range(campaign(2, 8))]
    tabs_each = campaign(2, 5)
    places = tabs_each * len(names)
    reading = []
    with Served(project, *names, options=("--places", str(places))) as served:
        async with AsyncExitStack() as stack:
            for name in names:
                client = await stack.enter_async_context(browser())
                url = await entered(client, served.links[name])
                for _ in range(tabs_each):
                    socket = await stack.enter_async_context(websocket(client, url))
                    await shown(socket, FIRST)
                    await socket.send_str('["stdin","b"]')
                    reading.append(asyncio.create_task(read_on(socket)))
            tabs = served.tabs()
            assert len(tabs) == places
            assert await refused(client, url, origin=url) == 503
            assert await asyncio.to_thread(becomes, lambda: all(labels(project, n) for n in names))
        await asyncio.gather(*reading)
    assert gone(tabs, 30)
