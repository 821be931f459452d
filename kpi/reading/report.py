"""What one file gave: its records and an honest report of what was kept, left out, and why."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kpi.reading.contract import no_records

if TYPE_CHECKING:
    import pandas as pd

from kpi.reading.asking import Question
from kpi.reading.guess import Guess

Json = dict[str, Any]
MOST_NAMED = 200


@dataclass(slots=True)
class LeftOut:
    """A row that became no record, and why; `row` is its number in the file, from 1."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """An account that a table speaks of: its name, its id where the table has one, and its rows (0: of all)."""

    name: str
    id: str = ""
    rows: int = 0


@dataclass(slots=True)
class SheetReport:
    """What became of one table.

    `totals` are plain sums over the kept rows (for a level the last value); `stated` are those that the file itself
    gives in a row of totals. `covered` are the stretches of days, first and last, of which it speaks. `accounts` are
    those that it names; `warnings` say what may be wrong in the file. A table with `questions` is held back: nothing
    of it is kept until they are answered; one that no export knows comes with a `guess`.
    """

    sheet: str
    export: str | None = None
    label: str = ""
    channel: str | None = None
    grain: str | None = None
    rows_read: int = 0
    rows_kept: int = 0
    rows_left_out: list[LeftOut] = field(default_factory=list)
    first_date: str | None = None
    last_date: str | None = None
    covered: list[tuple[str, str]] = field(default_factory=list)
    totals: dict[str, float] = field(default_factory=dict)
    stated: dict[str, float] = field(default_factory=dict)
    unused_columns: list[str] = field(default_factory=list)
    dropped_columns: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    accounts: list[Named] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    guess: Guess | None = None

    def as_json(self) -> Json:
        """Give the report as plain data; of many rows left out for one reason the first 200 are named."""
        whole = asdict(self)
        more = len(self.rows_left_out) - MOST_NAMED
        if more > 0:
            whole["rows_left_out"] = whole["rows_left_out"][:MOST_NAMED]
            whole["notes"].append(f"{more} more rows were left out for reasons like these.")
        return whole


@dataclass(slots=True)
class Reference:
    """A table that is shown on its own and added to nothing.

    `channel` is what it is listed under: a channel, or the platform where the table is of several. `table` has the
    file's own headers; a column of nothing but numbers is one of floats, and one of `shares` is a fraction of one.
    """

    sheet: str
    export: str
    label: str
    channel: str
    observed: date
    covers: tuple[date, date] | None
    table: pa.Table
    shares: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """What one file gave: records as a table by the contract of `kpi.frames`, sheets, problems worded for the user."""

    file: str
    table: pa.Table = field(default_factory=no_records)
    sheets: list[SheetReport] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    @property
    def records(self) -> "pd.DataFrame":
        """Give the records as a frame."""
        frame: pd.DataFrame = self.table.to_pandas()
        return frame

    @property
    def report(self) -> Json:
        """Give the report as plain data, in the shape that `inspect --json` prints."""
        return {"file": self.file, "problems": self.problems, "sheets": [sheet.as_json() for sheet in self.sheets]}
