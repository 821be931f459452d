"""Of several records of one thing, and of several tellings of one total, which numbers count."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import FILE_METRICS
from kpi.columns import Grain
from kpi.facts.acting import of_counting
from kpi.facts.making import Brand
from kpi.facts.placing import BY_KEY, belonging
from kpi.facts.rivals import of_panel
from kpi.facts.texts import numbered, replaced
from kpi.names import in_turn

_IDENTITY = ("channel", "account", "grain", "slice", "source", "action", "currency", "paid", "cut", "key")
_PERIOD = ("channel", "account", "slice", "at", "until")
_NEWER = ["observed_at", "covers_until", "file", "sheet", "row"]
_OWN = ("file", "sheet", "row")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a new file did to what was known: records that are new, the same, or corrected; none is lost.

    `filled` counts the values that it brought for records known before, where nothing was known.
    """

    new: int
    same: int
    corrected: int
    filled: int = 0


def current(records: pd.DataFrame) -> pd.DataFrame:
    """Keep, of all records of one thing, the newest known value of each metric.

    A post, mention or review is known by its key; anything else also by its days. Of records observed on the same
    day the one whose file covers more counts, then the one of the file that comes later by name, the numbered one
    ("Reach (2).csv") after the one without a number.
    """
    things = _things(records)
    again = things.duplicated(keep=False)
    if not again.any():
        return records
    return pd.concat([records[~again], _newest(records[again], things[again])], ignore_index=True)


def row_by_row(records: pd.DataFrame, actions: Sequence[str] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give each record with those of its numbers that count, described as the newest record of its thing is.

    Added up, the first frame gives what `told_once(of_counting(current(records)))` gives; file, sheet and row stay the
    record's own; `actions` count as conversions. The second has a column for each metric of which numbers gave way to
    newer ones, and names the file of those. Both have a row a record.
    """
    things = _things(records)
    instead = _gave_way(records, things)
    left = {key: records[key].mask(records.index.isin(files.index)) for key, files in instead.items()}
    counted = told_once(of_counting(_described(records, things).assign(**left), actions))
    return counted, pd.DataFrame(instead, index=records.index)


def counting(records: pd.DataFrame, brand: Brand | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tell of the records of all files which of their numbers the facts of a brand take.

    The first frame has a column a metric and a row a record, with the numbers that count alone; the second names for
    each number that does not, the file whose newer number stands in its place.
    """
    brand = brand or Brand()
    ours, _ = belonging(of_panel(records.assign(_place=np.arange(len(records))), brand)[0])
    counted, instead = row_by_row(ours, brand.actions)
    taken, replaced = (
        of.reindex(columns=list(FILE_METRICS))
        .set_axis(ours["_place"])
        .reindex(range(len(records)))
        .set_axis(records.index)
        for of in (counted, instead)
    )
    return taken, replaced


def overlap(known: pd.DataFrame, new: pd.DataFrame) -> Overlap:
    """Compare a new file's records with those known before it.

    >>> from kpi.frames import no_records
    >>> overlap(no_records(), no_records())
    Overlap(new=0, same=0, corrected=0, filled=0)
    """
    if new.empty or known.empty:
        return Overlap(new=len(new), same=0, corrected=0)
    things = _things(pd.concat([known, new], ignore_index=True))
    before = known[list(FILE_METRICS)].groupby(things[: len(known)].to_numpy()).last()
    after = new[list(FILE_METRICS)].set_axis(things[len(known) :])
    shared = after.index.isin(before.index)
    old = before.reindex(after.index[shared]).to_numpy()
    now = after[shared].to_numpy()
    differs = (~np.isnan(old) & ~np.isnan(now) & (old != now)).any(axis=1)
    return Overlap(
        new=int((~shared).sum()),
        same=int((~differs).sum()),
        corrected=int(differs.sum()),
        filled=int((np.isnan(old) & ~np.isnan(now)).sum()),
    )


def told_once(records: pd.DataFrame) -> pd.DataFrame:
    """Take each metric of a total from one telling: the one that knows most metrics, and of those the largest.

    Pages and cities tell the same visits, ads and regions the same spend, split another way: a telling is an export
    and what its table is cut by. What a platform leaves out of a split, or a filter, makes it smaller, never larger.
    Rows by source are a telling of their own.
    """
    cut = records["export"].isin(records.loc[records["cut"] != "", "export"].unique())
    totals = records[(records["grain"] == Grain.PERIOD.value) | cut]
    telling = totals["export"].astype("str") + "\n" + totals["cut"].astype("str")
    if telling.nunique() < _SEVERAL:
        return records
    known = totals[list(FILE_METRICS)].notna()
    by_source = (totals["source"] != "").rename("by_source")
    of = totals.groupby([*(totals[name] for name in _PERIOD), by_source], observed=True).ngroup().rename("of")
    by = [of, telling.rename("telling")]
    size = totals[list(FILE_METRICS)].sum(axis=1).groupby(by).sum()
    knows = known.groupby(by).any().sum(axis=1)
    best = pd.DataFrame({"knows": knows, "size": size}).sort_values(["knows", "size"], ascending=False, kind="stable")
    order = best.groupby(level="of").cumcount()
    rank = pd.MultiIndex.from_arrays([of, telling]).map(order.to_dict())
    ranks = pd.DataFrame(dict.fromkeys(FILE_METRICS, rank), index=totals.index).where(known)
    told = known & ranks.eq(ranks.groupby(of).transform("min"))
    once = records.copy(deep=False)
    for key in FILE_METRICS:
        if (known[key] & ~told[key]).any():
            once[key] = records[key].where(told[key].reindex(records.index, fill_value=True))
    return once


def _gave_way(records: pd.DataFrame, things: pd.Series) -> dict[str, pd.Series]:
    """Name, for each metric, the file of the newer number of each number in whose place one stands."""
    again = things.duplicated(keep=False)
    order = records[again].sort_values(_NEWER, key=_in_turn, kind="stable").index
    instead = {}
    for key in FILE_METRICS:
        known = records.loc[order, key].dropna()
        of = things[known.index]
        last = ~of.duplicated(keep="last")
        if not last.all():
            files = records.loc[of.index[last], "file"].astype("str").set_axis(of[last])
            instead[key] = of[~last].map(files)
    return instead


def _things(records: pd.DataFrame) -> pd.Series:
    """Give each record the number of the thing it is about."""
    keyed = records["grain"].isin(BY_KEY) & (records["key"] != "")
    days = {name: records[name].dt.normalize().where(~keyed) for name in ("at", "until")}
    kind = replaced(records["content_type"], keyed, "")
    return numbered(pd.DataFrame({**{name: records[name] for name in _IDENTITY}, **days, "kind": kind}))


def _in_turn(column: pd.Series) -> pd.Series:
    """Give what sorts a column: files by their names as people count, the numbered one after the one without."""
    if column.name != "file":
        return column
    turns = {name: turn for turn, name in enumerate(sorted(column.unique(), key=in_turn))}
    return column.map(turns)


def _is_text(column: pd.Series) -> bool:
    return not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_dtype(column))


def _newest(records: pd.DataFrame, things: pd.Series) -> pd.DataFrame:
    """Give for each thing its newest known values, column by column."""
    known = records.assign(_thing=things).sort_values(_NEWER, key=_in_turn, kind="stable")
    columns = list(records.columns)
    texts = {name: known[name].astype("object").where(known[name] != "") for name in columns if _is_text(known[name])}
    newest = known.assign(**texts).groupby("_thing", sort=False)[columns].last()
    back = {name: newest[name].fillna("").astype(records[name].dtype) for name in texts}
    return newest.assign(**back)


def _described(records: pd.DataFrame, things: pd.Series) -> pd.DataFrame:
    """Describe each record of several of one thing as the newest does, but for where it came from."""
    again = things.duplicated(keep=False)
    if not again.any():
        return records
    named = [name for name in records.columns if name not in (*FILE_METRICS, *_OWN)]
    newest = _newest(records.loc[again, [*named, *_OWN]], things[again])[named]
    described = records.copy(deep=False)
    for name in named:
        told = newest[name].reindex(things[again]).set_axis(records.index[again])
        whole = pd.concat([records.loc[~again, name], told])
        described[name] = whole.reindex(records.index).astype(records[name].dtype)
    return described
