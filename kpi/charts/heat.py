"""When and what works, in pictures: weekdays by hours, and content types, with the number of posts in each."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kpi.catalogue.kpis import Kpi
from kpi.charts.axes import labelled
from kpi.charts.drawing import GROUND, INK, MAIN, MUTED, Drawing, Specification, drawn, layer, nothing, tooltip
from kpi.charts.rows import Rows
from kpi.formats import NOT_KNOWN, count_text, exact, short
from kpi.insight.chance import LEAST_POSTS
from kpi.insight.patterns import Compared
from kpi.measure.breakdown import WEEKDAYS
from kpi.palette import SEQUENTIAL, TEXT
from kpi.periods import Step
from kpi.sentences.works import kinds, times_text

_ROW: Final = 34
_TALL: Final = 60
_LEGEND: Final = 68
_LINE: Final = 18
_FIRST_SWATCH: Final = 46
_GAP: Final = 0.03
_LEAST_SPAN: Final = 1.25
_DAY: Final = 24
_SWATCH: Final = 22
_SWATCHES: Final = (0, 2, 5, 7, 9)
_DARK: Final = "luminance(background) < 0.4"
_OTHERS: Final = "others of their kind"
Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Plane:
    """The plane of cells: weekdays to the right, rows of hours down, in pixels; the legend stands at its foot."""

    hours: Sequence[tuple[int, int]]
    week: Step = Step.WEEK

    @property
    def row(self) -> int:
        """Give the height of a row."""
        return _ROW if len(self.hours) > 1 else _TALL

    @property
    def height(self) -> int:
        """Give the height of the whole, legend and all."""
        return self.row * len(self.hours) + _LEGEND

    def x(self, field: str) -> Specification:
        """Give the way from the first day of a week to its last, in days."""
        names = [WEEKDAYS[day][:3] for day in self.week.weekdays]
        axis = labelled([n + 0.5 for n in range(7)], names, orient="top", grid=False)
        scale = {"domain": [0, len(WEEKDAYS)], "nice": False, "zero": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": {**axis, "labelColor": INK}}

    def y(self, field: str) -> Specification:
        """Give the way down, in pixels, each row named by its hours."""
        scale = {"domain": [0, self.height], "nice": False, "zero": False, "reverse": True}
        middles = [self.row * (place + 0.5) for place in range(len(self.hours))]
        words = [f"{first}–{last} h" for first, last in self.hours]
        axis = labelled(middles, words, grid=False, labelColor=INK) if self.hours != [(0, _DAY)] else None
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    def rects(self, cells: Sequence[Cell], mark: Mapping[str, Any], **more: Any) -> Specification:  # noqa: ANN401
        """Draw cells from edge to edge."""
        place = {"x": self.x("left"), "x2": {"field": "right"}, "y": self.y("top"), "y2": {"field": "foot"}}
        return layer(cells, {"type": "rect", "cornerRadius": 3, **mark}, **place, tooltip=_TIP, **more)

    def words(self, cells: Sequence[Cell], **mark: Any) -> Specification:  # noqa: ANN401
        """Write into each cell how many posts it has."""
        text = {"type": "text", "baseline": "middle", "align": "center", "fontSize": 12, **mark}
        return layer(cells, text, x=self.x("middle"), y=self.y("centre"), text={"field": "posts"}, tooltip=_TIP)


def times_heat(compared: Compared, kpi: Kpi, *, currency: str = "", week: Step = Step.WEEK) -> Drawing:
    """Draw weekdays × hours: the stronger, the more its posts got than others of their kind; the number is its posts.

    Cells with fewer than five posts are hollow and hatched: they say nothing. Hours before the first post and after the
    last are left out. A frame marks what one can act on. The days stand in the order of the step that is a `week`.
    """
    groups = compared.groups
    held = groups[groups["posts"] > 0]
    if held.empty:
        return nothing("No posts to compare", height=_TALL)
    shown = groups[(groups["first"] >= held["first"].min()) & (groups["last"] <= held["last"].max())]
    plane = _Plane(sorted(set(zip(shown["first"].tolist(), shown["last"].tolist(), strict=True))), week)
    cells = [_cell({str(key): of for key, of in row.items()}, plane, kpi, currency) for row in shown.to_dict("records")]
    known = [cell for cell in cells if cell["n"] >= LEAST_POSTS]
    few = [cell for cell in cells if 0 < cell["n"] < LEAST_POSTS]
    span = max([_LEAST_SPAN, *(max(cell["ratio"], 1 / cell["ratio"]) for cell in known)])
    painted = [{**cell, **_shades(cell["ratio"], span)} for cell in known]
    layers = [
        plane.rects([cell for cell in cells if not cell["n"]], {"color": MUTED, "opacity": 0.08}),
        plane.rects(painted, {}, color=_by_ground()),
        *_hatched(few, plane),
        plane.words(painted, color={"expr": _READABLE}, fontWeight=600),
        plane.rects(_found(compared, cells), {"filled": False, "stroke": INK, "strokeWidth": 2.5}),
        *_legend(span, plane, hatched=bool(few)),
    ]
    return drawn(layers, height=plane.height)


def types_bars(compared: Compared, kpi: Kpi, *, currency: str = "") -> Drawing:
    """Draw a bar for each content type: its shrunk value, and from how many posts; with few it is pale."""
    told = compared.groups.sort_values("value", ascending=False)
    rows = [
        {
            "name": kinds(name).capitalize(),
            "value": float(value),
            "says": f"{short(value, kpi.unit, currency)} · {count_text(posts)} post{'s' * (posts != 1)}",
            "few": "few" if posts < LEAST_POSTS else "enough",
            **_words(posts, value, times, kpi, currency),
        }
        for name, posts, value, times in zip(
            told["content_type"], told["posts"].tolist(), told["value"], told["times"], strict=True
        )
    ]
    ends = [0.0, *(row["value"] for row in rows)]
    pale = {"condition": {"test": "datum.few == 'few'", "value": MUTED}, "value": MAIN}
    return Rows(rows, min(ends), max(ends), [*tooltip(name="Content type"), *_TIP[1:]]).drawn(color=pale)


_TIP: Final = tooltip(when="Published", posts="Posts", value_text="Shrunk towards the usual", times_text="Got")
_READABLE: Final = f"luminance({_DARK} ? datum.dark : datum.light) < 0.3 ? '#FFFFFF' : '{TEXT['light']}'"


def _cell(row: Mapping[str, Any], plane: _Plane, kpi: Kpi, currency: str) -> Cell:
    day, hours = int(row["weekday"]), (int(row["first"]), int(row["last"]))
    top = plane.hours.index(hours) * plane.row
    edge, along = _GAP * plane.row, plane.week.weekdays.index(day)
    clock = "" if hours == (0, _DAY) else f" {hours[0]}–{hours[1]} h"
    return {
        "n": int(row["posts"]),
        "ratio": float(row["times"]) if row["posts"] and row["times"] > 0 else 1.0,
        "day": day,
        "hours": hours,
        "when": f"{WEEKDAYS[day]}{clock}",
        "left": along + _GAP,
        "right": along + 1 - _GAP,
        "middle": along + 0.5,
        "top": top + edge,
        "foot": top + plane.row - edge,
        "centre": top + plane.row / 2,
        **_words(int(row["posts"]), row["value"], row["times"], kpi, currency),
    }


def _words(posts: int, value: float, times: float, kpi: Kpi, currency: str) -> Cell:
    return {
        "posts": count_text(posts),
        "value_text": f"{exact(value, kpi.unit, currency)}" if posts else NOT_KNOWN,
        "times_text": f"{times_text(times)} what {_OTHERS} got" if posts and math.isfinite(times) else NOT_KNOWN,
    }


def _shades(ratio: float, span: float) -> dict[str, str]:
    """Give a multiple its shade on either ground: the usual stands in the middle of the palette."""
    along = (math.log(ratio) / math.log(span) + 1) / 2
    place = min(len(SEQUENTIAL) - 1, max(0, round(along * (len(SEQUENTIAL) - 1))))
    return {"light": SEQUENTIAL[place], "dark": SEQUENTIAL[-1 - place]}


def _by_ground() -> Specification:
    plain = {"type": "nominal", "scale": None}
    return {"condition": {"test": _DARK, "field": "dark", **plain}, "field": "light", **plain}


def _hatched(cells: Sequence[Cell], plane: _Plane) -> list[Specification]:
    """Draw hollow cells with lines across them, and their posts on a bit of ground."""
    lines = [
        {**cell, "left": cell["left"] + fro * wide, "right": cell["left"] + to * wide, "top": cell["top"] + up * tall,
         "foot": cell["top"] + down * tall}
        for cell in cells
        for wide, tall in [(cell["right"] - cell["left"], cell["foot"] - cell["top"])]
        for fro, up, to, down in ((0, 1 / 3, 1 / 3, 0), (0, 2 / 3, 2 / 3, 0), (0, 1, 1, 0), (1 / 3, 1, 1, 1 / 3),
                                  (2 / 3, 1, 1, 2 / 3))
    ]  # fmt: skip
    place = {"x": plane.x("left"), "x2": {"field": "right"}, "y": plane.y("top"), "y2": {"field": "foot"}}
    return [
        layer(lines, {"type": "rule", "color": MUTED, "opacity": 0.45, "strokeWidth": 1}, **place),
        plane.rects(cells, {"filled": False, "stroke": MUTED, "strokeWidth": 1, "opacity": 0.6}),
        plane.words(cells, color=GROUND, stroke=GROUND, strokeWidth=5),
        plane.words(cells, color=MUTED),
    ]


def _found(compared: Compared, cells: Sequence[Cell]) -> list[Cell]:
    """Give the cells that one can act on, where there are any."""
    found = compared.found
    if found is None:
        return []
    return [
        cell
        for cell in cells
        if found.weekday in (None, cell["day"]) and found.hours in (None, cell["hours"]) and cell["n"]
    ]


def _legend(span: float, plane: _Plane, *, hatched: bool) -> list[Specification]:
    """Say below the cells what their shades and lines mean, in lines short enough for a phone."""
    top = plane.row * len(plane.hours) + 12
    marks = []
    for place, shade in enumerate(_SWATCHES):
        colour = {"expr": f"{_DARK} ? '{SEQUENTIAL[-1 - shade]}' : '{SEQUENTIAL[shade]}'"}
        left = _FIRST_SWATCH + place * _SWATCH
        marks.append(_fixed({"type": "rect", "x": left, "x2": left + _SWATCH, "color": colour}, plane, top, top + 12))
    end = _FIRST_SWATCH + _SWATCH * len(_SWATCHES) + 8
    lines = [f"of what {_OTHERS} got", *([f"hatched: fewer than {LEAST_POSTS} posts"] if hatched else [])]
    return [
        *marks,
        _line(times_text(1 / span), plane, top + 6, x=0),
        _line(times_text(span), plane, top + 6, x=end),
        *(_line(words, plane, top + 28 + _LINE * place, x=0) for place, words in enumerate(lines)),
    ]


def _fixed(mark: Mapping[str, Any], plane: _Plane, top: float, foot: float) -> Specification:
    return layer([{"top": top, "foot": foot}], mark, y=plane.y("top"), y2={"field": "foot"})


def _line(words: str, plane: _Plane, down: float, *, x: int) -> Specification:
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": MUTED, "x": x, "text": words}
    return layer([{"top": down}], mark, y=plane.y("top"))
