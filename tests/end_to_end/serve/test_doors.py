"""`annotate serve`, by what goes over the wire: who comes in, and who does not."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

import annotate as package
from tests.end_to_end.serve.browsing import FIRST, labels, refused, status
from tests.end_to_end.serving import (
    Served,
    becomes,
    browser,
    entered,
    shown,
    websocket,
)

# the way in


async def test_a_link_leads_to_the_article_and_keys_label_it(served: Served, project: Path) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        async with websocket(client, url) as socket:
            await shown(socket, FIRST)
            await socket.send_str('["stdin","b"]')
            assert becomes(lambda: labels(project, "ana") > 0)
    with package.open_project(project) as reader:
        (document,) = reader
        (span,) = document.spans
    assert (span.label, span.text, span.annotator) == ("body", "The council met.", "ana")


async def test_a_link_opens_once_and_has_a_successor(served: Served) -> None:
    async with browser() as ana, browser() as other:
        await entered(ana, served.links["ana"])
        with pytest.raises(AssertionError, match="does not open any more"):
            await entered(other, served.links["ana"])
        name, link = await asyncio.to_thread(served.next_link)
        assert name == "ana"
        await entered(other, link)


async def test_each_is_who_the_link_was_for(served: Served, project: Path) -> None:
    async with browser() as ana, browser() as ben:
        for client, name in ((ana, "ana"), (ben, "ben")):
            url = await entered(client, served.links[name])
            async with websocket(client, url) as socket:
                await shown(socket, FIRST)
                await socket.send_str('["stdin","@"]')  # nobody else sits down in a browser
                await socket.send_str('["stdin","c"]')
                assert becomes(lambda name=name: labels(project, name) > 0)  # type: ignore[misc]  # mypy infers no default


async def test_a_browser_is_known_after_the_server_has_started_anew(project: Path) -> None:
    async with browser() as client:
        with Served(project, "ana", options=("--port", "0")) as first:
            url = await entered(client, first.links["ana"])
            port = url.rpartition(":")[2]
        with Served(project, "ana", options=("--port", port)):
            async with websocket(client, url) as socket:
                await shown(socket, FIRST)
        with Served(project, "ana", options=("--port", port, "--forget")):
            assert await refused(client, url, origin=url) == 403


async def test_a_name_is_nothing_to_a_shell(project: Path, tmp_path: Path) -> None:
    name = "$(touch oops) ;'\"é"
    with Served(project, name) as served:
        async with browser() as client:
            url = await entered(client, served.links[name])
            async with websocket(client, url) as socket:
                await shown(socket, FIRST)
    assert not [*Path.cwd().glob("oops*"), *project.rglob("oops*")]


# those who do not come in


async def test_without_a_cookie_there_is_a_door_and_nothing_behind_it(served: Served) -> None:
    url = served.url("ana")
    async with browser() as client:
        async with client.get(url) as answer:
            assert "Open the link that you were given" in await answer.text()
        assert await refused(client, url, origin=url) == 403
    assert not served.tabs()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None, "https://127.0.0.1"])
async def test_no_other_page_types_or_looks(served: Served, origin: str | None) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        assert await refused(client, url, origin=origin) == 403
        token = served.links["ben"].rpartition("#")[2]
        headers = {"Origin": origin} if origin else {}
        async with client.post(f"{url}/enter", data=token, headers=headers) as answer:
            assert answer.status == 403
        await entered(client, served.links["ben"])  # and the link was not spent by that


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "", "localhost.evil"])
async def test_no_other_name_leads_here(served: Served, host: str) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        for path in ("/", "/terminal/js/textual.js"):
            assert await status(client, url + path, headers={"Host": host}) in (400, 421)
        assert await refused(client, url, origin=url, headers={"Host": host}) in (400, 421)


@pytest.mark.parametrize(
    "size", ["?width=100000&height=100000", "?width=80", "", "?width=NaN&height=1"]
)
async def test_no_program_is_started_for_a_size_that_no_screen_has(
    served: Served, size: str
) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await websocket(client, url, size)
    assert refusal.value.status == 400
    assert not served.tabs()


@pytest.mark.parametrize(
    "said", ["", "[]", '["quit"]', '["resize",{"width":100000,"height":9}]', "[" * 100_000]
)
async def test_a_page_that_says_what_ours_never_says_is_closed(served: Served, said: str) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        async with websocket(client, url) as socket:
            await shown(socket, FIRST)
            await socket.send_str(said)
            while (await socket.receive()).type != aiohttp.WSMsgType.CLOSE:
                pass
            assert socket.close_code == aiohttp.WSCloseCode.POLICY_VIOLATION
    assert becomes(lambda: not served.tabs())


async def test_one_tab_too_many_is_told_so(project: Path) -> None:
    with Served(project, "ana", "ben", options=("--places", "1")) as served:
        async with browser() as ana, browser() as ben:
            url = await entered(ana, served.links["ana"])
            await entered(ben, served.links["ben"])
            async with websocket(ana, url) as socket:
                await shown(socket, FIRST)
                assert await refused(ben, url, origin=url) == 503
                async with ben.get(url) as page:
                    assert page.status == 503
                    assert "All 1 places are taken" in await page.text()
            assert becomes(lambda: not served.tabs())
            async with websocket(ben, url) as socket:
                await shown(socket, FIRST)


async def test_nothing_comes_from_elsewhere_and_nothing_else_is_there(served: Served) -> None:
    async with browser() as client:
        url = await entered(client, served.links["ana"])
        async with client.get(url) as answer:
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "http" not in policy
        assert "//" not in page
        assert "frame-ancestors 'none'" in policy
        for path in ("/assets/", "/assets/../server.py", "/assets/%2e%2e/server.py", "/download/x"):
            assert await status(client, url + path) in (403, 404)
