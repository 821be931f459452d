"""What is ahead in one look: campaigns, and the actions of targets, as bars over the months."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from kpi.charts.axes import at, time_axis
from kpi.charts.drawing import INK, MAIN, MUTED, Drawing, drawn, layer, tooltip
from kpi.formats import period_text
from kpi.periods import Period, Step, cut

CAMPAIGN, ACTION = "Campaign", "Action"
_LANE: Final = 22
MOST: Final = 16
_DAY: Final = timedelta(days=1)


class Bar(NamedTuple):
    """Something that lasts: its name, its days, what it is, and what is to be said of it."""

    name: str
    start: date
    end: date
    kind: str
    says: str = ""


def shown_ahead(bars: Sequence[Bar], days: Period) -> list[Bar]:
    """Keep what lies in some days: campaigns, then actions, each by its days, as many as can be read."""
    inside = [one for one in bars if one.start <= days.end and one.end >= days.start]
    return sorted(inside, key=lambda one: (one.kind != CAMPAIGN, one.start, one.end, one.name))[:MOST]


def ahead(bars: Sequence[Bar], days: Period, today: date) -> Drawing:
    """Draw bars over some months, each on a line of its own, with a line at today."""
    shown = shown_ahead(bars, days)
    begin, after = at(days.start), at(days.end + _DAY)
    months = cut(days, Step.MONTH)
    starts = months.start.tolist()
    middles = [(at(first) + at(last + _DAY)) // 2 for first, last in zip(starts, months.end.tolist(), strict=True)]
    scale = {"domain": [begin, after], "nice": False}
    x = {"field": "x", "type": "quantitative", "scale": scale, "axis": time_axis(middles, starts, Step.MONTH)}
    y = {"field": "place", "type": "ordinal", "axis": None, "scale": {"domain": list(range(len(shown)))}}
    rows = [_row(one, place, begin, after) for place, one in enumerate(shown)]
    tip = tooltip(name="What", kind="Kind", when="Days", says="How far")
    fill = {"condition": {"test": f"datum.kind === '{CAMPAIGN}'", "value": 0.35}, "value": 0.1}
    bar = {"type": "bar", "color": MAIN, "stroke": MAIN, "cornerRadius": 3, "height": _LANE - 5}
    words = {
        "type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "color": INK, "dx": 6,
        "xOffset": {"expr": "min(0, width - 120 - datum.along * width)"}, "limit": {"expr": "phone ? 110 : 320"},
    }  # fmt: skip
    rule = {"type": "rule", "color": MUTED, "strokeDash": [3, 3]}
    layers = [
        layer(rows, bar, x=x, x2={"field": "x2"}, y=y, fillOpacity=fill, tooltip=tip),
        layer(rows, words, x=x, y=y, text={"field": "name"}, tooltip=tip),
    ]
    if begin <= at(today) < after:
        layers.append(layer([{"x": at(today)}], rule, x=x))
    return drawn(layers, height=_LANE * max(1, len(shown)))


def _row(one: Bar, place: int, begin: int, after: int) -> dict[str, Any]:
    first = max(begin, at(one.start))
    return {
        "x": first,
        "x2": min(after, at(one.end + _DAY)),
        "along": (first - begin) / (after - begin),
        "place": place,
        "name": one.name,
        "kind": one.kind,
        "when": period_text(one.start, one.end),
        "says": one.says,
    }
