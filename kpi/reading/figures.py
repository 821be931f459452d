"""The metrics of a table, read as numbers."""

from collections.abc import Sequence

import pandas as pd

from kpi.catalogue.metrics import METRICS, Unit
from kpi.errors import UnknownExport
from kpi.exports.export import (
    Column,
)
from kpi.reading.dates import looks_dated
from kpi.reading.numbers import Reads, Style, numbers, style_of
from kpi.reading.placing import measured
from kpi.reading.work import AGAIN, MOSTLY, Work


def values_of(work: Work, *, semicolons: bool) -> pd.DataFrame:
    """Read the metrics; what cannot be read as a number is noted, cell by cell, and stays unknown."""
    columns = [(at, one) for at in measured(work.placed) for one in work.placed[at] if one.holds in METRICS]
    columns.sort(key=lambda found: work.export.columns.index(found[1]))
    style = number_style(work, [at for at, _ in columns], semicolons=semicolons)
    values: dict[str, pd.Series] = {}
    for at, one in columns:
        read = _read(work, at, one, style)
        values[one.holds] = _added(values[one.holds], read) if one.plus and one.holds in values else read
    for _, one in columns:
        if one.weigh and one.weigh in values:
            values[one.holds] = values[one.holds] * values[one.weigh]
        elif one.weigh:
            values.pop(one.holds, None)
            weight = METRICS[one.weigh].label.lower()
            work.note(f"“{one.names[0]}” is an average that needs {weight}, which the file lacks.")
    known = {key: value for key, value in values.items() if value.notna().any()}
    return pd.DataFrame({**known, **dict.fromkeys(work.export.always, 1.0)}, index=work.rows.index)


def number_style(work: Work, places: Sequence[int], *, semicolons: bool) -> Style:
    """Decide how the metrics in these places are written."""
    counted = [
        at for at in places if all(_reads(one) is Reads.COUNTS for one in work.placed[at] if one.holds in METRICS)
    ]
    return style_of((work.rows[at] for at in places), semicolons=semicolons, counted=[work.rows[at] for at in counted])


def _reads(one: Column) -> Reads:
    """Say what the cells of a column may be written as: a share is no count, a time no amount of money."""
    unit = METRICS[one.holds].unit
    if unit is Unit.SECONDS:
        return Reads.TIMES
    if one.weigh or unit is Unit.PERCENT:
        return Reads.SHARES
    return Reads.MONEY if unit is Unit.MONEY else Reads.COUNTS


def _read(work: Work, at: int, one: Column, style: Style) -> pd.Series:
    read, wrong = numbers(work.rows[at], style, reads=_reads(one))
    if wrong.any():
        _judge(work, at, wrong)
    if one.counts:
        return read.where(read.isna(), 1.0)
    if one.stars:
        low, high = one.stars
        outside = (read < low) | (read > high)
        if outside.any():
            work.note(
                f"“{work.header[at]}” goes from {low:g} to {high:g}; {int(outside.sum())} cells hold something else."
            )
        return 1 + 4 * (read.where(~outside) - low) / (high - low)
    return read * one.times


def _judge(work: Work, at: int, wrong: pd.Series) -> None:
    """Refuse a column in which a spreadsheet program made dates of numbers or that mostly holds no numbers."""
    cells = work.rows[at][wrong]
    turned = looks_dated(cells)
    example = (cells[turned] if turned.any() else cells).iloc[0][:40]
    if turned.any() or wrong.mean() > 1 - MOSTLY:
        raise UnknownExport(
            f"The column “{work.header[at]}” should hold numbers, but {len(cells)} of {len(wrong)} cells hold "
            f"something like “{example}”. A spreadsheet program may have changed them when the file was saved. {AGAIN}"
        )
    rows = ", ".join(str(row) for row in cells.index[:5])
    work.note(f"“{work.header[at]}” holds no number in {len(cells)} cells (row {rows}), for example “{example}”.")


def _added(first: pd.Series, second: pd.Series) -> pd.Series:
    """Add two columns of one metric: known where either is."""
    return first.add(second, fill_value=0.0)
