"""A question to the database that is answered within seconds, asked over one connection however often it comes."""

from functools import cache
from typing import Any

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from kpi.errors import StoreError
from kpi.store.engine import address_of

_SECONDS = 2
_QUESTIONS = {"sqlite": "PRAGMA schema_version"}
"""SQLite answers a SELECT 1 without a look at its file."""
_WAITS: dict[str, dict[str, Any]] = {
    "sqlite": {"timeout": _SECONDS, "check_same_thread": False},
    "postgresql": {"connect_timeout": _SECONDS, "tcp_user_timeout": _SECONDS * 1_000},
}


def answers(url: str) -> bool:
    """Tell whether the database at a URL answers."""
    try:
        engine = _asking(url)
        with engine.connect() as connection:
            connection.execute(text(_QUESTIONS.get(engine.dialect.name, "SELECT 1")))
    except (SQLAlchemyError, StoreError, ImportError):
        return False
    return True


@cache
def _asking(url: str) -> Engine:
    address = address_of(url)
    waits = _WAITS.get(address.get_backend_name(), {})
    return create_engine(
        address, pool_size=1, max_overflow=0, pool_timeout=_SECONDS, pool_pre_ping=True, connect_args=waits
    )
