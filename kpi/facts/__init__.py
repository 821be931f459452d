"""Records to facts: one row a span of days and one column a metric; nothing counted twice, nothing imputed."""

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from narwhals.typing import IntoFrameT

from kpi.catalogue.metrics import BOUNDS, FACT_METRICS, LEVELS, SUMMED
from kpi.columns import DIMENSIONS, FACT_COLUMNS, Grain
from kpi.facts.acting import CONVERSIONS, of_counting, seen
from kpi.facts.calls import Call
from kpi.facts.making import Brand, nobody_of, row_made, stock_changes, unheard, unlisted
from kpi.facts.placing import belonging
from kpi.facts.rivals import Rival, of_panel
from kpi.facts.telling import Overlap, counting, current, overlap, row_by_row, told_once
from kpi.facts.texts import numbered, stacked
from kpi.facts.views import (
    Facts,
    Flags,
    Numbers,
    Places,
    Texts,
    View,
    covered_days,
    spans_in_steps,
    spans_inside,
    views_of,
)
from kpi.frames import check_facts, no_records

__all__ = [
    "CONVERSIONS",
    "Brand",
    "Call",
    "Facts",
    "Flags",
    "Numbers",
    "Overlap",
    "Places",
    "Rival",
    "Texts",
    "View",
    "build",
    "counting",
    "current",
    "daily",
    "nothing",
    "overlap",
    "rows_behind",
    "spans_in_steps",
    "spans_inside",
    "told_again",
]

_SPAN = ("start", "end", *DIMENSIONS)


def build(records: pd.DataFrame, brand: Brand) -> Facts:
    """Turn the records of all files of a workspace into its facts."""
    ours, theirs, others = of_panel(records, brand)
    everything, held = belonging(ours)
    placed = current(everything)
    whole = _dated(told_once(of_counting(placed, brand.actions)), brand)
    empty = [key for key in FACT_METRICS if whole[key].isna().all()]
    spans = daily(whole.drop(columns=empty)).reindex(columns=FACT_COLUMNS).astype(dict.fromkeys(empty, "float64"))
    return Facts(
        check_facts(spans.reset_index(drop=True)),
        tuple(views_of(spans, covered_days(placed), begun=_begun(brand))),
        (*held, *nobody_of(placed, brand), *unlisted(others), *unheard(placed, brand.rivals)),
        actions=seen(placed),
        chosen=brand.actions,
        rivals=brand.rivals,
        theirs=theirs,
        others=others,
    )


def rows_behind(facts: Facts, records: pd.DataFrame, brand: Brand) -> pd.DataFrame:
    """Give the records behind the facts, one a row, each with the numbers of it that count and no others.

    `span` says where in `facts.spans` they were added up, -1 where nothing of the row counts; `replaced` names the
    metrics whose numbers gave way to newer ones (apart by spaces), `instead` a file that has those. File, sheet and row
    say where it stands. A difference of two follower totals stands at the later one.
    """
    everything, _ = belonging(of_panel(records, brand)[0])
    counted, instead = row_by_row(everything, brand.actions)
    newer = pd.Series("", index=instead.index, dtype="str")
    replaced = newer
    for key in instead:
        gone = instead[key].notna()
        newer = newer.where((newer != "") | ~gone, instead[key])
        replaced = replaced.where(~gone, replaced + f" {key}")
    rows = _dated(counted.assign(instead=newer, replaced=replaced), brand)
    known = rows[list(FACT_METRICS)].notna().any(axis=1)
    whole = rows.assign(known=known)[known | (rows["replaced"] != "")].reset_index(drop=True)
    return whole.assign(span=np.where(whole["known"], _places(whole, facts.spans), -1)).drop(columns="known")


def told_again(records: pd.DataFrame, brand: Brand) -> pd.DataFrame:
    """Give what each file told of the posts that several files told of: records, whether or not their numbers count."""
    everything, _ = belonging(of_panel(records, brand)[0])
    posts = everything[(everything["grain"] == Grain.POST.value) & (everything["key"] != "")]
    several = posts.duplicated(["channel", "account", "key"], keep=False)
    return row_made(posts[several].reset_index(drop=True), brand)


def _begun(brand: Brand) -> dict[str, np.datetime64]:
    """Say from which day on a brand of the panel is listened to, where that was said."""
    return {rival.name: np.datetime64(rival.since, "D") for rival in brand.rivals if rival.since}


def _places(rows: pd.DataFrame, spans: pd.DataFrame) -> Places:
    """Say for each row in which of the spans it stands; -1 in none."""
    days = [pd.concat([of[name] for of in (rows, spans)], ignore_index=True) for name in ("start", "end")]
    texts = [stacked(rows[name], spans[name]) for name in DIMENSIONS]
    number = numbered(pd.DataFrame(dict(enumerate([*days, *texts])))).to_numpy()
    place = np.full(number.max(initial=-1) + 1, -1)
    place[number[len(rows) :]] = np.arange(len(spans))
    found: Places = place[number[: len(rows)]]
    return found


def _dated(records: pd.DataFrame, brand: Brand) -> pd.DataFrame:
    """Work out what needs a row of its own, say on which days each counts, and add the differences of two totals."""
    made = row_made(records, brand)
    dated = made.assign(start=made["at"].dt.normalize(), end=made["until"].dt.normalize())
    changes = stock_changes(dated)
    return pd.concat([dated, changes], ignore_index=True) if len(changes) else dated


def daily(records: IntoFrameT) -> IntoFrameT:
    """Add records up to spans; the same function for a pandas frame, DuckDB and Spark.

    Metrics add up where any is known, else stay missing; of a level the highest of the day is kept; what does not
    add up (reach, users) is kept where one record alone speaks of the span. A metric may be left out as a whole.
    """
    frame: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(records)
    columns = set(frame.collect_schema().names())
    held = [name for name in FACT_COLUMNS if name in columns]
    added, levels = ([key for key in held if key in keys] for keys in ((*SUMMED, *BOUNDS), LEVELS))
    grouped = frame.group_by(*_SPAN).agg(
        nw.col("observed_at").min().alias("observed"),
        *[nw.col(key).sum() for key in added],
        *[nw.col(key).count().alias(f"{key}__n") for key in added],
        *[nw.col(key).max() for key in levels],
    )
    known = {key: nw.col(f"{key}__n") == 1 if key in BOUNDS else nw.col(f"{key}__n") > 0 for key in added}
    kept = [nw.when(is_known).then(nw.col(key)).alias(key) for key, is_known in known.items()]
    spans: IntoFrameT = grouped.with_columns(*kept).select(*held, "observed").sort(*_SPAN).to_native()
    return spans


def nothing() -> Facts:
    """Give the facts of nothing."""
    return build(no_records(), Brand())
