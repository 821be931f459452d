"""The small picture beside a figure: a bar a month, as a still picture that is read on any ground and on paper."""

from typing import Final

from kpi.management.trend import Month, Trend
from kpi.palette import ACCENT, RULE

_WIDE: Final = 320
_HIGH: Final = 64
_GAP: Final = 4.0
_LEAST: Final = 1.5
_PALE: Final = 0.35


def months(trend: Trend) -> str:
    """Draw the months of a trend as bars from zero, as SVG; an unknown month stays a gap.

    The months of the period are in the accent colour. A month that is known in part is pale, and so are those before
    the trend began anew, which a dashed line parts from the others.
    """
    known = [month.value for month in trend.months if month.value is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    room = (_HIGH - 2) / ((high - low) or 1.0)
    zero = 1 + high * room
    step = _WIDE / max(len(trend.months), 1)
    bars = [
        _bar(place * step, step, zero, month.value * room, _paint(trend, month))
        for place, month in enumerate(trend.months)
        if month.value is not None
    ]
    parts = [*bars, _line(zero), *_restart(trend, step)]
    size = f'width="{_WIDE}" height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _paint(trend: Trend, month: Month) -> str:
    colour = ACCENT["dark"] if month.now else RULE
    pale = month.partial or trend.is_former(month)
    return f'fill="{colour}" opacity="{_PALE}"' if pale else f'fill="{colour}"'


def _bar(left: float, step: float, zero: float, size: float, paint: str) -> str:
    """Draw a bar up or down from zero; what is not nothing is seen."""
    high = max(abs(size), _LEAST)
    top = zero - high if size >= 0 else zero
    place = f'x="{left + _GAP / 2:.1f}" y="{top:.1f}" width="{step - _GAP:.1f}" height="{high:.1f}"'
    return f'<rect {place} rx="2" {paint}/>'


def _line(zero: float) -> str:
    return f'<rect x="0" y="{zero - 0.5:.1f}" width="{_WIDE}" height="1" fill="{RULE}" opacity="0.5"/>'


def _restart(trend: Trend, step: float) -> list[str]:
    """Draw the line before the first month of which all days lie after the restart."""
    former = sum(trend.is_former(month) for month in trend.months)
    if not former or former == len(trend.months):
        return []
    at = f'x1="{former * step:.1f}" x2="{former * step:.1f}" y1="0" y2="{_HIGH}"'
    return [f'<line {at} stroke="{RULE}" stroke-width="1.5" stroke-dasharray="3 3"/>']
