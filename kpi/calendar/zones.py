"""The names of time zones, as calendar programs write them."""

from functools import cache
from zoneinfo import available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_PARTS = (2, 3)
"""Of how many parts names are made that stand at the end of longer ones, such as /mozilla.org/2007/Europe/Berlin."""


def zone_of(name: str) -> str:
    """Give the name by which a time zone is known everywhere; '' where it is not known.

    >>> zone_of("W. Europe Standard Time")
    'Europe/Berlin'
    >>> zone_of("/mozilla.org/20070129_1/America/New_York")
    'America/New_York'
    """
    bare = name.strip().strip('"')
    parts = bare.split("/")
    ends = ("/".join(parts[-count:]) for count in _PARTS if len(parts) > count)
    named = (bare, WINDOWS_TO_OLSON.get(bare, ""), *ends)
    return next((one for one in named if one in zones()), "")


@cache
def zones() -> frozenset[str]:
    """List the names of the time zones that this computer knows."""
    return frozenset(available_timezones())
