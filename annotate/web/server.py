"""The server: the page, its websocket, and the door before both."""

from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web

from annotate.web import pages
from annotate.web.address import Address
from annotate.web.entrance import LASTS, Entrance
from annotate.web.messages import LONGEST, decode, size
from annotate.web.tab import Tab

ASSETS = Path(__file__).parent / "assets"
TERMINAL = Path(textual_serve.__file__).parent / "static"
"""The terminal in the page, and its fonts, as textual-serve brings them."""
HEARTBEAT = 15
"""Seconds between two questions whether the page is still there."""
PER_PERSON = 8
"""Tabs of one annotator: the others are to have a place, too."""
POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",  # the terminal measures and colours by style attributes
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """The UI of a project for some annotators, in as many tabs at once as it has places."""

    def __init__(self, project: Path, address: Address, entrance: Entrance, places: int) -> None:
        self._project, self._address, self._entrance = project, address, entrance
        self._places = places
        self._tabs: dict[Tab, str] = {}
        self._cookie = f"annotate-{address.port}"

    def application(self, entered: Callable[[str], None]) -> web.Application:
        """What aiohttp runs; `entered` is told of each annotator whose link was used."""
        self._entered = entered
        application = web.Application(middlewares=[self._guard], client_max_size=4096)
        application.add_routes([
            web.get("/", self._page),
            web.post("/enter", self._enter),
            web.get("/ws", self._websocket),
            web.static("/assets", ASSETS),
            web.static("/terminal", TERMINAL),
        ])  # fmt: skip
        application.on_response_prepare.append(self._add_headers)
        application.on_shutdown.append(self._close_all)
        return application

    # --- the door ------------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer only what was meant for this server, and take nothing from other pages."""
        if request.headers.get("Host", "").lower() not in self._address.hosts:
            raise web.HTTPMisdirectedRequest(text="this server has another name\n")
        origin = request.headers.get("Origin")
        if origin is not None and origin not in self._address.origins:
            raise web.HTTPForbidden(text="not from another page\n")
        return await handler(request)

    def _who(self, request: web.Request) -> str | None:
        return self._entrance.whose(request.cookies.get(self._cookie, ""))

    async def _enter(self, request: web.Request) -> web.Response:
        """Turn a link's token into a cookie."""
        token = (await request.read()).decode(errors="replace")
        name = self._entrance.enter(token) if "Origin" in request.headers else None
        if name is None:
            raise web.HTTPForbidden(text="this link does not open any more\n")
        self._entered(name)
        response = web.Response(status=204)
        response.set_cookie(
            self._cookie,
            self._entrance.cookie(name),
            max_age=LASTS,
            httponly=True,
            samesite="Strict",
            secure=self._address.scheme == "https",
        )
        return response

    async def _add_headers(self, _: web.Request, response: web.StreamResponse) -> None:
        """Nothing from elsewhere is loaded, and no other page has a hold of this one."""
        response.headers.update({
            "Content-Security-Policy": POLICY,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        })  # fmt: skip

    # --- what is behind it ---------------------------------------------------------------------

    async def _page(self, request: web.Request) -> web.Response:
        """The terminal for who has come in; for others the door."""
        name = self._who(request)
        if name is None:
            return _shown(pages.entrance())
        if full := self._full(name):
            return _shown(pages.full(full), status=503)
        return _shown(pages.terminal(self._project.resolve().name, name))

    def _full(self, name: str) -> str:
        """Why there is no place for one more tab; "" if there is."""
        if len(self._tabs) >= self._places:
            return f"All {self._places} places are taken."
        if Counter(self._tabs.values())[name] >= PER_PERSON:
            return f"{PER_PERSON} tabs are open for {name}."
        return ""

    async def _websocket(self, request: web.Request) -> web.StreamResponse:
        """The talk of a page with its program."""
        name = self._who(request)
        if name is None or "Origin" not in request.headers:
            raise web.HTTPForbidden(text="come in by the link you were given\n")
        if full := self._full(name):
            raise web.HTTPServiceUnavailable(text=f"{full}\n")
        asked = request.query
        try:
            begun = size(asked.get("width", ""), asked.get("height", ""))
        except msgspec.ValidationError as error:
            raise web.HTTPBadRequest(text=f"no size of a terminal: {error}\n") from error
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LONGEST)
        tab = Tab(
            self._project, name, draw=socket.send_bytes, tell=socket.send_str, close=socket.close
        )
        self._tabs[tab] = name
        try:
            await socket.prepare(request)
            await tab.start(begun.width, begun.height)
            await self._talk(socket, tab)
        finally:
            await tab.stop()
            del self._tabs[tab]
        return socket

    async def _talk(self, socket: web.WebSocketResponse, tab: Tab) -> None:
        """Pass on what the page says until it leaves, or says what no page of ours says."""
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                break
            try:
                await tab.take(decode(message.data))
            except msgspec.DecodeError:
                await socket.close(code=WSCloseCode.POLICY_VIOLATION)

    async def _close_all(self, _: web.Application) -> None:
        for tab in list(self._tabs):
            await tab.stop()


def _shown(page: str, status: int = 200) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    return web.Response(text=page, content_type="text/html", status=status, headers=headers)
