"""Which months of which channels the files speak of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from kpi.charts.axes import labelled
from kpi.charts.drawing import INK, MUTED, NOTHING_KNOWN, Drawing, colours, drawn, in_order, layer, nothing, tooltip
from kpi.formats import month_of_year, month_text

_ROW: Final = 30
_FOOT: Final = 56
_NARROW: Final = 20
_MOST_NAMED: Final = 14


@dataclass(frozen=True, slots=True)
class _Cell:
    """What the files know of one channel and month."""

    known: int
    whole: int
    sources: tuple[str, ...]


def coverage_strip(frame: pd.DataFrame) -> Drawing:
    """Draw channels × months: whole months full, partial ones lighter with their number of days, the others empty.

    `frame` has columns channel, month (its first day), days_known, days_in_month, source; several sources of a
    channel may speak of the same month.
    """
    if frame.empty:
        return nothing("No files yet", height=_ROW * 3)
    names = in_order("channel", frame["channel"].astype("str").tolist())
    known = _cells(frame)
    numbered = [month for _, month in known]
    months = [date(month // 12, month % 12 + 1, 1) for month in range(min(numbered), max(numbered) + 1)]
    rows = [_row(name, place, month, known) for name in names for place, month in enumerate(months)]
    places = list(range(len(months)))
    x = {"field": "place", "type": "ordinal", "scale": {"domain": places, "paddingInner": 0.1, "paddingOuter": 0}}
    x["axis"] = _months_axis(months)
    y = {
        "field": "channel",
        "type": "nominal",
        "scale": {"domain": names, "paddingInner": 0.22, "paddingOuter": 0.1},
        "axis": {"labelColor": INK, "grid": False, "labelLimit": 120},
    }
    painted = colours("channel", names)
    scale = {"domain": names, "range": [painted[name] for name in names]}
    colour = {"field": "channel", "type": "nominal", "scale": scale, "legend": None}
    tip = tooltip(channel="Channel", when="Month", says="Days", source="From")
    filled = [row for row in rows if row["share"] > 0]
    partly = [row for row in filled if row["share"] < 1]
    opacity = {"condition": {"test": "datum.share >= 1", "value": 0.85}, "value": 0.3}
    count = {"expr": f"bandwidth('x') < {_NARROW} ? '' : datum.days"}
    layers = [
        layer(rows, {"type": "rect", "cornerRadius": 3, "color": MUTED, "opacity": 0.1}, x=x, y=y, tooltip=tip),
        layer(filled, {"type": "rect", "cornerRadius": 3}, x=x, y=y, color=colour, opacity=opacity, tooltip=tip),
        layer(partly, {"type": "text", "fontSize": 11, "color": INK, "text": count}, x=x, y=y, tooltip=tip),
    ]
    return drawn(layers, height=_ROW * len(names) + _FOOT)


def _cells(frame: pd.DataFrame) -> dict[tuple[str, int], _Cell]:
    """Join what several sources say of one channel and month: the most days, all names."""
    cells: dict[tuple[str, int], _Cell] = {}
    columns = (frame[name].tolist() for name in ("channel", "month", "days_known", "days_in_month", "source"))
    for channel, month, known, whole, source in zip(*columns, strict=True):
        place = (str(channel), month.year * 12 + month.month - 1)
        earlier = cells.get(place, _Cell(0, 0, ()))
        sources = (*earlier.sources, str(source))
        cells[place] = _Cell(max(earlier.known, int(known)), max(earlier.whole, int(whole)), sources)
    return cells


def _row(name: str, place: int, month: date, cells: Mapping[tuple[str, int], _Cell]) -> dict[str, Any]:
    cell = cells.get((name, month.year * 12 + month.month - 1), _Cell(0, 1, ("no file",)))
    says = f"all {cell.whole}" if cell.known >= cell.whole else f"{cell.known} of {cell.whole}"
    return {
        "channel": name,
        "place": place,
        "when": month_of_year(month),
        "days": str(cell.known),
        "share": cell.known / cell.whole,
        "says": says if cell.known else NOTHING_KNOWN,
        "source": ", ".join(sorted(set(cell.sources))),
    }


def _months_axis(months: Sequence[date]) -> dict[str, Any]:
    """Name the months, the year beneath the first and each January; of many months only those that begin a quarter."""
    every = 1 if len(months) <= _MOST_NAMED else 3 if len(months) <= _MOST_NAMED * 3 else 12
    shown = [place for place, month in enumerate(months) if (month.month - 1) % every == 0] or [0]
    words: list[str | list[str]] = [
        [month_text(months[place]), str(months[place].year)]
        if place == shown[0] or months[place].month == 1
        else [month_text(months[place])]
        for place in shown
    ]
    return labelled(shown, words, labelAngle=0, grid=False, labelFlush=False)
