"""The panel: whom the brand is compared with and since when, and the days on which it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from kpi.choice import CARRIED
from kpi.columns import Grain
from kpi.facts import Facts, Rival, View


@dataclass(frozen=True, slots=True, order=True)
class PanelChange:
    """A day from which on the panel is another one, because a brand joins or leaves it."""

    day: np.datetime64
    name: str
    joins: bool = True

    @property
    def says(self) -> str:
        """Say who does what."""
        return f"{self.name} {'joins' if self.joins else 'leaves'}"

    @property
    def date(self) -> date:
        """Give the day."""
        return date.fromisoformat(str(self.day))


def panel(facts: Facts) -> tuple[Rival, ...]:
    """List the panel: the one that was named, else everybody whom a listening tool names besides the brand."""
    return facts.rivals or heard(facts)


def heard(facts: Facts) -> tuple[Rival, ...]:
    """List whom a listening tool names besides the brand: each since its first mention, who was there at first always.

    Where the tool's names do not tell which is the brand, nobody is known to be another.
    """
    views = _listening(facts)
    own = {view.account for view in views if is_own(view)}
    if not own:
        return ()
    begun = min(view.start.min() for view in views)
    found = {view.account: view.start.min() for view in views if view.account not in own}
    return tuple(
        Rival(name, since=first.item() if first > begun + CARRIED else None) for name, first in sorted(found.items())
    )


def panel_changes(facts: Facts) -> Sequence[PanelChange]:
    """List the days on which the panel changes: of a named one when brands join or leave after the files begin."""
    views = _listening(facts)
    begun = min((view.start.min() for view in views), default=None)
    if not facts.rivals:
        first = sorted((view.start.min(), view.account) for view in views)
        return [PanelChange(day, name) for day, name in first if begun is not None and day > begun + CARRIED]
    changes = [PanelChange(_day(one.since), one.name) for one in facts.rivals if one.since]
    changes += [
        PanelChange(_day(one.until + timedelta(days=1)), one.name, joins=False) for one in facts.rivals if one.until
    ]
    return sorted(change for change in changes if begun is None or change.day > begun)


def is_own(view: View) -> bool:
    """Tell whether a query is the brand's own: what it found counts as the brand's mentions."""
    told = view.metrics.get("mentions")
    return told is not None and bool(np.nansum(told) > 0)


def _listening(facts: Facts) -> list[View]:
    return [view for view in facts.views if view.grain == Grain.MENTION and len(view.start)]


def _day(day: date) -> np.datetime64:
    return np.datetime64(day, "D")
