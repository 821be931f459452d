"""The axis of the values: round numbers, honest ranges, and a logarithmic one for what differs by powers of ten."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kpi.catalogue.metrics import Unit
from kpi.charts.axes import labelled
from kpi.charts.drawing import MUTED
from kpi.formats import ticks

_LINES: Final = 4
_CLOCK_STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 18_000, 36_000)
_STEEPEST: Final = 0.15
_STRAIGHT_BELOW: Final = 1e-3
_LINES_APART: Final = 0.09
_LOG_TITLE: Final[dict[str, Any]] = {
    "title": "logarithmic scale",
    "titleAngle": 0,
    "titleAlign": "left",
    "titleBaseline": "bottom",
    "titleX": 0,
    "titleY": -8,
    "titleColor": MUTED,
    "titleFontSize": 12,
    "titleFontWeight": 400,
}


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """The range of an axis and where its lines lie.

    An axis that is `bent` is logarithmic but for the values around zero, nearer to it than that; so zero and what is
    below it have their place too.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    bent: float = 0.0

    @property
    def scale(self) -> dict[str, Any]:
        """Give Vega-Lite's scale."""
        kind = {"type": "symlog", "constant": self.bent} if self.bent else {"zero": False}
        return {"domain": [self.low, self.high], "nice": False, **kind}

    def axis(self, unit: Unit, currency: str) -> dict[str, Any]:
        """Give Vega-Lite's axis with our words on it."""
        words = ticks(self.ticks, unit, currency)
        return labelled(self.ticks, words, grid=True, labelFlush=False, labelOverlap=not self.bent)

    @property
    def title(self) -> dict[str, Any]:
        """Say above the axis what kind it is, where that is not the usual one."""
        return _LOG_TITLE if self.bent else {}

    def along(self, value: float) -> float:
        """Give the place of a value as a share of the axis' length.

        >>> round(log_axis([100, 1e6]).along(1e4), 2), ValueAxis(0, 10, ()).along(5)
        (0.5, 0.5)
        """
        low, high = self._bend(self.low), self._bend(self.high)
        return (self._bend(value) - low) / (high - low)

    def value_at(self, share: float) -> float:
        """Give the value at a share of the axis' length."""
        low, high = self._bend(self.low), self._bend(self.high)
        return self._straighten(low + share * (high - low))

    def with_room(self, share: float) -> "ValueAxis":
        """Leave a share of the height free above."""
        return replace(self, high=self.value_at(1 + share))

    def _bend(self, value: float) -> float:
        return math.copysign(math.log1p(abs(value) / self.bent), value) if self.bent else value

    def _straighten(self, place: float) -> float:
        return math.copysign(math.expm1(abs(place)) * self.bent, place) if self.bent else place


def value_axis(values: Sequence[float], unit: Unit, *, from_zero: bool, lines: int = _LINES) -> ValueAxis:
    """Choose round numbers around values. What does not start at zero never makes a ripple look like a wave."""
    if not values:
        return ValueAxis(0.0, 1.0, ())
    low, high = min(values), max(values)
    if from_zero or 0 <= low <= high / 2:
        low, high = min(0.0, low), max(0.0, high)
    else:
        low, high = _widened(low, high, unit)
    if low == high:
        high = low + 1
    step = _round_step((high - low) / lines, unit)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    places = tuple(round(place * step, 12) for place in range(first, last + 1))
    return ValueAxis(places[0], places[-1], places)


def log_axis(values: Sequence[float], *, apart: float = _LINES_APART) -> ValueAxis:
    """Choose powers of ten around values, the lines at least a share of the height `apart`.

    Where zero or less is among the values, the axis goes on through zero below the least power of ten.

    >>> log_axis([300, 90_000]).ticks
    (100.0, 1000.0, 10000.0, 100000.0)
    >>> log_axis([0, 3, 200]).ticks, log_axis([-20, 500]).ticks
    ((0.0, 1.0, 10.0, 100.0, 1000.0), (-100.0, -10.0, 0.0, 10.0, 100.0, 1000.0))
    """
    sizes = [abs(value) for value in values if value]
    if not sizes:
        return ValueAxis(0.0, 1.0, (0.0, 1.0))
    least, most = _power_up_to(min(sizes)), max(_power_from(max(sizes)), _power_from(min(sizes)))
    top = _power_from(max(values)) if max(values) > 0 else 0.0
    bottom = -_power_from(-min(values)) if min(values) < 0 else 0.0
    if bottom == 0 < min(values):
        powers = _powers(least, most)
        return _thinned(ValueAxis(least, powers[-1], powers, bent=least * _STRAIGHT_BELOW), apart)
    below = tuple(-power for power in reversed(_powers(least, most)) if -power >= bottom)
    above = tuple(power for power in _powers(least, most) if power <= top)
    lines = (*below, 0.0, *above)
    return _thinned(ValueAxis(lines[0], lines[-1], lines, bent=least), apart)


def _thinned(axis: ValueAxis, apart: float) -> ValueAxis:
    """Keep those of an axis' lines that stand far enough from each other: zero first, then outwards."""
    kept: list[float] = []
    for line in sorted(axis.ticks, key=abs):
        if all(abs(axis.along(line) - axis.along(other)) >= apart for other in kept):
            kept.append(line)
    return replace(axis, ticks=tuple(sorted(kept)))


def _powers(least: float, most: float) -> tuple[float, ...]:
    count = max(1, round(math.log10(most / least)))
    return tuple(float(f"1e{round(math.log10(least)) + place}") for place in range(count + 1))


def _power_up_to(size: float) -> float:
    return float(f"1e{math.floor(math.log10(size) + 1e-9)}")


def _power_from(size: float) -> float:
    return float(f"1e{math.ceil(math.log10(size) - 1e-9)}")


def _widened(low: float, high: float, unit: Unit) -> tuple[float, float]:
    least = 1.0 if unit is Unit.STARS else _STEEPEST * max(abs(low), abs(high))
    missing = max(0.0, least - (high - low)) / 2
    if unit is Unit.STARS:
        top = min(5.0, high + missing) if high <= 5 else high  # noqa: PLR2004
        return min(low, top - least), top
    return low - missing, high + missing


def _round_step(least: float, unit: Unit) -> float:
    if unit is Unit.SECONDS and least <= _CLOCK_STEPS[-1]:
        return next(float(step) for step in _CLOCK_STEPS if step >= least)
    size = 10.0 ** math.floor(math.log10(least))
    steps = [factor * size for factor in (1, 2, 2.5, 5, 10, 100) if factor * size >= least * (1 - 1e-9)]
    counted = unit is Unit.COUNT and least > 0.2  # noqa: PLR2004
    return next(step for step in steps if not counted or step.is_integer())
