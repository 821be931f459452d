"""The contracts of the two frames, records and facts, and their checks.

*Records*: one row a record (a post, a day, a period, a mention, a review); *facts*: one row a span of days.
Both are wide: dimensions first, then one nullable float column a metric. Missing means unknown, never zero.
"""

from enum import StrEnum

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import FACT_METRICS, FILE_METRICS


class Grain(StrEnum):
    """What one row of a source is about."""

    POST = "post"
    DAY = "day"
    PERIOD = "period"
    MENTION = "mention"
    REVIEW = "review"
    CAMPAIGN = "campaign"


class Paid(StrEnum):
    """Whether a row counts unpaid exposure, ads, or both together."""

    ORGANIC = "organic"
    PAID = "paid"
    MIXED = "mixed"


DIMENSIONS = (
    "brand",
    "channel",
    "account",
    "content_type",
    "grain",
    "source",
    "action",
    "currency",
    "basis",
    "paid",
    "slice",
)
"""Text columns that both frames carry; the empty text means "the whole" or "does not apply"."""

_TIMES = ("at", "until", "observed_at", "covers_from", "covers_until")
RECORD_TEXTS = ("key", "title", "link")
PROVENANCE = ("export", "file", "sheet")
RECORD_COLUMNS = (
    "at",
    "until",
    *DIMENSIONS,
    *RECORD_TEXTS,
    "observed_at",
    "covers_from",
    "covers_until",
    *PROVENANCE,
    "row",
    *FILE_METRICS,
)
FACT_COLUMNS = ("start", "end", *DIMENSIONS, *FACT_METRICS)


def records_frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Bring rows to the records' contract: every column, in order, of its type; what is absent is missing.

    `at`, `until` and `observed_at` are naive local times; a row without `until` ends on the day it begins.
    `covers_from` and `covers_until` are the days that the row's table speaks of, whether or not they hold a row.
    """
    frame = rows.reindex(columns=list(RECORD_COLUMNS))
    times = {name: pd.to_datetime(frame[name]).astype("datetime64[ms]") for name in _TIMES}
    texts = {name: _text(frame[name]) for name in (*RECORD_TEXTS, "file", "sheet")}
    kinds = {name: _text(frame[name]).astype("category") for name in (*DIMENSIONS, "export")}
    numbers = {name: frame[name].astype("float64") for name in FILE_METRICS}
    whole = pd.DataFrame({**times, **texts, **kinds, **numbers, "row": frame["row"].fillna(0).astype("int64")})
    whole["until"] = whole["until"].fillna(whole["at"])
    return whole[list(RECORD_COLUMNS)].reset_index(drop=True)


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


def _text(column: pd.Series) -> pd.Series:
    return column.astype("object").where(column.notna(), "").astype("str")
