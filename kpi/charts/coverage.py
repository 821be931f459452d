"""Which months of which channels the files speak of."""

from typing import Any, Final

import pandas as pd

from kpi.charts.axes import labelled
from kpi.charts.drawing import INK, MUTED, NOTHING_KNOWN, Drawing, colours, drawn, in_order, layer, nothing, tooltip
from kpi.formats import month_text

_ROW: Final = 30
_FOOT: Final = 56
_NARROW: Final = 20
_MOST_NAMED: Final = 14


def coverage_strip(frame: pd.DataFrame) -> Drawing:
    """Draw channels × months: whole months full, partial ones lighter with their number of days, the others empty.

    `frame` has columns channel, month (its first day), days_known, days_in_month, source; several sources of a
    channel may speak of the same month.
    """
    if frame.empty:
        return nothing("No files yet", height=_ROW * 3)
    names = in_order("channel", frame["channel"].astype("str").tolist())
    months = pd.period_range(frame["month"].min(), frame["month"].max(), freq="M")
    known = _cells(frame)
    rows = [_row(name, place, month, known.get((name, month))) for name in names for place, month in enumerate(months)]
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
    numbered = [row for row in filled if row["share"] < 1]
    opacity = {"condition": {"test": "datum.share >= 1", "value": 0.95}, "value": 0.32}
    count = {"expr": f"bandwidth('x') < {_NARROW} ? '' : datum.days"}
    layers = [
        layer(rows, {"type": "rect", "cornerRadius": 3, "color": MUTED, "opacity": 0.1}, x=x, y=y, tooltip=tip),
        layer(filled, {"type": "rect", "cornerRadius": 3}, x=x, y=y, color=colour, opacity=opacity, tooltip=tip),
        layer(numbered, {"type": "text", "fontSize": 11, "color": INK, "text": count}, x=x, y=y, tooltip=tip),
    ]
    return drawn(layers, height=_ROW * len(names) + _FOOT)


def _cells(frame: pd.DataFrame) -> dict[tuple[str, pd.Period], dict[str, Any]]:
    """Join what several sources say of one channel and month: the most days, all names."""
    month = frame["month"].dt.to_period("M")
    texts = frame.assign(channel=frame["channel"].astype("str"), source=frame["source"].astype("str"), month=month)
    cells = texts.groupby(["channel", "month"]).agg(
        known=("days_known", "max"),
        whole=("days_in_month", "max"),
        source=("source", lambda named: ", ".join(sorted(set(named)))),
    )
    return {
        place: dict(zip(cells.columns, cell, strict=True))
        for place, cell in zip(cells.index, cells.to_numpy().tolist(), strict=True)
    }


def _row(name: str, place: int, month: pd.Period, cell: dict[str, Any] | None) -> dict[str, Any]:
    known, whole = (int(cell["known"]), int(cell["whole"])) if cell else (0, month.days_in_month)
    says = f"all {whole}" if known >= whole else f"{known} of {whole}" if known else NOTHING_KNOWN
    return {
        "channel": name,
        "place": place,
        "when": f"{month.strftime('%B')} {month.year}",
        "days": str(known),
        "share": known / whole,
        "says": says,
        "source": cell["source"] if cell else "no file",
    }


def _months_axis(months: pd.PeriodIndex) -> dict[str, Any]:
    """Name the months, the year beneath the first and each January; of many months only those that begin a quarter."""
    every = 1 if len(months) <= _MOST_NAMED else 3 if len(months) <= _MOST_NAMED * 3 else 12
    shown = [place for place, month in enumerate(months) if (month.month - 1) % every == 0] or [0]
    words: list[str | list[str]] = [
        [month_text(months[place].start_time), str(months[place].year)]
        if place == shown[0] or months[place].month == 1
        else [month_text(months[place].start_time)]
        for place in shown
    ]
    return labelled(shown, words, labelAngle=0, grid=False, labelFlush=False)
