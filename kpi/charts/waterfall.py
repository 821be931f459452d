"""Why a KPI moved, drawn: from the compared value step by step to the value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from kpi.catalogue.kpis import Better, Kpi
from kpi.charts.drawing import MAIN, MUTED, Drawing, nothing, tooltip
from kpi.charts.rows import Rows
from kpi.formats import count_text, exact, move_in_full, move_text, period_text, share_text, short
from kpi.insight.split import Effect, Moved
from kpi.sentences.moved import NOT_EXPLAINED, effect_text
from kpi.sentences.writer import Writer

_MOST: Final = 5
_EMPTY: Final = 120
_SMALL: Final = 0.25
_MARGIN: Final = 0.06
_WHOLE: Final = "whole"
_TIP: Final = tooltip(
    name="What", step="Moved it by", verdict="Which is", then="Its own value then", now="Its own value now",
    weights="Its share", total="Adding up to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Step:
    """One bar on the way: what it is called, how far it goes, and what its tooltip tells besides."""

    name: str
    size: float
    verdict: str
    tells: dict[str, str]


def waterfall(found: Moved, *, currency: str = "") -> Drawing:
    """Draw the compared value, what moved it up and down, coloured by better and worse, and the value it came to.

    What moved least is gathered in one step. Bars of whole values start at zero; where the steps would be too small to
    be seen so, marks take the place of these bars and a line says from where to where the axis goes.
    """
    if found.now is None or found.then is None or found.rows.empty:
        return nothing("No split to draw", height=_EMPTY)
    steps = _steps(found, currency)
    ends = [found.then]
    for step in steps:
        ends.append(ends[-1] + step.size)
    low, high, cut = _axis([*ends, found.now])
    then, now = (_whole(found, value, side, currency, cut=cut) for value, side in ((found.then, 0), (found.now, 1)))
    rows = [then, *_bars(steps, ends, found, currency), now]
    lines = [_axis_text(found, low, high, currency)] if cut else []
    drawn = Rows(rows, low, high, _TIP, lines)
    tests = [{"test": f"datum.verdict == '{word}'", "value": {"expr": word}} for word in ("better", "worse")]
    tests.append({"test": f"datum.verdict == '{_WHOLE}'", "value": MAIN})
    return drawn.drawn(*([drawn.across("mark")] if cut else []), color={"condition": tests, "value": MUTED})


def _steps(found: Moved, currency: str) -> list[_Step]:
    """Give the steps that moved most, the others together, and what is not explained."""
    effects = found.effects
    kept = effects if len(effects) <= _MOST + 1 else effects[:_MOST]
    others = effects[len(kept) :]
    steps = [
        _Step(effect_text(effect, found), effect.size, _verdict(effect.size, found.kpi), _told(effect, found, currency))
        for effect in kept
    ]
    if others:
        size = sum(effect.size for effect in others)
        steps.append(_Step(f"{len(others)} others", size, _verdict(size, found.kpi), {}))
    if found.unexplained:
        steps.append(_Step(NOT_EXPLAINED, found.unexplained, "not explained", {}))
    return steps


def _bars(steps: Sequence[_Step], ends: Sequence[float], found: Moved, currency: str) -> list[dict[str, Any]]:
    unit, largest = found.kpi.unit, abs(found.change)
    return [
        {
            **dict.fromkeys(("then", "now", "weights"), ""), **step.tells, "name": step.name, "verdict": step.verdict,
            "says": move_text(step.size, unit, currency, among=largest),
            "step": move_in_full(step.size, unit, currency),
            "begins": begins, "value": value, "total": exact(value, unit, currency),
        }
        for step, begins, value in zip(steps, ends[:-1], ends[1:], strict=True)
    ]  # fmt: skip


def _whole(found: Moved, value: float, side: int, currency: str, *, cut: bool) -> dict[str, Any]:
    """Give the row of a whole value: a bar from zero, or a mark where the axis does not begin there."""
    days = (found.against or found.period, found.period)[side]
    told, write = exact(value, found.kpi.unit, currency), Writer((found.now, found.then), found.kpi, currency)
    return {
        "name": period_text(days.start, days.end), "says": write(value), "verdict": _WHOLE,
        "value": None if cut else value, "mark": value if cut else None, "step": "", "total": told,
        **dict.fromkeys(("then", "now", "weights"), ""),
    }  # fmt: skip


def _told(effect: Effect, found: Moved, currency: str) -> dict[str, str]:
    """Tell of a group its own value on both sides, and its share of the base where it has one."""
    unit = found.kpi.unit
    told = {"then": exact(effect.then, unit, currency), "now": exact(effect.now, unit, currency)}
    if effect.weight_now is None or effect.weight_then is None:
        return told
    if found.has_shares:
        return {**told, "weights": f"{share_text(effect.weight_then)} then, {share_text(effect.weight_now)} now"}
    return {**told, "weights": f"{count_text(effect.weight_then)} days then, {count_text(effect.weight_now)} now"}


def _axis(values: Sequence[float]) -> tuple[float, float, bool]:
    """Give the ends of the axis, and whether it leaves zero out because the steps could not be seen otherwise."""
    low, high = min(values), max(values)
    span, furthest = high - low, max(abs(low), abs(high))
    if low * high > 0 and 0 < span < _SMALL * furthest:
        return low - _MARGIN * span, high + _MARGIN * span, True
    return min(low, 0.0), max(high, 0.0), False


def _axis_text(found: Moved, low: float, high: float, currency: str) -> str:
    ends = [short(end, found.kpi.unit, currency) for end in (low, high)]
    return f"The axis goes from {ends[0]} to {ends[1]}, not from zero."


def _verdict(size: float, kpi: Kpi) -> str:
    if not size or kpi.better is Better.NEITHER:
        return "neither"
    return "better" if (size > 0) == (kpi.better is Better.HIGHER) else "worse"
