"""What a server that others can reach has to be set up with: without it, it does not start and says why."""

import os
import tomllib
from pathlib import Path

import streamlit as st

from kpi.errors import StoreError
from pages.parts.mode import Mode, mode, owner_addresses, owner_password, section
from pages.parts.place import database_url

SHORTEST_SECRET = 32
"""Bytes of a cookie secret."""
SHORTEST_PASSWORD = 12
_EXAMPLES = ("change", "example", "replace", "placeholder", "password", "secret", "your")


def refusals() -> list[str]:
    """Say what keeps this server from starting: every reason a sentence with what to do."""
    if broken := _unreadable_secrets():
        return [broken]
    how = mode()
    found = [_two_ways_in(), _wrong_addresses()]
    if how is not Mode.LOCAL:
        found += [_shown_errors(), _agents(), _left_open(), _replicas()]
    if how is not Mode.VISITORS:
        found.append(_below_a_path())
    if how.signs_in:
        found.append(_any_host())
    if how is Mode.MEMBERS:
        found += [_weak_secret(), _named_by_headers()]
    if how is Mode.OWNER:
        found.append(_weak_password())
    return [one for one in found if one]


def _unreadable_secrets() -> str:
    """Find secrets that cannot be read: a server that took them for none would let in whom they keep out."""
    for path in st.get_option("secrets.files"):
        if Path(path).is_file():
            try:
                tomllib.loads(Path(path).read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
                return f"The secrets in {Path(path).name} cannot be read ({broken}): mend the file."
    return ""


def _two_ways_in() -> str:
    if not (section("auth") and owner_password()):
        return ""
    return "The secrets name both a provider ([auth]) and a password ([owner] password): choose one of them."


def _wrong_addresses() -> str:
    try:
        owner_addresses()
    except StoreError as wrong:
        return f"[owner] emails in the secrets: {wrong}"
    return ""


def _shown_errors() -> str:
    shown = st.get_option("client.showErrorDetails") != "none"
    return "Errors would be shown to visitors with their details: set client.showErrorDetails to none." if shown else ""


def _agents() -> str:
    on = st.get_option("server.enableAgentApi")
    return "The agent API is on, past every sign-in: set server.enableAgentApi to false." if on else ""


def _left_open() -> str:
    names = ("server.enableXsrfProtection", "server.enableCORS")
    off = " and ".join(name for name in names if not st.get_option(name))
    return f"Other web sites could act for whoever is signed in: set {off} to true." if off else ""


def _replicas() -> str:
    several = os.environ.get("GOALPOST_REPLICAS", "1").strip() not in {"", "1"}
    if several and database_url().startswith("sqlite"):
        return (
            "Several servers cannot share one SQLite file (GOALPOST_REPLICAS is more than 1): set DATABASE_URL to a "
            "PostgreSQL database."
        )
    return ""


def _any_host() -> str:
    if st.get_option("server.allowedHosts"):
        return ""
    return "Any address would be served: set server.allowedHosts to the name under which people reach this server."


def _below_a_path() -> str:
    below = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return (
        f"Sign-ins and share links lead to the root of a server, and this one is served below /{below}: leave "
        "server.baseUrlPath empty and give Goalpost a host name of its own."
        if below
        else ""
    )


def _weak_secret() -> str:
    secret = str(section("auth").get("cookie_secret", ""))
    if len(secret.encode()) >= SHORTEST_SECRET and not _is_an_example(secret):
        return ""
    return (
        f"[auth] cookie_secret is shorter than {SHORTEST_SECRET} bytes or an example, so sign-ins could be forged: "
        'make one with python -c "import secrets; print(secrets.token_hex(32))".'
    )


def _named_by_headers() -> str:
    trusted = st.get_option("server.trustedUserHeaders")
    return "Headers could name people past the sign-in: leave server.trustedUserHeaders empty." if trusted else ""


def _weak_password() -> str:
    password = owner_password()
    if len(password) >= SHORTEST_PASSWORD and not _is_an_example(password):
        return ""
    return (
        f"[owner] password is shorter than {SHORTEST_PASSWORD} characters or an example, and it opens everything: "
        "choose a long one, such as four words that nobody says together."
    )


def _is_an_example(secret: str) -> bool:
    """Find what was copied rather than made: it says so, or has hardly two signs that differ."""
    return any(word in secret.casefold() for word in _EXAMPLES) or len(set(secret)) < 6  # noqa: PLR2004
