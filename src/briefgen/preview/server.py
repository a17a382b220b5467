"""The preview's page and what it asks for, over HTTP, on this machine only."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from mimetypes import guess_type
from pathlib import Path

import uvicorn
from msgspec import to_builtins
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefgen.assemble.font_files import font_file
from briefgen.errors import BriefgenError
from briefgen.workspace.tempfiles import temporary_folder
from briefgen.workspace.workspace import UnreadableError, Workspace

from .browsing import browsing_routes
from .live import Live
from .passages import shown_at

ADDRESS = "127.0.0.1"
_FONTS = frozenset({".ttf", ".otf", ".woff", ".woff2"})
_PAGE = Path(__file__).parent / "page"
# The page loads nothing from elsewhere, and nothing in a brief or a theme runs in it.
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def serve(
    workspace: Workspace,
    path: Path,
    port: int,
    *,
    browser: bool,
    say: Callable[[str], None],
    since: str | None = None,
) -> None:
    """Show the brief at `path` until interrupted; port 0 is any that is free. It is compared
    with the edition that `since` names, or with the last commit.

    Raises `BriefgenError` where the port is taken, or nothing can be laid out on this system.
    """
    try:
        listener = socket.create_server((ADDRESS, port))
    except OSError as error:
        raise BriefgenError(
            f"port {port} cannot be used: {error.strerror}", hint="Name another with --port."
        ) from error
    with listener, temporary_folder() as folder:
        live = Live(workspace, path, folder)
        # Who is not told the address has no way in: other users of the machine, other pages.
        token = secrets.token_urlsafe(16)
        origin = f"http://{ADDRESS}:{listener.getsockname()[1]}"
        address = f"{origin}/{token}/"
        app = application(
            live, workspace, path, token, origin, lambda: server.should_exit, since=since
        )
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
        say(f"{address}  shows {workspace.display(path)}; Ctrl-C ends it")
        if browser:
            webbrowser.open(_way_in(folder, address).as_uri())
        server.run([listener])


def _way_in(folder: Path, address: str) -> Path:
    """A page in `folder`, which is ours alone, that leads to `address`: every user of the machine
    sees with which words a browser was started."""
    page = folder / "preview.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><title>Preview</title>'
        f'<meta http-equiv="refresh" content="0; url={address}">'
        f'<a href="{address}">The preview</a>\n',
        encoding="utf-8",
    )
    return page


def application(
    live: Live,
    workspace: Workspace,
    path: Path,
    token: str,
    origin: str,
    is_over: Callable[[], bool],
    *,
    since: str | None = None,
) -> Starlette:
    """The preview of the brief at `path`, below `/TOKEN/` and for pages of `origin` only; streams
    of events end when it `is_over`."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with live.running():
            yield

    async def index(_: Request) -> Response:
        return FileResponse(_PAGE / "index.html")

    async def events(_: Request) -> Response:
        return StreamingResponse(live.events(is_over), media_type="text/event-stream")

    async def picture(request: Request) -> Response:
        png = live.pictures.get(request.path_params["name"])
        if png is None:
            return PlainTextResponse("there is no such picture", 404)
        kept = {"Cache-Control": "max-age=31536000, immutable"}  # its name is its content
        return Response(png, media_type="image/png", headers=kept)

    async def image(request: Request) -> Response:
        try:
            file = workspace.resolve(request.path_params["name"], workspace.root)
        except UnreadableError:
            return PlainTextResponse("there is no such picture", 404)
        kind = guess_type(file.name)[0] or ""
        if not (kind.startswith("image/") and file.is_file()):
            return PlainTextResponse("there is no such picture", 404)
        return FileResponse(file, media_type=kind)

    async def passage(request: Request) -> Response:
        sound = live.newest if request.query_params.get("of") == "saved" else live.printed
        shown = shown_at(request.query_params.get("anchor", ""), sound) if sound else []
        return JSONResponse(to_builtins(shown))

    async def font(request: Request) -> Response:
        try:
            file = font_file(request.path_params["name"])
        except (OSError, ValueError):
            return PlainTextResponse("there is no such font", 404)
        if file.suffix not in _FONTS:
            return PlainTextResponse("there is no such font", 404)
        return FileResponse(file, headers={"Cache-Control": "max-age=3600"})

    async def fonts(_: Request) -> Response:
        theme = live.newest.theme if live.newest else None
        style = theme.text("fonts.css") if theme and "fonts.css" in theme.files else ""
        return Response(style.replace('url("font:', 'url("font/'), media_type="text/css")

    shown: list[BaseRoute] = [
        Route("/", index),
        Route("/events", events),
        Route("/picture/{name}.png", picture),
        Route("/image/{name:path}", image),
        Route("/passage", passage),
        *browsing_routes(live, workspace, path, since),
        Route("/fonts.css", fonts),
        Route("/font/{name:path}", font),
        Mount("/page", StaticFiles(directory=_PAGE)),
    ]
    return Starlette(
        routes=[Mount(f"/{token}", routes=shown)],
        # A page elsewhere that names this address by a host of its own must get nothing.
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[ADDRESS]),
            Middleware(_Guarded, origin=origin),
        ],
        lifespan=lifespan,
    )


class _Guarded:
    """Refuses requests of other sites' pages; sends the page's content policy with every answer."""

    def __init__(self, app: ASGIApp, origin: str) -> None:
        self._app = app
        self._origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asking = Headers(scope=scope).get("origin") if scope["type"] == "http" else None
        if asking not in {None, self._origin}:
            await PlainTextResponse("not for other sites", 403)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = {"content-security-policy": _POLICY, "x-content-type-options": "nosniff",
                           "cache-control": "no-store",
                           "referrer-policy": "no-referrer"}  # fmt: skip
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] += [
                    (name.encode(), value.encode())
                    for name, value in headers.items()
                    if name.encode() not in given
                ]
            await send(message)

        await self._app(scope, receive, guarded)
