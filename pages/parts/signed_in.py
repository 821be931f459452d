"""Who signed in, as the cookies of a browser prove it, on every run and for every request anew."""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import scrypt, sha256
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from kpi.errors import StoreError
from kpi.store.members import plain_address
from pages.parts.mode import Mode, mode, owner_password, trusts_addresses

OWNER_COOKIE = "goalpost_owner"
LASTS = timedelta(days=30)
_SALT = b"goalpost: who knows the owner's password"
"""The same on every server, so that a cookie of one is known to all; the password itself is what is secret."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody whose cookies are right: '' is the address of whoever knows the owner's password.

    `problem` says why their address cannot be relied on ('' where it can). `session` tells this sign-in from all
    others, and `since` is when it was made.
    """

    address: str
    name: str
    session: str
    since: datetime
    problem: str = ""


def signed_in(cookies: Mapping[str, str], now: datetime) -> SignedIn | None:
    """Say who signed in by the cookies of a browser; None where nobody did, or too long ago."""
    read = {Mode.OWNER: _owner, Mode.MEMBERS: _member}.get(mode())
    found = read(cookies) if read else None
    return found if found and found.since <= now + timedelta(minutes=5) and now < found.since + LASTS else None


def owner_cookie(now: datetime) -> str:
    """Make the cookie of whoever has told the owner's password; it ends with that password."""
    told = f"{now.astimezone(UTC).timestamp():.6f}.{secrets.token_hex(16)}"
    return f"{told}.{_proof(told)}"


def _owner(cookies: Mapping[str, str]) -> SignedIn | None:
    cookie = cookies.get(OWNER_COOKIE, "")
    told, _, proof = cookie.rpartition(".")
    if not told or not hmac.compare_digest(proof.encode(), _proof(told).encode()):
        return None
    since = datetime.fromtimestamp(float(told.rpartition(".")[0]), UTC)
    return SignedIn("", "", _digest(told), since)


def _proof(told: str) -> str:
    return hmac.new(_key(owner_password()), told.encode(), sha256).hexdigest()


@cache
def _key(password: str) -> bytes:
    return scrypt(password.encode(), salt=_SALT, n=2**14, r=8, p=5, maxmem=2**26, dklen=32)


def _member(cookies: Mapping[str, str]) -> SignedIn | None:
    """Read the cookie that Streamlit's sign-in leaves, which may come in parts; each of them is signed and dated."""
    parts: dict[str, datetime] = {}

    def part(name: str) -> bytes | None:
        read = _unsealed(name, cookies.get(name, ""))
        if read is None:
            return None
        parts[name] = read[1]
        return read[0]

    whole = get_cookie_with_chunks(part, USER_COOKIE_NAME)
    claims: dict[str, Any] = json.loads(whole) if whole else {}
    if not claims.get("is_logged_in") or claims.get("origin") != get_origin_from_redirect_uri():
        return None
    session = _digest("".join(cookies[name] for name in sorted(parts)))
    address, problem = _address(claims)
    name = str(claims.get("name") or address)
    return SignedIn(address, name, session, min(parts.values()), problem)


def _unsealed(name: str, value: str) -> tuple[bytes, datetime] | None:
    try:
        read, at = URLSafeTimedSerializer(get_cookie_secret(), salt=name).loads(value, return_timestamp=True)
    except BadData:
        return None
    return str(read).encode(), at


def _address(claims: Mapping[str, Any]) -> tuple[str, str]:
    """Give the address of which a provider vouches that it is theirs, or say why there is none."""
    try:
        address = plain_address(str(claims.get("email", "")))
    except StoreError:
        return "", "The provider of your sign-in tells no e-mail address of yours, and invitations are by address."
    verified = claims.get("email_verified")
    if verified is True or verified == "true" or (verified is None and trusts_addresses()):
        return address, ""
    if verified is None:
        return "", (
            f"The provider of your sign-in does not say whether it has verified that {address} is yours. Whoever runs "
            "this server can decide to rely on it all the same: the README says how, under “Who may come”."
        )
    return (
        "",
        f"The provider of your sign-in has not verified that {address} is yours. Verify it there first.",
    )


def _digest(told: str) -> str:
    return sha256(told.encode()).hexdigest()
