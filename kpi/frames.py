"""The contracts of the two frames, records and facts, and their checks.

*Records*: one row a record (a post, a day, a period, a mention, a review); *facts*: one row a span of days, with the
day on which the oldest of its numbers was `observed`.
Both are wide: dimensions first, then one nullable float column a metric. Missing means unknown, never zero.
"""

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import FACT_METRICS, FILE_METRICS
from kpi.columns import DIMENSIONS, FACT_COLUMNS, RECORD_COLUMNS, RECORD_TIMES


def records_frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Bring rows to the records' contract: every column, in order, of its type; what is absent is missing.

    `at`, `until` and `observed_at` are naive local times; a row without `until` ends on the day it begins.
    `covers_from` and `covers_until` are the days that the row's table speaks of, whether or not they hold a row.
    """
    rows = rows.reset_index(drop=True)
    absent = _absent(len(rows))
    columns = {name: _of_its_type(name, rows[name]) if name in rows else absent[_role(name)] for name in RECORD_COLUMNS}
    columns["until"] = columns["until"].fillna(columns["at"])
    return pd.DataFrame(columns, index=rows.index, copy=False)


def no_records() -> pd.DataFrame:
    """Give the records of nothing."""
    return records_frame(pd.DataFrame())


def check_facts(facts: pd.DataFrame) -> pd.DataFrame:
    """Hold a frame to the facts' contract and give it back; a breach is a bug, not a user's mistake."""
    if tuple(facts.columns) != FACT_COLUMNS:
        raise AssertionError(f"facts have the columns {list(facts.columns)}, wanted {list(FACT_COLUMNS)}")
    if (facts["end"] < facts["start"]).any():
        raise AssertionError("a span of the facts ends before it starts")
    wrong = [name for name in FACT_METRICS if facts[name].dtype != np.float64]
    if wrong:
        raise AssertionError(f"metrics that are not numbers in the facts: {wrong}")
    return facts


def _role(name: str) -> str:
    """Say which type a column of the records has."""
    if name in RECORD_TIMES:
        return "time"
    if name in FILE_METRICS:
        return "number"
    if name == "row":
        return "row"
    return "kind" if name in (*DIMENSIONS, "export", "cut") else "text"


def _absent(rows: int) -> dict[str, pd.Series]:
    """Give what a column without values holds; the columns of one type share it."""
    return {
        "time": pd.Series(np.full(rows, np.datetime64("NaT", "ms"))),
        "number": pd.Series(np.full(rows, np.nan)),
        "row": pd.Series(np.zeros(rows, dtype="int64")),
        "kind": pd.Series(pd.Categorical.from_codes(np.zeros(rows, dtype="int8"), pd.Index([""] * bool(rows)))),
        "text": pd.Series("", index=pd.RangeIndex(rows), dtype="str"),
    }


def _of_its_type(name: str, column: pd.Series) -> pd.Series:
    """Bring one column of the records to its type."""
    role = _role(name)
    if role == "time":
        return pd.to_datetime(column).astype("datetime64[ms]")
    if role == "number":
        return column.astype("float64")
    if role == "row":
        return column.fillna(0).astype("int64")
    if isinstance(column.dtype, pd.CategoricalDtype) and role == "kind" and not column.hasnans:
        return column
    return _text(column).astype("category") if role == "kind" else _text(column)


def _text(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.StringDtype):
        return column.fillna("").astype("str")
    return column.astype("object").where(column.notna(), "").astype("str")
