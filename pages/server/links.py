"""The addresses of share links: a token comes in once, is checked and limited, and stays behind in a cookie.

From then on neither an address nor a log holds it.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs

from anyio import move_on_after, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kpi.errors import StoreError
from kpi.reports.page import POLICY
from kpi.store import Store
from kpi.store.links import Grant
from kpi.store.secrets_kept import is_right
from kpi.store.tries import Try
from pages.parts.clock import now
from pages.parts.sharing import door
from pages.parts.sharing.cookie import Pass, cookie_name, read, written
from pages.parts.sharing.gate import entry, known, proof, subscribed
from pages.parts.sharing.limit import Limit, whose
from pages.parts.sharing.robots import is_robot
from pages.parts.sharing.subscription import calendar_of
from pages.server.https import is_https

WRONG_A_MINUTE: Final = 30
_FRAMES: Final = "frame-ancestors 'none'"
_PAGE: Final = f"{POLICY}; {_FRAMES}"
_DOOR: Final = _PAGE.replace("form-action 'none'", "form-action 'self'")
_LONGEST: Final = 4_096
"""Bytes that a form with a password has at most."""
_PATIENCE: Final = 10
"""Seconds within which it is here."""


class Doors:
    """The doors of all links of one server: what each opens, and who has knocked in vain too often."""

    def __init__(self, kept: Callable[[], Store | None], clock: Callable[[], datetime] = now) -> None:
        self._kept, self._now = kept, clock
        self._wrong = Limit(WRONG_A_MINUTE, 60)

    def routes(self) -> list[Route]:
        """Give the routes: a calendar's address, a link's, its password, and the page of a frozen one."""
        return [
            Route("/s/{token}.ics", self._told(self.calendar), methods=["GET"]),
            Route("/s/{token}", self._told(self.opened), methods=["GET"]),
            Route("/s/{token}", self._told(self.unlocked), methods=["POST"]),
            Route("/shared/frozen", self._told(self.frozen), methods=["GET"]),
        ]

    def calendar(self, request: Request) -> Response:
        """Answer a calendar program, which asks again and again: robots are just what this address is for."""
        return self._for_known(request, lambda kept, grant: self._subscribed(request, kept, grant), subscribed)

    def _subscribed(self, request: Request, kept: Store, grant: Grant) -> Response:
        kept.note_opening(grant.link.id, _digest(request), at=self._now())
        return _closed(Response(calendar_of(kept, grant.link), media_type="text/calendar; charset=utf-8"))

    def opened(self, request: Request) -> Response:
        """Answer whoever follows a link."""
        if _only_previews(request):
            return _said(door.preview())
        return self._for_known(request, lambda _, grant: self._locked_or_let_in(request, grant))

    def unlocked(self, request: Request) -> Response:
        """Answer whoever tells a password."""
        return self._for_known(request, lambda kept, grant: self._tried(request, kept, grant))

    def frozen(self, request: Request) -> Response:
        """Answer with the page of a frozen link, for a browser that came by its address."""
        link_id = request.query_params.get("link", "")
        kept = self._kept()
        cookie = request.cookies.get(cookie_name(link_id), "")
        found = kept and entry(kept, link_id, cookie, self._now())
        if _only_previews(request) or not kept or not found or not found.link.frozen:
            return _gone()
        return _said(kept.link_page(link_id), policy=_PAGE)

    def _told(self, answer: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
        """Answer away from the loop that serves everybody; what the database refuses tells nothing of a link.

        Whoever guessed too often is not even looked up.
        """

        async def told(request: Request) -> Response:
            if self._wrong.reached(whose(_address(request))):
                return _said(door.waiting(), HTTPStatus.TOO_MANY_REQUESTS)
            request.state.form = await _form(request)
            try:
                return await to_thread.run_sync(partial(answer, request))
            except StoreError:
                return Response("The database does not answer. Try again in a minute.", 503)

        return told

    def _for_known(
        self,
        request: Request,
        answer: Callable[[Store, Grant], Response],
        find: Callable[[Store, str, datetime], Grant | None] = known,
    ) -> Response:
        kept = self._kept()
        grant = kept and find(kept, request.path_params["token"], self._now())
        if not kept or not grant:
            self._wrong.count(whose(_address(request)))
            return _gone()
        return answer(kept, grant)

    def _locked_or_let_in(self, request: Request, grant: Grant) -> Response:
        held = read(request.cookies.get(cookie_name(grant.link.id), ""))
        token = request.path_params["token"]
        is_proven = held and held.token == token and held.proof == proof(grant, token)
        if grant.password and not is_proven:
            return _said(door.locked())
        return self._let_in(request, grant)

    def _tried(self, request: Request, kept: Store, grant: Grant) -> Response:
        if not grant.password:
            return self._let_in(request, grant)
        may = kept.allow_try(grant.link.id, _digest(request), at=self._now())
        if may is not Try.YES:
            said = door.waiting() if may is Try.LATER else door.locked(wrong=door.BUSY)
            return _said(said, HTTPStatus.TOO_MANY_REQUESTS)
        if not is_right(request.state.form, grant.password):
            kept.note_failure(grant.link.id, _digest(request), at=self._now())
            return _said(door.locked(wrong=door.WRONG), HTTPStatus.FORBIDDEN)
        kept.forget_tries(grant.link.id, _digest(request))
        return self._let_in(request, grant)

    def _let_in(self, request: Request, grant: Grant) -> Response:
        """Leave the token behind in a cookie, count the opening, and go to what the link shows."""
        link, token, at = grant.link, request.path_params["token"], self._now()
        former = read(request.cookies.get(cookie_name(link.id), ""))
        if kept := self._kept():
            kept.note_opening(link.id, _digest(request), at=at)
        where = "frozen" if link.frozen else ""
        answer = RedirectResponse(f"../shared{'/' if where else ''}{where}?link={link.id}", HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            cookie_name(link.id),
            written(Pass(token, proof(grant, token), at, former.opened if former else None)),
            max_age=int((link.until - at).total_seconds()),
            httponly=True,
            samesite="lax",
            secure=is_https(request),
        )
        return _closed(answer)


def store_at_hand() -> Store | None:
    """Give the store in which links are kept; None where there are none."""
    from pages.parts.access import links_kept

    return links_kept()


async def _form(request: Request) -> str:
    """Read the password out of a form of no more than a few bytes; '' where there is none."""
    if request.method != "POST":
        return ""
    read_so_far = b""
    with move_on_after(_PATIENCE):
        async for piece in request.stream():
            read_so_far += piece
            if len(read_so_far) > _LONGEST:
                return ""
    return parse_qs(read_so_far.decode("utf-8", "replace")).get("password", [""])[0]


def _only_previews(request: Request) -> bool:
    return request.method == "HEAD" or is_robot(request.headers.get("user-agent", ""))


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _digest(request: Request) -> str:
    """Hide an address from whoever reads the database: without the token nobody can guess it."""
    return sha256(f"{request.path_params['token']} {whose(_address(request))}".encode()).hexdigest()


def _gone() -> Response:
    return _said(door.gone(), HTTPStatus.NOT_FOUND)


def _said(page: bytes, status: int = HTTPStatus.OK, *, policy: str = _DOOR) -> Response:
    answer = Response(page, status, media_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = policy
    return _closed(answer)


def _closed(answer: Response) -> Response:
    """Have nobody keep an answer on its way."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
