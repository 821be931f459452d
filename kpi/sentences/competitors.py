"""Where the brand stands in its panel, and what of that cannot be compared."""

from collections.abc import Sequence

import pandas as pd

from kpi.formats import day_text, number_word, period_text, short
from kpi.insight.competitors import Panel, restarts_between
from kpi.measure.panel import PanelChange

_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MOST_NAMED = 4


def competitors_sentence(panel: Panel) -> str:
    """Say the brand's last number, its place among those that are known, and what it was the step before."""
    wide = panel.wide
    known = wide[wide[panel.own].notna()]
    if known.empty:
        what = "no share" if panel.topic.share else "nothing"
        return f"{panel.topic.label}: {what} is known of {panel.own}."
    (first, last), row = known.index[-1], known.iloc[-1]
    value = float(row[panel.own])
    said = f"{panel.own}: {panel.topic.name.lower()} {short(value, panel.topic.unit)} {_when(panel, first, last)}"
    said += f"{_before(panel, known)}{_place(panel, row.dropna())}."
    unknown = [str(name) for name in row.index[row.isna()] if _belongs(panel, str(name), last)]
    if unknown:
        said += f" Not known for that time: {_listed(unknown)}."
    return " ".join([said, *changes_said(panel)])


def changes_said(panel: Panel) -> list[str]:
    """Say each change of the panel, and of a share that what lies before and after it is not the same."""
    return [_change(panel, change) for change in panel.changes]


def _change(panel: Panel, change: PanelChange) -> str:
    what = f"{change.name} {'joined' if change.joins else 'left'}"
    day = f"on {day_text(change.date)}"
    if panel.topic.share:
        return f"{what} {day}: {panel.topic.name.lower()} before and after cannot be compared."
    return f"{what} the panel {day}."


def _when(panel: Panel, first: pd.Timestamp, last: pd.Timestamp) -> str:
    if panel.topic.is_level:
        return f"on {day_text(last.date())}"
    return f"in {period_text(first.date(), last.date())}"


def _before(panel: Panel, known: pd.DataFrame) -> str:
    """Say the number of the step before, where the panel was the same."""
    if len(known) == 1:
        return ""
    (first, last), (now, _) = known.index[-2], known.index[-1]
    through = known.index[-1][1].date() if panel.topic.share else first.date()
    if first >= now or restarts_between(panel, first.date(), through):
        return ""
    return f" ({short(float(known.iloc[-2][panel.own]), panel.topic.unit)} {_when(panel, first, last)})"


def _place(panel: Panel, row: pd.Series) -> str:
    """Say the brand's place among the brands that are known."""
    if len(row) == 1:
        return ""
    value = float(row[panel.own])
    place, many = int((row > value).sum()) + 1, len(row)
    said = _ORDINALS[place] if place < len(_ORDINALS) else f"{place}th"
    alike = [str(name) for name in row.index[row == value] if name != panel.own]
    if place == 1:
        return f", {said} of {number_word(many)}{f', level with {_listed(alike)}' if alike else ''}"
    leader = row.idxmax()
    return f", {said} of {number_word(many)}; {leader} has {short(float(row.max()), panel.topic.unit)}"


def _belongs(panel: Panel, name: str, last: pd.Timestamp) -> bool:
    steps = panel.steps
    return bool(steps.loc[(steps["brand"] == name) & (steps["end"] == last), "belongs"].any())


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
