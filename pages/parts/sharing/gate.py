"""Who may come in by a link: asked anew whenever something is shown, so that what is revoked ends at once."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from kpi.store import Store
from kpi.store.links import Grant, Link, Shows
from kpi.store.secrets_kept import sealed
from pages.parts.sharing.cookie import Pass, read


@dataclass(frozen=True, slots=True)
class Entry:
    """A link that is open to somebody, and what their browser keeps of it."""

    link: Link
    held: Pass


def known(kept: Store, token: str, now: datetime) -> Grant | None:
    """Say what page a token opens; None, whatever the reason, where it opens none."""
    grant = _open(kept, token, now)
    return grant if grant and grant.link.shown.page is not Shows.CALENDAR else None


def subscribed(kept: Store, token: str, now: datetime) -> Grant | None:
    """Say to what calendar a token subscribes; None, whatever the reason, where it does to none."""
    grant = _open(kept, token, now)
    return grant if grant and grant.link.shown.page is Shows.CALENDAR else None


def _open(kept: Store, token: str, now: datetime) -> Grant | None:
    """Say what a token stands for as long as that is open; as long as a workspace is put away, its links are too."""
    grant = kept.grant(token)
    if not grant or not grant.link.opens(now) or kept.workspace(grant.link.workspace).archived_at:
        return None
    return grant


def proof(grant: Grant, token: str) -> str:
    """Give what proves that the password was told; '' where there is none."""
    return sealed(token, grant.password) if grant.password else ""


def entry(kept: Store, link_id: str, cookie: str, now: datetime) -> Entry | None:
    """Let a cookie through to the link that it is for; None where it opens nothing (any more)."""
    held = read(cookie)
    grant = held and known(kept, held.token, now)
    if not held or not grant or grant.link.id != link_id:
        return None
    is_proven = hmac.compare_digest(held.proof, proof(grant, held.token))
    return Entry(grant.link, held) if is_proven else None
