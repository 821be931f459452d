"""Who may come to this server, as it was set up: this computer alone, whoever knows a password, members, anybody."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import streamlit as st

from pages.parts.host import is_meant_local


class Mode(StrEnum):
    """Who may come."""

    LOCAL = "local"
    OWNER = "owner"
    MEMBERS = "members"
    VISITORS = "visitors"

    @property
    def signs_in(self) -> bool:
        """Tell whether people have to say who they are."""
        return self in {Mode.OWNER, Mode.MEMBERS}


def mode() -> Mode:
    """Say who may come: what the secrets say goes before where the server listens."""
    auth, owner = _sections("auth", "owner")
    if auth:
        return Mode.MEMBERS
    if owner.get("password"):
        return Mode.OWNER
    return Mode.LOCAL if is_meant_local() else Mode.VISITORS


def section(name: str) -> Mapping[str, Any]:
    """Give a section of Streamlit's secrets, empty where there is none."""
    return _sections(name)[0]


def _sections(*names: str) -> list[Mapping[str, Any]]:
    """Give several sections at once: where there are no secrets, Streamlit looks for their files at each question."""
    there = st.secrets.load_if_toml_exists()
    found = [st.secrets.get(name) if there else None for name in names]
    return [one if isinstance(one, Mapping) else {} for one in found]


def owner_password() -> str:
    """Give the password that opens everything, '' where there is none."""
    return str(section("owner").get("password", ""))


def owner_addresses() -> frozenset[str]:
    """Give the addresses of those who own every workspace of this server; raise StoreError for what is none."""
    from kpi.store.members import plain_address

    return frozenset(plain_address(str(one)) for one in section("owner").get("emails", []))


def trusts_addresses() -> bool:
    """Tell whether addresses count of which the provider does not say that it has verified them."""
    return section("owner").get("trust_unverified_emails") is True
