"""A KPI by weekday: seven bars in their order, of what adds up the mean of a day."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts.axes import labelled
from kpi.charts.drawing import INK, MAIN, MUTED, Drawing, Specification, drawn, hover, layer, nothing, tooltip
from kpi.charts.values import value_axis
from kpi.formats import count_text, exact, short
from kpi.measure.breakdown import WEEKDAYS
from kpi.palette import RULE
from kpi.periods import Step

HEIGHT: Final = 240
_PLOT: Final = 190
_WORDS: Final = 22


def weekdays(
    told: Sequence[dict[str, Any]],
    rows: pd.DataFrame,
    kpi: Kpi,
    *,
    currency: str,
    tip: Sequence[Specification],
    week: Step,
) -> Drawing:
    """Draw a bar for each weekday; `told` has a row in words for each of `rows`, of which the numbers are taken.

    They stand in the order of the step that is a week. What adds up is shown a day, since a month has five of some
    weekdays and four of others.
    """
    daily = behaves(kpi) is Behaves.FLOW
    days = dict(zip(rows["name"].astype("str"), rows["days"].tolist(), strict=True))
    known = {row["name"]: _of_a_day(row, days[row["name"]] if daily else 1.0) for row in told}
    if not any(row["a_day"] is not None for row in known.values()):
        return nothing(f"{kpi.label}: nothing is known by weekday", height=HEIGHT)
    names = [WEEKDAYS[day] for day in week.weekdays]
    places = [_placed(place, name, known.get(name), kpi, currency) for place, name in enumerate(names)]
    values = [row["value"] for row in places if row["value"] is not None]
    axis = value_axis(values, kpi.unit, from_zero=True).with_room(_WORDS / _PLOT)
    words = [name[:3] for name in names]
    middles = [place + 0.5 for place in range(len(WEEKDAYS))]
    scale = {"domain": [0, len(WEEKDAYS)], "nice": False, "zero": False}
    named = labelled(middles, words, grid=False, labelFlush=False, labelColor=INK)
    x = {"field": "x", "type": "quantitative", "scale": scale, "axis": named}
    y = {"field": "value", "type": "quantitative", "scale": axis.scale, "axis": None}
    return drawn(_bars(places, x, y, tip=_of_sums(tip) if daily else tip), height=HEIGHT)


def _of_sums(tip: Sequence[Specification]) -> list[Specification]:
    """Head a tooltip with the mean of a day, and say that the rest of it is about sums."""
    sums = {"exact": "Sum", "change": "Change of the sum"}
    told = [{**of, "title": sums.get(of["field"], of["title"])} for of in tip]
    return [told[0], *tooltip(a_day="A day", days="Days"), *told[1:]]


def _bars(
    places: Sequence[dict[str, Any]], x: Specification, y: Specification, *, tip: Sequence[Specification]
) -> list[Specification]:
    known = [row for row in places if row["value"] is not None]
    bar = {"type": "rect", "cornerRadius": 3, "color": MAIN, "opacity": 0.82}
    words = {"type": "text", "fontSize": 12, "baseline": "bottom", "dy": -4, "color": INK, "fontWeight": 600}
    unknown = {**words, "color": MUTED, "fontWeight": 400, "dy": -20, "lineHeight": 14}
    above = {"x": {**x, "field": "middle"}, "y": {**y, "field": "top"}, "text": {"field": "says"}}
    return [
        layer([{"value": 0.0}], {"type": "rule", "color": RULE}, y=y),
        layer(known, bar, x={**x, "field": "left"}, x2={"field": "right"}, y=y, y2={"field": "zero"}),
        layer(known, words, **above),
        layer([row for row in places if row["value"] is None], unknown, **above),
        hover(places, x, shade=[], tip=tip),
    ]


def _placed(place: int, name: str, row: dict[str, Any] | None, kpi: Kpi, currency: str) -> dict[str, Any]:
    found = row or {"name": name, "a_day": None, "days": "0"}
    value = found["a_day"]
    return {
        **dict.fromkeys(("exact", "share", "now", "then", "change", "part"), "not known"),
        **found,
        "x": place,
        "x2": place + 1,
        "left": place + 0.2,
        "right": place + 0.8,
        "middle": place + 0.5,
        "zero": 0.0,
        "value": value,
        "top": max(value or 0.0, 0.0),
        "says": ["not", "known"] if value is None else short(value, kpi.unit, currency),
        "a_day": exact(value, kpi.unit, currency),
    }


def _of_a_day(row: dict[str, Any], days: float) -> dict[str, Any]:
    known = row["value"] is not None and days > 0
    return {**row, "a_day": row["value"] / days if known else None, "days": count_text(days)}
