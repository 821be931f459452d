"""Bars one below the other, each under its name and its value: they take long names and are read on a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kpi.charts.drawing import INK, MUTED, Drawing, Specification, drawn, layer

MOST: Final = 12
"""How many rows a chart shows; the rest is counted at its foot."""
_ROW: Final = 46
_WORDS: Final = 13
_BAR: Final = (24, 37)
_MARK: Final = (20, 41)
_LINE: Final = 22
_LETTER: Final = 7.6
_SOFT: Final = 3


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to draw: each has `name`, `says`, `value` (where its bar ends) and what its tooltip tells.

    A bar begins at nothing, or at the row's `begins` where it names one.

    `low` and `high` are the ends of the axis along which the bars lie.
    """

    rows: Sequence[Mapping[str, Any]]
    low: float
    high: float
    tip: Sequence[Specification]
    lines: Sequence[str] = ()

    def drawn(self, *more: Specification, color: Specification) -> Drawing:
        """Draw the rows with bars of a colour, further layers over them, and lines of words beneath."""
        layers = [self._touched(), self._bars(color), *self._named(), *more, *self._foot()]
        return drawn(layers, height=self._height + 8)

    def across(self, field: str) -> Specification:
        """Draw a mark across the bars of the rows that have a number in `field`."""
        rows = [row for row in self._placed(*_MARK) if row.get(field) is not None]
        mark = {"type": "rule", "color": INK, "strokeWidth": 2}
        return layer(rows, mark, x=self.x(field), y=self.y("from"), y2={"field": "to"}, tooltip=list(self.tip))

    def whole(self) -> Specification:
        """Draw behind the bars what each is a part of: the whole of the axis."""
        rows = [row for row in self._placed(*_BAR) if row["value"] is not None]
        mark = {"type": "rect", "cornerRadius": _SOFT, "opacity": 0.15, "color": MUTED, "x": 0, "x2": "width"}
        return layer(rows, mark, y=self.y("from"), y2={"field": "to"}, tooltip=list(self.tip))

    def x(self, field: str = "value") -> Specification:
        """Give the axis along which the bars lie; it shows nothing, since the values stand in words."""
        scale = {
            "domain": [self.low, self.high if self.high > self.low else self.low + 1],
            "nice": False,
            "zero": False,
        }
        return {"field": field, "type": "quantitative", "scale": scale, "axis": None}

    def y(self, field: str) -> Specification:
        """Give the way down in pixels."""
        scale = {"domain": [0, self._height], "nice": False, "zero": False, "reverse": True}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": None}

    @property
    def _height(self) -> int:
        return _ROW * len(self.rows) + _LINE * len(self.lines)

    def _placed(self, begin: int, end: int) -> list[dict[str, Any]]:
        """Give each row its place, from and to some pixels below its top."""
        tops = [_ROW * place for place in range(len(self.rows))]
        return [{**row, "from": top + begin, "to": top + end} for row, top in zip(self.rows, tops, strict=True)]

    def _touched(self) -> Specification:
        mark = {"type": "rect", "color": MUTED, "opacity": 0, "x": 0, "x2": "width"}
        return layer(self._placed(0, _ROW), mark, y=self.y("from"), y2={"field": "to"}, tooltip=list(self.tip))

    def _bars(self, color: Specification) -> Specification:
        rows = [{"begins": 0.0, **row} for row in self._placed(*_BAR) if row["value"] is not None]
        mark = {"type": "rect", "cornerRadius": _SOFT, "opacity": 0.9}
        place = {"x": self.x(), "x2": {"field": "begins"}, "y": self.y("from"), "y2": {"field": "to"}}
        return layer(rows, mark, **place, color=color, tooltip=list(self.tip))

    def _named(self) -> list[Specification]:
        rows = [{**row, "letters": len(row["says"])} for row in self._placed(_WORDS, _WORDS)]
        words = {"type": "text", "color": INK, "baseline": "middle", "fontSize": 13}
        room = {"expr": f"width - {_LETTER} * datum.letters - 12"}
        left = {**words, "align": "left", "x": 0, "limit": room}
        right = {**words, "align": "right", "x": "width", "fontWeight": 600}
        return [
            layer(rows, left, y=self.y("from"), text={"field": "name"}, tooltip=list(self.tip)),
            layer(rows, right, y=self.y("from"), text={"field": "says"}, tooltip=list(self.tip)),
        ]

    def _foot(self) -> list[Specification]:
        below = _ROW * len(self.rows)
        told = [{"says": line, "from": below + _LINE * (place + 0.5)} for place, line in enumerate(self.lines)]
        words = {"type": "text", "align": "left", "baseline": "middle", "color": MUTED, "x": 0}
        words["limit"] = {"expr": "width"}
        return [layer(told, words, y=self.y("from"), text={"field": "says"})] if told else []
