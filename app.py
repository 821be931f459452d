"""The server: Streamlit around `pages/frame.py`, with security headers, `/ready` and no word to any other host."""

import gc
import os
import re
import sys
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from http import HTTPStatus
from importlib import import_module
from pathlib import Path

import streamlit as st
from anyio import move_on_after, to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from pages.parts.signed_in import SignedIn
from pages.server.errors import told_plainly
from pages.server.gate import Gate
from pages.server.links import Doors, store_at_hand
from pages.server.sign_in import SignIn
from pages.server.start import refusals

HEAVY = (
    "pandas",
    "altair",
    "pyarrow",
    "narwhals",
    "kpi.charts",
    "kpi.store.sql",
    "kpi.typed",
    "kpi.reading.drop",
    "pages.parts.access",
    "pages.parts.session",
    "pages.parts.targets.board",
    "pages.parts.targets.opened",
    "pages.parts.kpi_chart",
    "pages.parts.kpi_cards",
    "pages.parts.other_metrics",
    "pages.parts.latest_load",
    "pages.parts.own_layouts",
    "pages.parts.fetch_next",
    "pages.parts.reference_table",
    "pages.parts.typed_grid",
    "pages.parts.kpi_editor",
    "pages.parts.other_metrics",
    "pages.parts.sample",
)
PATIENCE = 5
"""Seconds after which a database that has not answered is none."""
PROBES = ("/ready", "/_stcore/health")
INDEX = Path(st.__file__).with_name("static").joinpath("index.html").read_text(encoding="utf-8")


def inline_scripts(page: str) -> str:
    """Give the hashes that allow a page's own inline scripts, and no others."""
    hashes = (sha256(script.encode()).digest() for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL))
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in hashes)


SCRIPTS = inline_scripts(INDEX)
SCREEN, PAPER = (
    Path(__file__).with_name("pages").joinpath("static", name).read_text(encoding="utf-8")
    for name in ("screen.css", "print.css")
)
PAGE = INDEX.replace("</head>", f'<style>{SCREEN}</style><style media="print">{PAPER}</style></head>', 1).encode()
OF_THE_FILE = ("etag", "last-modified", "accept-ranges", "content-encoding")
"""Headers that speak of Streamlit's own page, as it lies on the disk."""


def content_security_policy() -> str:
    """Allow this server alone; `GOALPOST_FRAME_ANCESTORS` (environment or secret) names who may show it in a frame."""
    ancestors = os.environ.get("GOALPOST_FRAME_ANCESTORS", "'self'")
    return (
        f"default-src 'none'; script-src 'self' {SCRIPTS}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )


def secure(headers: MutableHeaders, path: str) -> None:
    """Add the security headers to an answer; what holds figures is never stored on the way.

    A page of ours brings a policy of its own, which is stricter.
    """
    headers.setdefault("Content-Security-Policy", content_security_policy())
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    if "/media/" in path or headers.get("content-type", "").startswith("text/html"):
        headers["Cache-Control"] = "no-store"


class Guard:
    """Refuse a foreign Host, as Streamlit does for websockets only, and secure every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                secure(MutableHeaders(scope=message), scope["path"])
            await send(message)

        known = scope["path"] in PROBES or is_host_allowed(Headers(scope=scope).get("host"))
        answer = self.app if known else PlainTextResponse("This address is not served here.", 403)
        with suppress(ClientDisconnect):  # who leaves in the middle of an upload waits for no answer
            await answer(scope, receive, secured)


class Styled:
    """Give every page what the theme cannot say, and a stylesheet for paper: no page of ours can bring them along.

    Streamlit answers with one and the same document for all pages, so it is put in its place.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_page = False

        async def styled(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_html = headers.get("content-type", "").startswith("text/html")
                is_ours = "content-security-policy" in headers
                is_page = message["status"] == HTTPStatus.OK and is_html and not is_ours
                if is_page:
                    own = {name: value for name, value in headers.items() if name not in OF_THE_FILE}
                    message["headers"] = Headers({**own, "content-length": str(len(PAGE))}).raw
                await send(message)
            elif not is_page:
                await send(message)
            elif not message.get("more_body", False):
                body = b"" if scope["method"] == "HEAD" else PAGE
                await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, styled if scope["type"] == "http" else send)


def store_keeps() -> bool:
    """Say whether workspaces can be kept."""
    from pages.parts.place import keeps

    return keeps()


def ready(check: Callable[[], bool]) -> Route:
    """Answer whether this server can do its work, which `/_stcore/health` does not look at."""

    async def answer(_: Request) -> JSONResponse:
        keeps = False
        with move_on_after(PATIENCE):
            keeps = await to_thread.run_sync(check, abandon_on_cancel=True)
        return JSONResponse({"ready": keeps}, status_code=200 if keeps else 503)

    return Route("/ready", answer)


def keep_quiet() -> None:
    """Keep Streamlit from asking another host for this machine's address, which any foreign Origin would make it do."""
    net_util.get_external_ip = net_util.get_internal_ip = lambda: None


@asynccontextmanager
async def warmed_up(_: st.App) -> AsyncIterator[None]:
    """Import what pages need, and spare it from the collection that Streamlit forces after every run."""
    for module in HEAVY:
        import_module(module)
    gc.collect()
    gc.freeze()
    yield


def who_signed_in(cookies: Mapping[str, str]) -> SignedIn | None:
    """Say who a browser's cookies stand for."""
    from pages.parts.access import who_signed_in

    return who_signed_in(cookies)


def may_leave_files(cookies: Mapping[str, str]) -> bool:
    """Tell whether a browser's cookies stand for somebody who may bring files."""
    from pages.parts.access import may_leave_files

    return may_leave_files(cookies)


def start_or_say_why_not() -> None:
    """End the process where others could reach it and it is not set up for that."""
    if reasons := refusals():
        sys.exit("\n".join(["Goalpost does not start:", *reasons]))


keep_quiet()
start_or_say_why_not()
app = st.App(
    "pages/frame.py",
    lifespan=warmed_up,
    routes=[ready(store_keeps), *Doors(store_at_hand).routes(), *SignIn(who_signed_in).routes()],
    middleware=[
        Middleware(Guard),
        Middleware(Gate, who=who_signed_in, may_leave_files=may_leave_files),
        Middleware(Styled),
    ],
    on_script_error=told_plainly,
)
