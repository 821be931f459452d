"""The routes by which people sign in and out: the owner's password here, members at their provider."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Final
from urllib.parse import parse_qs, quote, unquote

from anyio import Lock, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit.auth_util import encode_provider_token

from kpi.reports.markup import Markup, element, some
from kpi.store.secrets_kept import hashed, is_right
from pages.parts.clock import now
from pages.parts.mode import Mode, mode, owner_password, section
from pages.parts.paths import SIGN_IN, SIGN_OUT, below_base, own_path
from pages.parts.sharing.limit import Limit, whose
from pages.parts.signed_in import LASTS, OWNER_COOKIE, SignedIn, owner_cookie
from pages.server.https import is_https
from pages.server.plain import onward, plain, said

NEXT_COOKIE: Final = "goalpost_next"
TRIES, WITHIN = 5, 15 * 60
"""How often one address may tell a wrong password, within how many seconds."""
WRONG: Final = (
    "That is not the password, or it was tried too often from where you are. After five tries, wait a quarter of an "
    "hour."
)
_LONGEST: Final = 4_096
"""Bytes that the form has at most."""
_ELSEWHERE: Final = {"cross-site", "same-site"}
_Answer = Callable[[Request], Awaitable[Response]]


class SignIn:
    """Signs people in and out; `who` says who a browser's cookies stand for."""

    def __init__(self, who: Callable[[Mapping[str, str]], SignedIn | None]) -> None:
        self._who = who
        self._wrong = Limit(TRIES, WITHIN)
        self._one_at_a_time = Lock()

    def routes(self) -> list[Route]:
        """Give the routes: the form, its answer, the way to a provider, the way out."""
        return [
            Route(SIGN_IN, _where_people_sign_in(self.asked), methods=["GET"]),
            Route(SIGN_IN, _where_people_sign_in(self.told), methods=["POST"]),
            Route(f"{SIGN_IN}/{{provider}}", _where_people_sign_in(self.sent), methods=["GET"]),
            Route(SIGN_OUT, _where_people_sign_in(self.leaving), methods=["GET"]),
            Route(SIGN_OUT, _where_people_sign_in(self.left), methods=["POST"]),
        ]

    async def asked(self, request: Request) -> Response:
        """Ask for the password, or which provider it shall be; who is signed in goes on."""
        wanted = own_path(request.query_params.get("next", "/"))
        if await self._came(request):
            return RedirectResponse(below_base(wanted), 303)
        if mode() is Mode.OWNER:
            return _form(wanted)
        return plain("Sign in to Goalpost", *_ways(wanted))

    async def told(self, request: Request) -> Response:
        """Let in whoever tells the password; all others, and who tried too often, hear the same."""
        form = await _form_of(request)
        if form is None or mode() is not Mode.OWNER:
            return plain("Not from here", said("Open the sign-in of this server and try again."), status=403)
        wanted, peer = own_path(form.get("next", "/")), whose(request.client.host if request.client else "")
        if refused := await self._refused(form.get("password", ""), peer):
            return _form(wanted, wrong=WRONG, status=refused)
        answer = RedirectResponse(below_base(wanted), 303)
        _keep(answer, request, OWNER_COOKIE, owner_cookie(now()), int(LASTS.total_seconds()))
        return answer

    async def sent(self, request: Request) -> Response:
        """Send somebody to their provider, and keep for ten minutes where they wanted to go."""
        if mode() is not Mode.MEMBERS or request.path_params["provider"] not in providers():
            return RedirectResponse(below_base(SIGN_IN), 303)
        token = encode_provider_token(request.path_params["provider"])
        answer = RedirectResponse(below_base(f"/auth/login?provider={token}"), 303)
        _keep(answer, request, NEXT_COOKIE, quote(own_path(request.query_params.get("next", "/"))), 600)
        return answer

    async def leaving(self, request: Request) -> Response:
        """Ask how far the sign-out goes."""
        if not await self._came(request):
            return RedirectResponse(below_base(SIGN_IN), 303)
        return plain(
            "Sign out",
            said("Of this browser alone, or of every browser in which you are signed in?"),
            _choice("Sign out here", "here"),
            _choice("Sign out everywhere", "everywhere", is_quiet=True),
            onward("Stay signed in", below_base("/"), is_quiet=True),
        )

    async def left(self, request: Request) -> Response:
        """End the session, or all of this person, so that open tabs see it with their next run."""
        form = await _form_of(request)
        if form is None:
            return plain("Not from here", said("Open the sign-out of this server and try again."), status=403)
        if came := await self._came(request):
            await to_thread.run_sync(_end, came, form.get("where") == "everywhere")
        onto = below_base("/auth/logout" if mode() is Mode.MEMBERS else SIGN_IN)
        answer = plain("You are signed out", onward("Go on", onto), onward=onto)
        answer.delete_cookie(OWNER_COOKIE)
        return answer

    async def _came(self, request: Request) -> SignedIn | None:
        return await to_thread.run_sync(self._who, request.cookies)

    async def _refused(self, password: str, peer: str) -> int:
        """Give the status with which a password is refused, 0 for the right one.

        They are compared one at a time: each takes 16 MiB and some of the processor, and none may slip past the count.
        """
        async with self._one_at_a_time:
            if self._wrong.reached(peer):
                return 429
            if await to_thread.run_sync(is_right, password, _hashed(owner_password())):
                return 0
            self._wrong.count(peer)
            return 401


def providers() -> dict[str, str]:
    """Name the providers that the secrets set up, each with what people call it."""
    auth = section("auth")
    named = {name: name.capitalize() for name, one in auth.items() if isinstance(one, Mapping) and "client_id" in one}
    return {"default": "your account"} | named if "client_id" in auth else named


def _where_people_sign_in(answer: _Answer) -> _Answer:
    async def answered(request: Request) -> Response:
        return await answer(request) if mode().signs_in else RedirectResponse(below_base("/"), 303)

    return answered


def _end(came: SignedIn, everywhere: bool) -> None:  # noqa: FBT001
    from pages.parts.access import kept

    kept().sign_out(came.session, at=now())
    if everywhere:
        kept().sign_out_everywhere(came.address, at=now())


@cache
def _hashed(password: str) -> str:
    return hashed(password)


async def _form_of(request: Request) -> dict[str, str] | None:
    """Read a form that a page of this server sent; None for one from elsewhere, or one that is too long."""
    if request.headers.get("sec-fetch-site") in _ELSEWHERE:
        return None
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST:
            return None
    return {name: values[0] for name, values in parse_qs(body.decode(errors="replace")).items()}


def _keep(answer: Response, request: Request, name: str, value: str, seconds: int) -> None:
    secure = is_https(request)
    answer.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure, path="/")


def _form(wanted: str, *, wrong: str = "", status: int = 200) -> Response:
    password = element(
        "input", id="password", name_="password", type="password", required="required",
        autocomplete="current-password", autofocus="autofocus", maxlength="1000",
    )  # fmt: skip
    return plain(
        "Sign in to Goalpost",
        some("p", wrong, role="alert"),
        element(
            "form",
            element("label", "Password", for_="password"),
            password,
            element("input", type="hidden", name_="next", value=wanted),
            element("button", "Sign in", type="submit"),
            method="post",
            action=below_base(SIGN_IN),
        ),
        status=status,
    )


def _ways(wanted: str) -> list[Markup]:
    ways = providers().items()
    return [onward(f"Go on with {label}", below_base(f"{SIGN_IN}/{name}?next={quote(wanted)}")) for name, label in ways]


def _choice(label: str, where: str, *, is_quiet: bool = False) -> Markup:
    return element(
        "form",
        element("input", type="hidden", name_="where", value=where),
        element("button", label, type="submit", class_="quiet" if is_quiet else ""),
        method="post",
        action=below_base(SIGN_OUT),
    )


def wanted_after(cookies: Mapping[str, str]) -> str:
    """Say where somebody wanted to go who comes back from their provider."""
    return own_path(unquote(cookies.get(NEXT_COOKIE, "")))
