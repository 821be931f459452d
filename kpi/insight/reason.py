"""The split that tells why a KPI moved: by channel, else by what the only channel is made of."""

from collections.abc import Callable
from typing import Final

from kpi.catalogue.kpis import Kpi
from kpi.insight.moved import ways
from kpi.insight.split import Moved
from kpi.measure import By

_WITHIN: Final = (By.ACCOUNT, By.SOURCE, By.OPERAND, By.CONTENT_TYPE)
_LEFT_OVER: Final = 0.1
_NEARLY_ALL: Final = 0.9
_TWO: Final = 2


def reason(kpi: Kpi, split: Callable[[By], Moved]) -> Moved:
    """Give the split by channel; where there is but one, the first other that explains nearly all by a few groups.

    Weekdays are none: what more or fewer Mondays brought is the calendar's doing.
    """
    found = split(By.CHANNEL)
    if found.why_not or found.is_still or len(found.rows) >= _TWO:
        return found
    others = (split(by) for by in _WITHIN if by in ways(kpi))
    return next((other for other in others if _tells(other)), found)


def _tells(found: Moved) -> bool:
    """Tell whether a split is of the days that moved, leaves hardly anything over and has few groups ahead, not all."""
    if found.why_not or found.is_still or found.of or len(found.rows) < _TWO:
        return False
    few = found.by_mix or (0 < len(found.alike) <= _TWO and not _is_nearly_all(found))
    return few and abs(found.unexplained) <= _LEFT_OVER * abs(found.change)


def _is_nearly_all(found: Moved) -> bool:
    """Tell whether what did most was nearly all before: that what is nearly all moved tells nothing."""
    then = found.rows["weight_then"] if found.has_shares else found.rows["then"].abs()
    return bool(then[found.along.index[0]] >= _NEARLY_ALL * then.sum())
