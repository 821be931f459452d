"""Which figures the page for whoever decides shows: the first of the owner's list of which anything is known."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

DEFAULT: Final = (
    "share_of_voice",
    "conversion_rate",
    "weighted_cost",
    "social_sessions",
    "conversions",
    "net_followers",
)
"""The list as long as nobody has chosen another."""
MOST: Final = 3
OUTCOMES: Final = ("social_sessions", "conversions")
"""What came of being seen, the first one known of which stands beside what being seen would have cost."""
_KEPT_AS: Final = "management_figures"


def listed(settings: Mapping[str, Any], known: Collection[str]) -> tuple[str, ...]:
    """Give the owner's list from a workspace's settings, without KPIs that are gone; else the default.

    >>> listed({"management_figures": ["impressions", "gone", "impressions"]}, {"impressions"})
    ('impressions',)
    """
    kept = settings.get(_KEPT_AS, ())
    mine = tuple(key for key in dict.fromkeys(kept) if key in known) if isinstance(kept, list) else ()
    return mine or tuple(key for key in DEFAULT if key in known)


def as_settings(keys: Sequence[str]) -> dict[str, Any]:
    """Give a list as it is kept; the default is kept as none at all.

    >>> as_settings(["impressions"])
    {'management_figures': ['impressions']}
    """
    return {_KEPT_AS: None if tuple(keys) in ((), DEFAULT) else list(keys)}


def shown(keys: Sequence[str], is_known: Callable[[str], bool], *, most: int = MOST) -> tuple[str, ...]:
    """Give the first figures of which something is known: one without data gives way to the next.

    >>> shown(("a", "b", "c", "d"), lambda key: key != "b")
    ('a', 'c', 'd')
    """
    found: list[str] = []
    for key in keys:
        if len(found) < most and is_known(key):
            found.append(key)
    return tuple(found)


def moved(keys: Sequence[str], key: str, by: int) -> tuple[str, ...]:
    """Give a list in which one stands some places later, or earlier where `by` is below zero.

    >>> moved(("a", "b", "c"), "c", -1), moved(("a", "b"), "a", -1)
    (('a', 'c', 'b'), ('a', 'b'))
    """
    others = [one for one in keys if one != key]
    others.insert(max(keys.index(key) + by, 0), key)
    return tuple(others)
