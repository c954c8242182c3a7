"""What stands between the network and the pages: who may ask, what may be asked, and what leaves the house."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from marketsim_dashboards.words.catalogue import language_of

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

LONGEST_PATH = 2_000
LONGEST_MESSAGE = 64 * 1024
MOST = 50
"""Pages that may be open at once, which is how many visitors there may be."""
MOST_FROM_ONE = 40
"""Pages that may be open at once from one address, behind which a whole class may sit."""

HEADERS = {
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
CLOSED = ("/resourcez", "/_solara/api/evict", "/static/public/success.html")
IGNORED = (b"script-name", b"x-script-name", b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-prefix")
"""Headers by which somebody outside could move the site's root."""

TRACE = "Traceback (most recent call last)"
TELLS_OF_ERRORS = re.compile(r'"msg_type": ?"(error|stream)"')
HTML = re.compile(rb"<html(?=[\s>])")
VIEWPORT = re.compile(rb'(<meta name="viewport" content=")[^"]*"')

log = logging.getLogger(__name__)


class Guard:
    """An ASGI application around the pages.

    Parameters
    ----------
    app : the pages
    hosts : names by which this server may be addressed, without ports
    origin : the one origin pages may come from, such as ``http://127.0.0.1:8765``; empty for the request's own host
    most, most_from_one : pages that may be open at once, in all and from one client's address
    """

    def __init__(
        self,
        app: App,
        hosts: tuple[str, ...],
        origin: str = "",
        most: int = MOST,
        most_from_one: int = MOST_FROM_ONE,
    ) -> None:
        self.app, self.hosts, self.origin, self.most, self.most_from_one = (
            app,
            hosts,
            origin,
            most,
            most_from_one,
        )
        self.connected: Counter[str] = Counter()

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name not in IGNORED]
        status = self.refused(scope)
        if scope["type"] == "websocket":
            await (self.hang_up(receive, send) if status else self.talk(scope, receive, send))
        elif status:
            await answer(send, status)
        else:
            await self.serve(scope, receive, send)

    def refused(self, scope: MutableMapping[str, Any]) -> int:
        """The status with which a request is refused; 0 for one that is welcome."""
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get(b"host", "")
        if hostname(host) not in self.hosts:
            return 421
        origin = headers.get(b"origin")
        if origin is not None and origin != (self.origin or f"{scope_scheme(scope)}://{host}"):
            return 403
        path = scope["path"]
        if len(path) > LONGEST_PATH or "\\" in path or "\0" in path or ".." in path.split("/"):
            return 400
        if path.startswith(CLOSED):
            return 404
        if (
            scope["type"] == "http"
            and scope["method"] not in ("GET", "HEAD")
            and "/_solara/api/close/" not in path
        ):
            return 405
        return 0

    async def hang_up(self, receive: Receive, send: Send) -> None:
        """End a conversation before it begins."""
        await receive()
        await send({"type": "websocket.close", "code": 1008})

    async def talk(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Let a page talk with its kernel, without errors of the program among what it hears."""
        client = (scope.get("client") or ("",))[0]
        if self.connected.total() >= self.most or self.connected[client] >= self.most_from_one:
            await self.hang_up(receive, send)
            return
        self.connected[client] += 1

        async def checked() -> Message:
            message = await receive()
            content = message.get("text") or message.get("bytes") or ""
            if len(content) > LONGEST_MESSAGE:
                return {"type": "websocket.disconnect", "code": 1009}
            return message

        async def quietly(message: Message) -> None:
            text = message.get("text")
            if text and (TRACE in text or TELLS_OF_ERRORS.search(text)):
                log.warning("an error was kept from a page")
                return
            await send(message)

        try:
            await self.app(scope, checked, quietly)
        finally:
            self.connected[client] -= 1
            if not self.connected[client]:
                del self.connected[client]

    async def serve(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer a request, with headers that bind the browser; pages get their language and may be zoomed."""
        language = spoken(scope)
        page = False
        started: Message = {}
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal page, started, begun
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                extra = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in names]
                message["headers"] = [*message["headers"], *extra]
                kind = next(
                    (value for name, value in message["headers"] if name.lower() == b"content-type"), b""
                )
                page = kind.startswith(b"text/html")
                started = message
                if not page:
                    begun = True
                    await send(message)
            elif not page:
                await send(message)
            else:
                started["body"] = started.get("body", b"") + message.get("body", b"")
                if not message.get("more_body"):
                    await finish(started, language, send)

        plain = (
            [(n, v) for n, v in scope["headers"] if n != b"accept-encoding"] if wants_page(scope) else None
        )
        try:
            await self.app({**scope, "headers": plain} if plain is not None else scope, receive, guarded)
        except Exception:
            log.exception("a request failed")
            if not begun:
                await answer(send, 500)


async def finish(started: Message, language: str, send: Send) -> None:
    """Send a page with its language set and zooming allowed."""
    body = started.pop("body", b"")
    body = HTML.sub(f'<html lang="{language}"'.encode(), body, count=1)
    body = VIEWPORT.sub(rb'\1width=device-width, initial-scale=1"', body, count=1)
    if TRACE.encode() in body:
        await answer(send, 500)
        return
    headers = [(name, value) for name, value in started["headers"] if name.lower() != b"content-length"]
    started["headers"] = [*headers, (b"content-length", str(len(body)).encode())]
    await send(started)
    await send({"type": "http.response.body", "body": body})


async def answer(send: Send, status: int) -> None:
    """Answer with a status and nothing else."""
    headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    await send(
        {"type": "http.response.start", "status": status, "headers": [*headers, (b"content-length", b"0")]}
    )
    await send({"type": "http.response.body", "body": b""})


def wants_page(scope: MutableMapping[str, Any]) -> bool:
    """Whether a request is for a page rather than for one of its parts."""
    path = scope["path"]
    return not path.startswith(("/static/", "/jupyter/", "/_solara/", "/map.json"))


def hostname(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def scope_scheme(scope: MutableMapping[str, Any]) -> str:
    """The scheme of pages that may talk to this server."""
    return str(scope.get("scheme", "http")).replace("ws", "http")


def spoken(scope: MutableMapping[str, Any]) -> str:
    """The language of a page, from its address, its cookie or what the browser accepts."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    asked = re.search(r"(?:^|&)lang=(\w\w)(?:&|$)", scope.get("query_string", b"").decode("latin-1"))
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get(b"cookie", ""))
    except CookieError:
        jar.clear()
    kept = jar["marketsim-language"].value if "marketsim-language" in jar else None
    return language_of(asked[1] if asked else kept, headers.get(b"accept-language", ""))
