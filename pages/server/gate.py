"""What stands before every page: it sends to the sign-in who has to, and turns away who came to another's computer."""

from collections.abc import Callable, Mapping

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts.host import ONLY_HERE, comes_from_here, is_loopback
from pages.parts.mode import Mode, mode
from pages.parts.paths import below_base, to_sign_in
from pages.parts.signed_in import SignedIn
from pages.server.sign_in import NEXT_COOKIE, wanted_after

_OPEN = (
    *("/_stcore/", "/static/", "/media/", "/component/", "/auth/", "/oauth2callback"),
    *("/sign-in", "/sign-out", "/ready", "/s/", "/shared"),
)
"""What is no page of ours, or opens without a sign-in: a share link says itself whom it lets in."""
_UPLOAD = "/_stcore/upload_file/"
_METRICS = "/_stcore/metrics"
_CALLBACK = "/oauth2callback"
_Who = Callable[[Mapping[str, str]], SignedIn | None]
_May = Callable[[Mapping[str, str]], bool]


class Gate:
    """Lets those through to a page who may come, and those with a file who may change something.

    `who` says who a browser's cookies stand for, `may_leave_files` whether they may leave files.
    """

    def __init__(self, app: ASGIApp, who: _Who, may_leave_files: _May) -> None:
        self.app, self._who, self._may_leave_files = app, who, may_leave_files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = await self._instead(scope) if scope["type"] == "http" else None
        if answer is None and scope["type"] == "http" and scope["path"] == below_base(_CALLBACK):
            send = _onward(send, wanted_after(Request(scope).cookies))
        await (answer or self.app)(scope, receive, send)

    async def _instead(self, scope: Scope) -> ASGIApp | None:
        """Say what is answered instead of what was asked for; None where that is open."""
        path, how = str(scope["path"]), mode()
        if how is Mode.LOCAL:
            return None if path in _PROBES or comes_from_here(Headers(scope=scope)) else _elsewhere()
        if _METRICS in path and not _is_asked_here(scope):
            return PlainTextResponse("These numbers are for this computer alone.", 403)
        if how.signs_in and _is_upload(scope):
            may = await to_thread.run_sync(self._may_leave_files, Request(scope).cookies)
            return None if may else PlainTextResponse("Sign in first, as somebody who may change something here.", 403)
        if not how.signs_in or not _is_page(path):
            return None
        if await to_thread.run_sync(self._who, Request(scope).cookies):
            return None
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(to_sign_in(f"{path}?{query}" if query else path), 303, {"Cache-Control": "no-store"})


_PROBES = ("/ready", "/_stcore/health")


def _is_page(path: str) -> bool:
    return not path.startswith(_OPEN) and "/_stcore/" not in path and "." not in path.rpartition("/")[2]


def _is_upload(scope: Scope) -> bool:
    return _UPLOAD in scope["path"] and scope["method"] in {"PUT", "DELETE"}


def _is_asked_here(scope: Scope) -> bool:
    """Tell whether a request began on this computer: by where it comes from, which no header can pretend."""
    peer, _ = scope.get("client") or ("", 0)
    return is_loopback(peer) and comes_from_here(Headers(scope=scope))


def _elsewhere() -> ASGIApp:
    return PlainTextResponse(ONLY_HERE, 403)


def _onward(send: Send, wanted: str) -> Send:
    """Lead whoever comes back from their provider to where they wanted to go; Streamlit leads all to the front page."""

    async def led(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("location") == below_base("/"):
                headers["location"] = below_base(wanted)
                headers.append("set-cookie", f"{NEXT_COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax")
        await send(message)

    return led
