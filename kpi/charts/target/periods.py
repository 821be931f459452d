"""A target that asks its goal of every week or month: a bar a period, and whether it met the goal."""

from typing import Any, Final

from kpi.charts.axes import DAY_MS, at
from kpi.charts.drawing import INK, MUTED, Specification, hover, layer, tooltip
from kpi.charts.target.fan import Fan, likely_text
from kpi.charts.target.plane import Plane
from kpi.formats import exact, number_word, period_text
from kpi.palette import RULE
from kpi.targets.each import Each, Judged, One

_MET: Final = {"expr": "on_track"}
_MISSED: Final = {"expr": "off_track"}
_CHECK: Final = "M-1,0 L-0.3,0.7 L1,-0.7"
_CROSS: Final = "M-0.8,-0.8 L0.8,0.8 M0.8,-0.8 L-0.8,0.8"
_LEAST_SLOT: Final = 13
_NOTHING: Final = {Judged.UNKNOWN: "?", Judged.EMPTY: "–"}


def drawn_periods(each: Each, plane: Plane) -> list[Specification]:
    """Draw a bar a period: filled with a tick over it where it met the goal, hollow with a cross where it did not.

    Of what is not known a question mark stands, of what is not over a dashed frame up to the goal.
    """
    slot = f"width * {7 if not each.periods else each.periods[0].period.days} * {DAY_MS} / {plane.end - plane.begin}"
    rows = [_row(one) for one in each.periods]
    known = [row for row in rows if row["y"] is not None]
    width = {"size": {"expr": f"clamp(0.62 * {slot}, 1, 56)"}}
    bar = {"type": "bar", "orient": "vertical", "cornerRadiusEnd": 3, **width}
    return [
        *_ahead(rows, plane, bar),
        *([layer([{"y": 0}], {"type": "rule", "color": RULE}, y=plane.y)] if plane.scale.low < 0 else []),
        layer(
            known,
            {**bar, "strokeWidth": 1.5},
            x=plane.x,
            y=plane.y,
            color=_if_met(_MET, _MISSED),
            stroke=_if_met(_MET, _MISSED),
            fillOpacity=_if_met(0.75, 0.08),
        ),
        *_signs(known, plane, slot),
        *_unknown(rows, plane, slot),
    ]


def counted_words(each: Each, period: str) -> str:
    """Count the periods that met the goal.

    >>> from datetime import date
    >>> from kpi.periods import Period
    >>> days = Period(date(2026, 10, 5), date(2026, 10, 11))
    >>> counted_words(Each((One(days, 4.0, None, Judged.MET), One(days, 1.0, None, Judged.MISSED)), 1), "week")
    '1 of 2 weeks met, one miss allowed'
    """
    said = (
        f"{each.met} of {each.over} {period}{'s' * (each.over != 1)} met" if each.over else f"no {period} is over yet"
    )
    return f"{said}, {number_word(each.allow)} miss{'es' * (each.allow != 1)} allowed"


def period_readings(each: Each, fan: Fan | None, plane: Plane) -> Specification:
    """Lay a band over each period that tells its value, and what is said of it; what is unknown is shaded."""
    unit, target = plane.track.kpi.unit, plane.track.target
    likely = dict(zip(fan.x, zip(fan.low, fan.high, strict=True), strict=True)) if fan else {}
    rows: list[dict[str, Any]] = []
    for one in each.periods:
        found = likely.get(at(one.period.end))
        now = exact(one.value, unit, plane.currency) if one.value is not None else "not known"
        if one.judged is Judged.AHEAD:
            now = likely_text(plane, *found) if found else "still to come"
        rows.append(
            {
                "x": at(one.period.start),
                "x2": at(one.period.end) + DAY_MS,
                "when": period_text(one.period.start, one.period.end),
                "now": now,
                "said": one.judged.value,
                "goal": exact(target.goal, unit, plane.currency),
                "void": one.judged is Judged.UNKNOWN,
            }
        )
    void = {"test": "datum.void", "value": 0.08}
    tip = tooltip(when="Period", now=plane.track.kpi.label, said="Judged", goal="Goal")
    return hover(rows, plane.x, shade=[void], tip=tip)


def _row(one: One) -> dict[str, Any]:
    middle = (at(one.period.start) + at(one.period.end) + DAY_MS) / 2
    return {"x": middle, "y": one.value, "met": one.judged is Judged.MET, "judged": one.judged}


def _if_met(then: object, otherwise: object) -> Specification:
    return {"condition": {"test": "datum.met", "value": then}, "value": otherwise}


def _ahead(rows: list[dict[str, Any]], plane: Plane, bar: Specification) -> list[Specification]:
    ahead = [{"x": row["x"], "y": plane.track.target.goal} for row in rows if row["judged"] is Judged.AHEAD]
    frame = {**bar, "fillOpacity": 0, "color": MUTED, "stroke": MUTED, "strokeDash": [2, 3], "strokeOpacity": 0.7}
    return [layer(ahead, frame, x=plane.x, y=plane.y)] if ahead else []


def _signs(known: list[dict[str, Any]], plane: Plane, slot: str) -> list[Specification]:
    """Draw a tick or a cross over each bar while they are wide enough."""
    sign = {"type": "point", "filled": False, "strokeWidth": 1.75, "yOffset": -9, "opacity": 1}
    sign |= {"size": {"expr": f"{slot} < {_LEAST_SLOT} ? 0 : 50"}}
    shape = _if_met(_CHECK, _CROSS)
    return [layer(known, sign, x=plane.x, y=plane.y, shape=shape, color=_if_met(_MET, _MISSED))] if known else []


def _unknown(rows: list[dict[str, Any]], plane: Plane, slot: str) -> list[Specification]:
    told = [{"x": row["x"], "says": _NOTHING[row["judged"]]} for row in rows if row["judged"] in _NOTHING]
    words = {"type": "text", "color": INK, "fontWeight": 600, "dy": -8}
    words["text"] = {"expr": f"{slot} < {_LEAST_SLOT} ? '' : datum.says"}
    return [layer(told, words, x=plane.x, y={"value": "height"})] if told else []
