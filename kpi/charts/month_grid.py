"""A month as a sheet of days: what is planned and what came out on each, campaigns as bars across them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from kpi.calendar.entry import Campaign, Entry, Stage
from kpi.calendar.matching import Published
from kpi.calendar.weeks import Fate
from kpi.charts.axes import quoted
from kpi.charts.drawing import INK, MAIN, MUTED, Drawing, colours, drawn, layer, tooltip
from kpi.formats import day_text, weekday_text
from kpi.palette import NEUTRAL
from kpi.periods import Period, Step, week_of

SIGNS: Final = {
    Fate.OUT: "✓ ",
    Fate.MOVED: "✓ ",
    Fate.MISSED: "✕ ",
    Fate.DOUBTFUL: "? ",
    Fate.OPEN: "… ",
}
"""What stands before a post, by what became of it; one that is still to come has no sign."""
_ROW, _LINE, _TOP, _LANE = 118, 17, 22, 15
_MOST_LINES, _MOST_LANES = 4, 2
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a month's sheet shows: its posts with what became of them, those published beside the plan, campaigns.

    `week` is the step that is a week.
    """

    month: Period
    entries: Sequence[Entry]
    fates: Mapping[str, Fate]
    beside: Sequence[Published]
    campaigns: Sequence[Campaign]
    today: date
    opened: date
    week: Step = Step.WEEK

    @property
    def first(self) -> date:
        """Give the first day of a week with which the sheet begins."""
        return week_of(self.month.start, self.week).start

    @property
    def weeks(self) -> int:
        """Count the weeks of the sheet."""
        return ((self.month.end - self.first).days // _WEEK) + 1


def month_grid(sheet: Sheet) -> Drawing:
    """Draw the sheet of a month."""
    days = [sheet.first + timedelta(days=ahead) for ahead in range(sheet.weeks * _WEEK)]
    lines = _lines(sheet, days)
    named = _named(days[:_WEEK])
    x = _band("weekday", range(_WEEK), axis={"orient": "top", "labelAngle": 0, "labelFlush": False, "labelExpr": named})
    y = _band("week", range(sheet.weeks), axis=None)
    at = {"x": {**x, "bandPosition": 0}, "y": {**y, "bandPosition": 0}}
    layers = [_cells(sheet, days, x, y), _numbers(sheet, days, at)]
    bars = list(_bars(sheet))
    if bars:
        layers += _drawn_bars(bars, at, y)
    if lines:
        layers += _drawn_lines(lines, at)
    return drawn(layers, height=_ROW * sheet.weeks)


def _named(week: Sequence[date]) -> str:
    return f"{quoted([weekday_text(day) for day in week])}[datum.value]"


def _band(field: str, places: range, *, axis: dict[str, Any] | None) -> dict[str, Any]:
    scale = {"domain": list(places), "paddingInner": 0.02, "paddingOuter": 0}
    return {"field": field, "type": "ordinal", "scale": scale, "axis": axis}


def _place(sheet: Sheet, day: date) -> dict[str, int]:
    ahead = (day - sheet.first).days
    return {"weekday": ahead % _WEEK, "week": ahead // _WEEK}


def _cells(sheet: Sheet, days: Sequence[date], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {**_place(sheet, day), "opened": day == sheet.opened, "inside": sheet.month.start <= day <= sheet.month.end}
        for day in days
    ]
    stroke = {"condition": {"test": "datum.opened", **_value(MAIN)}, **_value(MUTED)}
    weight = {"condition": {"test": "datum.opened", "value": 0.9}, "value": 0.25}
    fill = {"condition": {"test": "datum.inside", "value": 0.03}, "value": 0.1}
    mark = {"type": "rect", "cornerRadius": 4, "fill": MUTED, "strokeWidth": 1.5}
    return layer(rows, mark, x=x, y=y, stroke=stroke, strokeOpacity=weight, fillOpacity=fill)


def _value(shade: Mapping[str, str]) -> dict[str, Any]:
    return {"value": dict(shade)}


def _numbers(sheet: Sheet, days: Sequence[date], at: dict[str, Any]) -> dict[str, Any]:
    rows = [{**_place(sheet, day), "number": str(day.day), "today": day == sheet.today} for day in days]
    mark = {"type": "text", "align": "left", "baseline": "top", "xOffset": 6, "yOffset": 5, "fontSize": 12}
    shade = {"condition": {"test": "datum.today", **_value(MAIN)}, **_value(MUTED)}
    weight = {"expr": "datum.today ? 700 : 400"}
    return layer(rows, {**mark, "fontWeight": weight}, **at, text={"field": "number"}, color=shade)


def _bars(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Lay campaigns in lanes, a piece for each week; more than two at once stand in the list alone."""
    free = [sheet.first] * _MOST_LANES
    last = sheet.first + timedelta(days=sheet.weeks * _WEEK - 1)
    for one in sorted(sheet.campaigns, key=lambda one: (one.start, one.end, one.name)):
        start, end = max(one.start, sheet.first), min(one.end, last)
        lane = next((lane for lane, day in enumerate(free) if day <= start), None)
        if end < start or lane is None:
            continue
        free[lane] = end + timedelta(days=1)
        day = start
        while day <= end:
            until = min(end, week_of(day, sheet.week).end)
            days = (until - day).days + 1
            tip = {"name": one.name, "when": f"{day_text(one.start)} to {day_text(one.end)}"}
            yield {**_place(sheet, day), "lane": lane, "days": days, **tip}
            day = until + timedelta(days=1)


def _drawn_bars(bars: list[dict[str, Any]], at: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    down = f"{_TOP} + {_LANE} * datum.lane"
    long = "(datum.days - 0.02) * bandwidth('x') / 0.98"
    tip = tooltip(name="Campaign", when="Days")
    top = {"type": "rect", "color": MAIN, "opacity": 0.22, "cornerRadius": 3}
    place = {"x2": {"field": "weekday", "bandPosition": 0}, "y2": {"field": "week", "bandPosition": 0}}
    edges = {"x2Offset": {"expr": long}, "yOffset": {"expr": down}, "y2Offset": {"expr": f"{down} + {_LANE - 2}"}}
    words = {
        "type": "text", "align": "left", "baseline": "top", "fontSize": 11, "color": INK, "xOffset": 5,
        "yOffset": {"expr": f"{down} + 1"}, "limit": {"expr": f"max(1, {long} - 10)"},
    }  # fmt: skip
    at_top = {**at, "y": {**y, "bandPosition": 0}}
    return [
        layer(bars, {**top, **edges}, **at_top, **place, tooltip=tip),
        layer(bars, words, **at_top, text={"field": "name"}, tooltip=tip),
    ]


def _lines(sheet: Sheet, days: Sequence[date]) -> list[dict[str, Any]]:
    """Give the lines of each day: its planned posts, then what came out beside the plan, then how many more there are.

    Where a campaign runs, the lines begin below its bar.
    """
    there: dict[date, list[dict[str, Any]]] = {day: [] for day in days}
    for one in sheet.entries:
        if one.day in there and one.stage is not Stage.DROPPED:
            there[one.day].append(_planned(one, sheet.fates[one.id]))
    for post in sheet.beside:
        if post.day in there:
            there[post.day].append(_published(post))
    rows = []
    lanes = _lanes(sheet)
    for day, lines in there.items():
        above = lanes.get(day, 0)
        room = _MOST_LINES - above + (above > 0)
        shown = lines if len(lines) <= room else lines[: room - 1]
        for place, line in enumerate([*shown, *_more(len(lines) - len(shown))]):
            down = _TOP + _LANE * above + 2 + _LINE * place
            rows.append({**_place(sheet, day), **line, "down": down})
    return rows


def _lanes(sheet: Sheet) -> dict[date, int]:
    """Say how many lanes of campaigns stand on each day."""
    lanes: dict[date, int] = {}
    for bar in _bars(sheet):
        first = sheet.first + timedelta(days=bar["week"] * _WEEK + bar["weekday"])
        for ahead in range(bar["days"]):
            day = first + timedelta(days=ahead)
            lanes[day] = max(lanes.get(day, 0), bar["lane"] + 1)
    return lanes


def _planned(one: Entry, fate: Fate) -> dict[str, Any]:
    time = f"{one.at:%H:%M} " if one.at else ""
    return {
        "says": f"{SIGNS.get(fate, '')}{time}{one.called or 'Without words yet'}",
        "channel": one.channel,
        "what": one.called,
        "state": f"{one.stage.value.capitalize()}, {fate.value}",
        "owner": one.owner or "nobody named",
        "quiet": fate is Fate.OPEN,
    }


def _published(post: Published) -> dict[str, Any]:
    said = " ".join(post.title.split()) or "A post without words"
    return {
        "says": f"• {said}"[:120],
        "channel": post.channel,
        "what": said[:200],
        "state": "Published beside the plan",
        "owner": "",
        "quiet": True,
    }


def _more(count: int) -> list[dict[str, Any]]:
    nothing = dict.fromkeys(("channel", "what", "state", "owner"), "")
    return [{**nothing, "says": f"and {count:,} more", "quiet": True}] if count else []


def _drawn_lines(rows: list[dict[str, Any]], at: dict[str, Any]) -> list[dict[str, Any]]:
    """Draw a sign in the colour of the channel, and the words; where days are narrow, the sign alone."""
    tip = tooltip(what="Post", channel="Channel", state="State", owner="Owner")
    names = sorted({row["channel"] for row in rows} - {""})
    painted = colours("channel", names)
    scale = {"domain": [*names, ""], "range": [*(painted.get(name, NEUTRAL) for name in names), "transparent"]}
    legend = {"values": names, "orient": "bottom", "symbolType": "square", "columns": {"expr": "phone ? 3 : 8"}}
    tint = {"field": "channel", "type": "nominal", "scale": scale, "legend": legend if names else None}
    down = {"expr": "datum.down + 6"}
    sign = {
        "type": "point",
        "shape": "square",
        "filled": True,
        "opacity": 1,
        "size": 60,
        "xOffset": 12,
        "yOffset": down,
    }
    words = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "fontSize": 11,
        "xOffset": 20,
        "yOffset": down,
        "limit": {"expr": "max(1, bandwidth('x') - 24)"},
        "text": {"expr": "phone ? '' : datum.says"},
    }
    shade = {"condition": {"test": "datum.quiet", **_value(MUTED)}, **_value(INK)}
    return [
        layer(rows, sign, **at, color=tint, tooltip=tip),
        layer(rows, words, **at, color=shade, tooltip=tip),
    ]
