"""The addresses of this server's own pages."""

from urllib.parse import quote

import streamlit as st

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
_NOT_A_PAGE = (SIGN_IN, SIGN_OUT, "/auth/", "/oauth2callback")


def own_path(wanted: str) -> str:
    """Give the path to a page of this server, with its query; the front page for whatever leads elsewhere.

    >>> own_path("/targets?channel=X"), own_path("https://evil.example/"), own_path("//evil.example")
    ('/targets?channel=X', '/', '/')
    """
    is_plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    is_own = is_plain and wanted.startswith("/") and not wanted.startswith(("//", *_NOT_A_PAGE))
    return wanted if is_own else "/"


def to_sign_in(wanted: str) -> str:
    """Give the address of the sign-in that comes back to a page."""
    return f"{below_base(SIGN_IN)}?next={quote(own_path(wanted), safe='/')}"


def below_base(path: str) -> str:
    """Give the address of a path where the app is served below another one."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{path}" if base else path
