"""What a table leaves open: a question, with what real rows of it would become under each answer."""

from dataclasses import dataclass

import pandas as pd

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


def about_dates(fingerprint: str, column: str, cells: pd.Series, doubt: Doubt) -> Question:
    """Ask whether the day or the month stands first, showing rows in which it makes a difference."""
    rows = cells.index[(doubt.by_month != doubt.by_day) & doubt.by_month.notna()][:MOST_SHOWN]
    return Question(
        question_id(fingerprint, DATES),
        column,
        f"Does the day or the month stand first in “{column}”?",
        tuple(rows.tolist()),
        tuple(cells.loc[rows]),
        (
            ReadAs(DAY_FIRST, "The day", tuple(map(said, doubt.by_day.loc[rows]))),
            ReadAs(MONTH_FIRST, "The month", tuple(map(said, doubt.by_month.loc[rows]))),
        ),
    )


def about_decimals(fingerprint: str, column: str, cells: pd.Series) -> Question:
    """Ask whether the one mark in numbers like 1.234 stands before the decimals or between thousands."""
    rows = cells.index[:MOST_SHOWN]
    shown = cells.loc[rows]
    mark = "," if "," in shown.iloc[0] else "."
    return Question(
        question_id(fingerprint, DECIMALS),
        column,
        f"What does “{mark}” mean in “{column}”?",
        tuple(rows.tolist()),
        tuple(shown),
        (
            ReadAs("." if mark == "," else ",", "It parts the thousands", tuple(shown.str.replace(mark, ""))),
            ReadAs(mark, "It stands before the decimals", tuple(shown.str.replace(mark, "."))),
        ),
    )
