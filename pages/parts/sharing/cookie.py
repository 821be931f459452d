"""What a browser keeps of a link that it opened: the token, the proof of its password, and the last two openings."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_WRITTEN = re.compile(r"([\w-]{1,64})\.([0-9a-f]{0,64})\.([0-9]{1,12})\.([0-9]{0,12})", re.ASCII)
_NAME = "goalpost_link_"


@dataclass(frozen=True, slots=True)
class Pass:
    """Lets a browser through to a link: `opened` is when it came by its address last, `before` when it did before."""

    token: str
    proof: str
    opened: datetime
    before: datetime | None = None


def cookie_name(link_id: str) -> str:
    """Name the cookie of a link."""
    return f"{_NAME}{link_id}"


def written(given: Pass) -> str:
    """Write a pass as a cookie's value."""
    moments = (f"{one.timestamp():.0f}" if one else "" for one in (given.opened, given.before))
    return ".".join([given.token, given.proof, *moments])


def read(text: str) -> Pass | None:
    """Read a cookie's value; None where it is nothing that was written here.

    >>> read("no pass")
    >>> read("token..1764000000.").before
    """
    found = _WRITTEN.fullmatch(text)
    if not found:
        return None
    token, proof, opened, before = found.groups()
    return Pass(token, proof, _moment(opened), _moment(before) if before else None)


def _moment(seconds: str) -> datetime:
    return datetime.fromtimestamp(min(int(seconds), 2**33), UTC)
