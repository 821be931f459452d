"""From being seen to acting: the funnel, the calls to action, and where visits that act came from and began."""

from collections.abc import Callable
from dataclasses import dataclass

from pages.parts.below.conversion.calls import calls
from pages.parts.below.conversion.funnel import funnel
from pages.parts.below.conversion.landing import landing_pages
from pages.parts.below.conversion.sources import sources
from pages.parts.below.shown import Shown
from pages.parts.one_of import one_of


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to look at conversions: what it is called, and what draws it."""

    label: str
    draw: Callable[[Shown], None]


_WAYS = {
    "funnel": _Way("Funnel", funnel),
    "calls": _Way("Calls to action", calls),
    "sources": _Way("Sources", sources),
    "pages": _Way("Landing pages", landing_pages),
}


def conversions(shown: Shown) -> None:
    """Offer the ways to look at conversions in the view, and draw the chosen one."""
    chosen = one_of("Conversions by", {key: way.label for key, way in _WAYS.items()}, key="conversions", is_named=False)
    _WAYS[chosen].draw(shown)
