"""What a table leaves open: a question, with what real rows of it would become under each answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from kpi.reading.dates import said
from kpi.reading.order import DAY_FIRST, MONTH_FIRST, Doubt

MOST_SHOWN = 3
DATES, DECIMALS = "dates", "decimals"
"""What can be open: which of day and month stands first, and which sign the decimals have."""


@dataclass(frozen=True, slots=True)
class ReadAs:
    """One way to read the cells of a question; `becomes` has one text a cell."""

    answer: str
    label: str
    becomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What the user has to say before a table can be read: `cells` are real ones, from the rows of these numbers."""

    id: str
    column: str
    asks: str
    rows: tuple[int, ...]
    cells: tuple[str, ...]
    readings: tuple[ReadAs, ...]


def question_id(fingerprint: str, about: str) -> str:
    """Name a question: it is asked once for a layout.

    >>> question_id("3f2a", DATES)
    '3f2a/dates'
    """
    return f"{fingerprint}/{about}"


def about_dates(
    fingerprint: str, column: str, numbers: np.ndarray, cells: pa.LargeStringArray, doubt: Doubt
) -> Question:
    """Ask whether the day or the month stands first, showing rows in which it makes a difference."""
    rows = np.flatnonzero((doubt.by_month != doubt.by_day) & ~np.isnat(doubt.by_month))[:MOST_SHOWN]
    return Question(
        question_id(fingerprint, DATES),
        column,
        f"Does the day or the month stand first in “{column}”?",
        tuple(numbers[rows].tolist()),
        tuple(cells.take(pa.array(rows)).to_pylist()),
        (
            ReadAs(DAY_FIRST, "The day", tuple(map(said, doubt.by_day[rows]))),
            ReadAs(MONTH_FIRST, "The month", tuple(map(said, doubt.by_month[rows]))),
        ),
    )


def about_decimals(fingerprint: str, column: str, rows: Sequence[int], cells: Sequence[str]) -> Question:
    """Ask whether the one mark in numbers like 1.234 stands before the decimals or between thousands."""
    mark, other = (",", ".") if "," in cells[0] else (".", ",")
    return Question(
        question_id(fingerprint, DECIMALS),
        column,
        f"What does “{mark}” mean in “{column}”?",
        tuple(rows),
        tuple(cells),
        (
            ReadAs(other, "It parts the thousands", tuple(cell.replace(mark, "") for cell in cells)),
            ReadAs(mark, "It stands before the decimals", tuple(cell.replace(mark, ".") for cell in cells)),
        ),
    )
