"""The one post that made most of what the leading channel of a split has."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from kpi.catalogue.operands import written_out
from kpi.choice import Scope
from kpi.columns import Grain
from kpi.facts import Facts, View, spans_inside
from kpi.insight.split import Moved
from kpi.measure import By

_MOST = 0.5


@dataclass(frozen=True, slots=True)
class OnePost:
    """A post by its day and type; its `share` of what all posts of its channel have of the split's days."""

    day: date
    content_type: str
    share: float


def one_post(found: Moved, facts: Facts, scope: Scope) -> OnePost | None:
    """Find a post that has at least half of what was counted for the channel that grew most; None where there is none.

    Of a shift in the mix that is the ratio's base, else what the KPI counts; a KPI made of several things has none.
    """
    row, name = found.leading, _counted(found)
    if row is None or not name or found.by is not By.CHANNEL or scope.content_types or not _grew(found):
        return None
    views = [view for view in facts.views if view.channel == row["name"] and scope.holds(view)]
    known = [view for view in views if view.grain == Grain.POST and {name, "posts"} <= set(view.metrics)]
    return _standing_out(known[0], name, found) if len(known) == 1 else None


def _counted(found: Moved) -> str:
    formula = written_out(found.kpi.formula, ("cpm",) if found.kpi.over else ())
    of = formula.denominator if found.by_mix else formula
    names = [name for name in of.names if name != "cpm"] if of else []
    return names[0] if len(names) == 1 else ""


def _grew(found: Moved) -> bool:
    """Tell whether the leading channel has more than before, and no other about as much more."""
    row = found.leading
    if row is None or not (found.by_mix or len(found.alike) == 1):
        return False
    return bool(row["weight_now"] > row["weight_then"] if found.by_mix else row["brought"] > 0)


def _standing_out(view: View, name: str, found: Moved) -> OnePost | None:
    """Give the largest span of the days, where it holds one post alone and at least half of all."""
    inside = spans_inside(view, found.period)
    counted = np.where(inside, np.nan_to_num(view.metrics[name]), 0.0)
    place = int(counted.argmax()) if len(counted) else 0
    if not counted.any() or view.metrics["posts"][place] != 1 or counted[place] < _MOST * counted.sum():
        return None
    day: date = view.start[place].item()
    return OnePost(day, str(view.texts["content_type"][place]), float(counted[place] / counted.sum()))
