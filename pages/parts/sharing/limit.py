"""How often something may go wrong within a while, for each of whom it goes wrong for."""

import time
from collections import OrderedDict, deque
from ipaddress import ip_address, ip_network
from threading import Lock

_MOST_KNOWN = 20_000


class Limit:
    """Counts what went wrong of late; of many addresses those are forgotten that were quiet the longest."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._of: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def reached(self, whose: str, now: float | None = None) -> bool:
        """Tell whether somebody has to wait."""
        with self._lock:
            return len(self._recent(whose, _or_now(now))) >= self._most

    def count(self, whose: str, now: float | None = None) -> None:
        """Count that something went wrong."""
        now = _or_now(now)
        with self._lock:
            recent = self._recent(whose, now)
            recent.append(now)
            self._of[whose] = recent
            self._of.move_to_end(whose)
            while len(self._of) > _MOST_KNOWN:
                self._of.popitem(last=False)

    def _recent(self, whose: str, now: float) -> deque[float]:
        found = self._of.get(whose, deque())
        while found and found[0] <= now - self._seconds:
            found.popleft()
        return found


def whose(address: str) -> str:
    """Name whom an address belongs to: of IPv6 the 64 bits that one household or server has to itself.

    >>> whose("192.0.2.1"), whose("2001:db8::1:2"), whose("")
    ('192.0.2.1', '2001:db8::/64', '')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)  # noqa: PLR2004


def _or_now(now: float | None) -> float:
    return time.monotonic() if now is None else now
