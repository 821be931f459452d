"""Who may come: the owner of this computer alone, or visitors from outside, each with a workspace of their own."""

import ipaddress
from collections.abc import Mapping

import streamlit as st

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


ONLY_HERE = (
    "This Goalpost is meant for the computer on which it runs, and you reach it from elsewhere or through a proxy. "
    "To let others in, set up who may come: the README says how, under “Who may come”."
)


def is_local() -> bool:
    """Tell whether the page is asked for on this very computer: listener, allowed hosts and request are loopback."""
    return is_meant_local() and comes_from_here(st.context.headers)


def is_meant_local() -> bool:
    """Tell whether the server is set up for this computer alone: it listens on loopback and allows no other host."""
    allowed = st.get_option("server.allowedHosts") or []
    return is_loopback(st.get_option("server.address") or "") and bool(allowed) and all(map(is_loopback, allowed))


def comes_from_here(headers: Mapping[str, str]) -> bool:
    """Tell whether a request names this computer and passed no proxy."""
    named = {name.casefold(): value for name, value in headers.items()}
    host = named.get("host", "").rsplit(":", 1)[0]
    return is_loopback(host) and not any(name in named for name in _FORWARDED)


def is_loopback(host: str) -> bool:
    """Tell whether a name or an address is this computer's own."""
    bare = host.strip("[]")
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False
