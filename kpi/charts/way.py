"""The way of a target as a small still picture: for many lines below one another, where a chart each would be heavy."""

import math
from typing import Final

from kpi.palette import MIDDLE, RULE, Verdict

_WIDE: Final = 240
_HIGH: Final = 16
_BAR: Final = 8
_LEAST: Final = -0.5
_MOST: Final = 2.0
_PALE: Final = 0.4


def way(share: float | None, pace: float | None, verdict: Verdict = "no_data") -> str:
    """Draw how far a target has come from baseline (0) to goal (1), with a mark where it should be by now, as SVG.

    Its colours are seen on a light and on a dark ground. Beyond the goal the bar goes on behind a notch; below the
    baseline it goes to the left, pale, since nothing of the way is done; what is further than that is cut off. An
    unknown share leaves the way empty.
    """
    done, asked = _shown(share), _shown(pace)
    low, high = min(0.0, done or 0.0), max(1.0, done or 0.0, asked or 0.0)

    def at(place: float) -> float:
        return round((place - low) / (high - low) * (_WIDE - 2) + 1, 1)

    parts = [_bar(at(0), at(1), RULE, opacity=0.3)]
    if done:
        parts.append(_bar(at(min(0.0, done)), at(max(0.0, done)), MIDDLE[verdict], opacity=1.0 if done > 0 else _PALE))
    parts += [_tick(at(place), RULE, _BAR + 4) for place in (0.0, 1.0) if low < place < high]
    if asked is not None:
        parts.append(_tick(at(asked), RULE, _HIGH))
    size = f'width="{_WIDE}" height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _shown(share: float | None) -> float | None:
    return min(max(share, _LEAST), _MOST) if share is not None and math.isfinite(share) else None


def _bar(begin: float, end: float, colour: str, *, opacity: float = 1.0) -> str:
    place = f'x="{begin}" y="{(_HIGH - _BAR) / 2}" width="{round(end - begin, 1)}" height="{_BAR}"'
    return f'<rect {place} rx="{_BAR / 2}" fill="{colour}" opacity="{opacity}"/>'


def _tick(at: float, colour: str, high: int) -> str:
    return f'<rect x="{round(at - 1.25, 2)}" y="{(_HIGH - high) / 2}" width="2.5" height="{high}" fill="{colour}"/>'
