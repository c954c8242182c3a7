"""Starting the server: everything that is unsafe by default is set before the first page is made."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.applications import Starlette

APP = "marketsim_dashboards.site.app"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
CULLED_AFTER = "90s"
MOST_VISITORS = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Address:
    """Where the pages are: the interface and port, and how visitors address it.

    Attributes
    ----------
    root_path : path below which the pages lie behind a proxy, such as ``/marketsim``; empty for none
    base_url : the address that visitors use, where it differs from host and port
    """

    host: str = "127.0.0.1"
    port: int = 8765
    root_path: str = ""
    base_url: str = ""

    @property
    def url(self) -> str:
        """The address to open."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url or f"http://{host}:{self.port}{self.root_path}/"

    @property
    def origin(self) -> str:
        """The origin that pages come from, where one was named."""
        return "/".join(self.base_url.split("/")[:3]) if self.base_url else ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which the server may be addressed."""
        named = self.origin.split("//")[-1].rsplit(":", 1)[0]
        return tuple(dict.fromkeys([*LOOPBACK, self.host.strip("[]"), *([named] if named else [])]))


def settle(address: Address) -> None:
    """Set everything before solara is loaded, which reads its settings once."""
    for name, value in {
        "SOLARA_APP": APP,
        "SOLARA_MODE": "production",
        "SOLARA_ROOT_PATH": address.root_path,
        "SOLARA_BASE_URL": address.url,
        "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
        "SOLARA_ASSETS_PROXY": "false",
        "SOLARA_ASSETS_CDN": f"{address.root_path}/static/cdn/",
        "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
        "SOLARA_KERNEL_CULL_TIMEOUT": CULLED_AFTER,
        "SOLARA_KERNEL_MAX_COUNT": str(MOST_VISITORS),
        "SOLARA_KERNEL_MAX_PER_SESSION": "12",
        "SOLARA_SESSION_SECRET_KEY": secrets.token_hex(32),
        "SOLARA_SESSION_HTTP_ONLY": "true",
        "SOLARA_THEME_SHOW_BANNER": "false",
        "SOLARA_THEME_LOADER": "marketsim",
        "SOLARA_THEME_TITLE": "marketsim",
        "SOLARA_CHECK_HOOKS": "off",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }.items():
        os.environ[name] = value


def application(address: Address, stages: int) -> Callable[..., Awaitable[None]]:
    """The guarded application with all its pages."""
    settle(address)
    import solara.server.starlette as pages
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.middleware import Middleware
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    from marketsim_dashboards.ground import ground
    from marketsim_dashboards.serve.guard import Guard
    from marketsim_dashboards.site.house import close_house, open_house
    from marketsim_dashboards.site.past import film as film_of_history

    async def replay(_: Request) -> Response:
        film = await run_in_threadpool(film_of_history)
        return Response(film or b"", 200 if film else 404, media_type="application/octet-stream")

    async def map_json(_: Request) -> Response:
        return Response(ground(), media_type="application/json", headers={"cache-control": "max-age=3600"})

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        house = open_house(stages)
        house.later(house.rehearse)
        async with pages.lifespan(app):
            yield
        close_house()

    routes: list[Any] = [
        Route("/map.json", map_json),
        Route("/replay.bin", replay),
        Mount("/static/cdn", app=StaticFiles(directory=str(front_end()))),
        *pages.routes,
    ]
    site = Starlette(
        routes=routes, lifespan=life, middleware=[Middleware(pages.SolaraGZipMiddleware, minimum_size=1000)]
    )
    return Guard(site, address.hosts, address.origin, MOST_VISITORS)


def front_end() -> Any:
    """The folder of solara's own scripts and styles, which came with its assets; nothing is fetched from anywhere."""
    from solara.server import settings

    return settings.assets.proxy_cache_dir


def serve(address: Address, stages: int, ready: Callable[[], None]) -> None:
    """Serve until interrupted."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    options = uvicorn.Config(
        application(address, stages), host=address.host, port=address.port, log_level="warning", access_log=False,
        server_header=False, date_header=True, proxy_headers=False, ws_max_size=256 * 1024, loop="asyncio",
        ws_per_message_deflate=False,  # scenes come squeezed from their stages, and nobody waits for it here
        timeout_graceful_shutdown=3, root_path="",
    )  # fmt: skip
    Server(options).run()
