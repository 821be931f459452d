"""The plane on which a target is drawn: its days along, its values up."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpi.catalogue.operands import Behaves
from kpi.charts.axes import DAY_MS, at, days_axis
from kpi.charts.drawing import Specification
from kpi.charts.series import numbers
from kpi.charts.values import ValueAxis, value_axis
from kpi.formats import short
from kpi.targets.held import Track
from kpi.targets.target import EACH

PLOT: Final = 230
"""About how high the plot is in pixels, by which room is reckoned."""
WIDE, PHONE = 560, 270
"""About how wide it is on a screen and on a phone."""
_SETTLED: Final = 7
_LONG: Final = 21


@dataclass(frozen=True, slots=True)
class Plane:
    """A target's rows and the axes they are drawn on.

    `dates` are the days of the rows and `days` their places on the time axis from `begin` to `end`; `actual` and `path`
    are missing where nothing is known or asked, `now` is the last row of which something is known. `x` and `y` are the
    encodings, of the values without an axis.
    """

    track: Track
    currency: str
    dates: list[date]
    days: list[int]
    actual: list[float | None]
    path: list[float | None]
    scale: ValueAxis
    begin: int
    end: int
    x: Specification
    y: Specification
    now: int | None

    @property
    def rises(self) -> int:
        """Tell whether the target asks for more (1), for less (−1) or for the same all the time (0)."""
        asked = [value for value in self.path if value is not None]
        return (asked[-1] > asked[0]) - (asked[-1] < asked[0]) if asked else 0

    def along(self, place: float) -> float:
        """Say how far on the time axis a place is."""
        return (place - self.begin) / (self.end - self.begin)

    def middle(self, place: float) -> float:
        """Give the middle of the period that ends on a day, where each is judged; else the place of the day itself."""
        if self.track.target.over not in EACH or self.track.each is None:
            return place
        found = next((one.period for one in self.track.each.periods if at(one.period.end) == place), None)
        return (at(found.start) + at(found.end) + DAY_MS) / 2 if found else place

    def written(self, value: float | None) -> str:
        """Write a value as the chart names it."""
        return short(value, self.track.kpi.unit, self.currency)


def plane_of(track: Track, besides: Iterable[float | None], *, currency: str, room: float, below: int) -> Plane:
    """Lay out the plane of a track: high enough for what stands `besides`, with a share of `room` above.

    `below` are the pixels between the plot and the words of the time axis.
    """
    target = track.target
    dates, actual, path = _rows(track)
    adds_up = track.behaves is Behaves.FLOW or target.over in EACH
    values = [target.goal, *besides, *path, *(actual if adds_up else _settled(actual))]
    known = [value for value in values if value is not None and math.isfinite(value)]
    scale = value_axis(known, track.kpi.unit, from_zero=adds_up).with_room(room)
    begin, end = span_of(track)
    time = {"domain": [begin, end], "nice": False, "zero": False}
    axis = {**days_axis(target.start, target.end), "labelPadding": 8 + below}
    x = {"field": "x", "type": "quantitative", "scale": time, "axis": axis}
    y = {"field": "y", "type": "quantitative", "scale": scale.scale, "axis": None, "stack": None}
    days = [at(day) for day in dates]
    return Plane(track, currency, dates, days, actual, path, scale, begin, end, x, y, _last(actual))


def span_of(track: Track) -> tuple[int, int]:
    """Give begin and end of the time that a target's chart shows."""
    begin, last = at(track.target.start), at(track.target.end)
    return begin, max(last + (DAY_MS if track.target.over in EACH else 0), begin + DAY_MS)


def _rows(track: Track) -> tuple[list[date], list[float | None], list[float | None]]:
    if track.frame.empty:
        return [], [], []
    dates: list[date] = track.frame["date"].to_numpy().astype("datetime64[D]").tolist()
    return dates, numbers(track.frame["actual"]), numbers(track.frame["path"])


def _last(values: Sequence[float | None]) -> int | None:
    return next((place for place in range(len(values) - 1, -1, -1) if values[place] is not None), None)


def _settled(actual: Sequence[float | None]) -> Sequence[float | None]:
    """Leave the first week of a ratio or level out of what makes the axis: a few days may give anything."""
    known = [value for value in actual if value is not None]
    return known[_SETTLED:] if len(known) >= _LONG else actual
