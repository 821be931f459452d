"""The chart's numbers, newest first; a click on a row opens its receipt."""

import pandas as pd

from kpi.formats import exact, period_text
from pages.parts import session
from pages.parts.below.shown import Shown
from pages.parts.receipt import of_step, show_receipt
from pages.parts.table import Sheet, sheet, table


def numbers(shown: Shown) -> None:
    """Show the chart's numbers newest first; a click on a row opens its receipt."""
    kpi = shown.answer.kpi
    newest, told = session.shown_once(
        shown.mine, ("numbers", kpi, shown.view, shown.split, shown.currency), lambda: _told(shown)
    )

    def receipt(row: int) -> None:
        first, last = (newest[name].dt.date.iloc[row] for name in ("start", "end"))
        show_receipt(shown.mine, kpi.key, of_step(shown.view, first, last))

    table(told, name=kpi.key, receipt=None if shown.split else receipt)


def _told(shown: Shown) -> tuple[pd.DataFrame, Sheet]:
    newest, words = in_words(shown)
    return newest, sheet(words, newest, name=shown.answer.kpi.key)


def in_words(shown: Shown) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put a chart's numbers in order, newest first, and word them row by row."""
    kpi, split = shown.answer.kpi, shown.split
    newest = shown.steps.sort_values("start", ascending=False, kind="stable").reset_index(drop=True)
    days = zip(newest["start"].dt.date, newest["end"].dt.date, newest["partial"], strict=True)
    labels = [period_text(start, end) + (" (not complete)" if partial else "") for start, end, partial in days]
    columns = {"Period": labels, **({split.replace("_", " ").capitalize(): newest[split].tolist()} if split else {})}
    columns[shown.answer.title] = [exact(value, kpi.unit, shown.currency) for value in newest["value"]]
    return newest, pd.DataFrame(columns)
