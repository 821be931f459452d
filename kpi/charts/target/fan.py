"""Where a target is likely to go: the band of a forecast over the days to come, or over the periods that are judged."""

import math
from dataclasses import dataclass

import numpy as np

from kpi.charts.drawing import MAIN, Specification, layer
from kpi.charts.target.plane import Plane
from kpi.targets.forecast import Forecast
from kpi.targets.held import Track
from kpi.targets.target import EACH, Over

_BY_PERIOD = EACH | {Over.LAST_MONTH}


@dataclass(frozen=True, slots=True)
class Fan:
    """The likely range from place to place on the time axis, with its middle; `apart` are those of single periods."""

    x: list[float]
    low: list[float]
    mid: list[float]
    high: list[float]
    apart: bool = False


def fan_of(track: Track, forecast: Forecast | None) -> Fan | None:
    """Give the likely range of the days to come; over days it opens from the last value that is known."""
    if forecast is None:
        return None
    known = np.isfinite(forecast.low) & np.isfinite(forecast.high)
    x = forecast.days[known].astype("datetime64[ms]").astype("int64").tolist()
    if not x:
        return None
    low, mid, high = (band[known].tolist() for band in (forecast.low, forecast.mid, forecast.high))
    if track.target.over in _BY_PERIOD:
        return Fan(x, low, mid, high, apart=True)
    since, value = _last(track)
    if since < x[0]:
        return Fan([since, *x], [value, *low], [value, *mid], [value, *high])
    return Fan(x, low, mid, high)


def _last(track: Track) -> tuple[float, float]:
    """Give place and value of the last row of which something is known."""
    if track.frame.empty:
        return math.inf, math.nan
    values = track.frame["actual"].to_numpy()
    known = np.flatnonzero(~np.isnan(values))
    if not len(known):
        return math.inf, math.nan
    days = track.frame["date"].to_numpy().astype("datetime64[ms]").astype("int64")
    return int(days[known[-1]]), float(values[known[-1]])


def likely_text(plane: Plane, low: float, high: float) -> str:
    """Say a likely range."""
    return f"likely {plane.written(low)} to {plane.written(high)}"


def drawn_fan(fan: Fan, plane: Plane) -> list[Specification]:
    """Draw the band quietly and its middle as a thin line; of single periods upright lines, a dot for the middle."""
    rows = [
        {"x": plane.middle(x), "low": low, "mid": mid, "high": high}
        for x, low, mid, high in zip(fan.x, fan.low, fan.mid, fan.high, strict=True)
    ]
    band, middle = _APART if fan.apart else _TOGETHER
    low, mid = ({**plane.y, "field": field} for field in ("low", "mid"))
    return [
        layer(rows, band, x=plane.x, y=low, y2={"field": "high"}),
        layer(rows, middle, x=plane.x, y=mid),
    ]


_TOGETHER = (
    {"type": "area", "orient": "vertical", "color": MAIN, "opacity": 0.16, "line": False, "clip": True},
    {"type": "line", "color": MAIN, "strokeWidth": 1, "opacity": 0.8, "clip": True},
)
_APART = (
    {"type": "rule", "color": MAIN, "strokeWidth": 5, "opacity": 0.3, "strokeCap": "round"},
    {"type": "point", "filled": True, "size": 20, "color": MAIN, "opacity": 0.9},
)
