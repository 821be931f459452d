"""The metrics of a table, read as numbers."""

import numpy as np
import pyarrow as pa

from kpi.catalogue.metrics import METRICS, Unit
from kpi.errors import UnknownExport
from kpi.exports.export import (
    Column,
)
from kpi.reading.asking import DECIMALS, MOST_SHOWN, about_decimals
from kpi.reading.dates import looks_dated
from kpi.reading.numbers import Reads, Style, numbers, shortened, style_of, two_ways
from kpi.reading.placing import measured
from kpi.reading.threads import side_by_side
from kpi.reading.work import AGAIN, MOSTLY, Work


def values_of(work: Work) -> dict[str, np.ndarray]:
    """Read the metrics; what cannot be read as a number is said, cell by cell, and stays unknown."""
    columns = [(at, one) for at in measured(work.placed) for one in work.placed[at] if one.holds in METRICS]
    columns.sort(key=lambda found: work.export.columns.index(found[1]))
    values: dict[str, np.ndarray] = {}
    cells = side_by_side(lambda column: _numbers(work, *column), columns, rows=len(work.rows))
    for (at, one), found in zip(columns, cells, strict=True):
        read = _read(work, at, one, found)
        values[one.holds] = _added(values[one.holds], read) if one.plus and one.holds in values else read
    for _, one in columns:
        if one.weigh and one.weigh in values:
            values[one.holds] = values[one.holds] * values[one.weigh]
        elif one.weigh:
            values.pop(one.holds, None)
            weight = METRICS[one.weigh].label.lower()
            work.note(f"“{one.names[0]}” is an average that needs {weight}, which the file lacks.")
    known = {key: value for key, value in values.items() if not np.isnan(value).all()}
    return known | {key: np.ones(len(work.rows)) for key in work.export.always}


def decide_style(work: Work, *, semicolons: bool) -> None:
    """Decide how the table writes numbers; ask where every cell can be read in two ways and nothing tells which."""
    places = measured(work.placed)
    whole = [at for at in places if all(_reads(one) is Reads.COUNTS for one in work.placed[at] if one.holds in METRICS)]
    work.style = style_of(
        (work.rows.columns[at] for at in places),
        semicolons=semicolons,
        counted=(work.rows.columns[at] for at in whole),
    )
    if not work.style.guessed or (work.export.certain and not semicolons):
        return
    open_to_both = [(at, told) for at in places if at not in whole and (told := two_ways(work.rows[at])).any()]
    if open_to_both and work.answers[DECIMALS]:
        work.style = Style(work.answers[DECIMALS])
    elif open_to_both:
        at, told = open_to_both[0]
        rows = np.flatnonzero(told)[:MOST_SHOWN]
        cells = work.rows[at].take(pa.array(rows)).to_pylist()
        work.ask(about_decimals(work.fingerprint, work.header[at], work.rows.numbers[rows].tolist(), cells))


def _reads(one: Column) -> Reads:
    """Say what the cells of a column may be written as: a share is no count, a time no amount of money."""
    unit = METRICS[one.holds].unit
    if unit is Unit.SECONDS:
        return Reads.TIMES
    if one.weigh or unit is Unit.PERCENT:
        return Reads.SHARES
    return Reads.MONEY if unit is Unit.MONEY else Reads.COUNTS


def _numbers(work: Work, at: int, one: Column) -> tuple[np.ndarray, np.ndarray]:
    return numbers(work.rows.columns[at], work.style, reads=_reads(one))


def _read(work: Work, at: int, one: Column, found: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Say what a column holds besides numbers, and give these in the unit of their metric."""
    read, wrong = found
    if wrong.any():
        _judge(work, at, wrong)
    rounded = shortened(work.rows.columns[at])
    if rounded:
        work.note(f"“{work.header[at]}” holds numbers shortened like “{rounded}”, so what is added up is rounded.")
    if one.counts:
        return np.where(np.isnan(read), read, 1.0)
    if one.stars:
        low, high = one.stars
        outside = (read < low) | (read > high)
        if outside.any():
            work.note(
                f"“{work.header[at]}” goes from {low:g} to {high:g}; {int(outside.sum())} cells hold something else."
            )
        return 1 + 4 * (np.where(outside, np.nan, read) - low) / (high - low)
    return read if one.times == 1 else read * one.times


def _judge(work: Work, at: int, wrong: np.ndarray) -> None:
    """Refuse a column in which a spreadsheet program made dates of numbers or that mostly holds no numbers."""
    cells = work.rows[at].filter(pa.array(wrong))
    turned = looks_dated(cells)
    example = cells[int(turned.argmax())].as_py()[:40]
    if turned.any() or wrong.mean() > 1 - MOSTLY:
        raise UnknownExport(
            f"The column “{work.header[at]}” should hold numbers, but {len(cells)} of {len(wrong)} cells hold "
            f"something like “{example}”. A spreadsheet program may have changed them when the file was saved. {AGAIN}"
        )
    rows = ", ".join(map(str, work.rows.numbers[wrong][:5]))
    work.warn(
        f"“{work.header[at]}” holds no number in {len(cells)} cells (row {rows}), for example “{example}”: its total "
        "lacks them. If they should hold numbers, download the export again and drop it here as it is."
    )


def _added(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Add two columns of one metric: known where either is."""
    return np.where(np.isnan(first), second, np.where(np.isnan(second), first, first + second))
