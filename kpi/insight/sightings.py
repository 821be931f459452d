"""What is known of the brand and of those it is compared with: one row a number, with where it stands.

A frame of sightings has `source` (who says it; numbers of two sources are never put together), `brand`, `metric`,
`start`, `end`, `value`, and `file`, `sheet`, `row` (the line, or the name by which it is found).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, Final

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import LEVELS
from kpi.catalogue.metrics import METRICS as METRIC_TABLE
from kpi.choice import Scope
from kpi.columns import Grain
from kpi.exports import BY_KEY
from kpi.exports.export import ACCOUNT, Kind, plain
from kpi.facts import Brand, Facts, Rival, View, spans_in_steps
from kpi.facts.rivals import rival_of
from kpi.measure import Question, ask
from kpi.measure.panel import is_own
from kpi.periods import Days, Period, Step, Steps, cut, month_of

METRICS: Final = ("followers", "new_followers", "engagements", "posts", "mentions")
"""What brands are compared by."""
_WEEK: Final = 7
COLUMNS: Final = ("source", "brand", "metric", "start", "end", "value", "file", "sheet", "row")


SIDE_BY_SIDE: Final = frozenset(
    export.key
    for export in BY_KEY.values()
    if export.kind is Kind.REFERENCE and ACCOUNT in {column.holds for column in export.columns}
)
"""Exports whose tables hold pages side by side."""


@dataclass(frozen=True, slots=True, eq=False)
class PageTable:
    """A table of pages side by side as a file has it, with the days it states; newer files stand behind older ones."""

    export: str
    file: str
    sheet: str
    covers: tuple[date, date] | None
    observed: date
    table: pd.DataFrame


def called(brand: Brand) -> str:
    """Name the brand as its own numbers are listed."""
    return brand.name.strip() or "You"


def sightings(facts: Facts, tables: Sequence[PageTable], brand: Brand) -> pd.DataFrame:
    """List all that is known, the brand's own numbers among it as it is `called`.

    Of two files about the same days of the same brand the later one speaks. Names are those of the files; what was
    typed of the panel's brands stands beside the brand's own numbers of the same days.
    """
    own = called(brand)
    rows = [*_of_tables(tables, brand), *_of_mentions(facts, own), *_typed(facts, own)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame = frame.astype({"value": "float64", "start": "datetime64[s]", "end": "datetime64[s]"})
    return frame.drop_duplicates(["source", "brand", "metric", "start", "end"], keep="last").reset_index(drop=True)


def known_as(name: str, rivals: Sequence[Rival]) -> str:
    """Call a brand as the panel does, where the panel has it."""
    rival = rival_of(name, rivals)
    return rival.name if rival else name


def _of_tables(tables: Sequence[PageTable], brand: Brand) -> Iterator[tuple[Any, ...]]:
    """Read tables of pages by what their export's columns hold; without a stated period only levels are known."""
    for one in tables:
        export = BY_KEY[one.export]
        held = {plain(name): column.holds for column in export.columns for name in column.names}
        columns = {held[plain(str(name))]: name for name in one.table if plain(str(name)) in held}
        if ACCOUNT not in columns:
            continue
        mine = _own_page(one.table[columns[ACCOUNT]], brand)
        for metric in METRICS:
            days = one.covers or ((one.observed, one.observed) if metric in LEVELS else None)
            if metric not in columns or days is None:
                continue
            values = pd.to_numeric(one.table[columns[metric]], errors="coerce")
            first, last = map(pd.Timestamp, days)
            for name, value in zip(map(str, one.table[columns[ACCOUNT]]), values, strict=True):
                if pd.notna(value):
                    who = called(brand) if name == mine else name
                    yield export.platform, who, metric, first, last, value, one.file, one.sheet, name


def _own_page(names: Iterable[str], brand: Brand) -> str:
    """Find the brand's own page: the one that is called so, else the only one that names it."""
    mine = [name for name in map(str, names) if brand.names(name)]
    same = [name for name in mine if name.casefold() == brand.name.strip().casefold()]
    return next(iter(same or (mine if len(mine) == 1 else [])), "")


def _of_mentions(facts: Facts, own: str) -> Iterator[tuple[Any, ...]]:
    """Count mentions month by month: of each brand those of the days on which the brand itself is listened to."""
    views = [view for view in facts.views if view.grain == Grain.MENTION and len(view.start)]
    mine = [view for view in views if is_own(view)]
    if not mine:
        return
    listened = reduce(np.intersect1d, [view.days for view in mine])
    if not len(listened):
        return
    months = cut(Period(listened[0].item(), listened[-1].item()), Step.MONTH)
    tools = _tools(views, months)
    of_brand: dict[str, list[View]] = {own: mine}
    for view in views:
        if view not in mine:
            of_brand.setdefault(view.account, []).append(view)
    for name, queries in of_brand.items():
        metric = "mentions" if name == own else "competitor_mentions"
        for place, start, end, count in _by_month(queries, metric, listened, months):
            yield tools[place], name, "mentions", start, end, count, "", "", name


def _tools(views: Sequence[View], months: Steps) -> list[str]:
    """Name the tools by which each month was listened to."""
    found: list[set[str]] = [set() for _ in range(len(months))]
    for view in views:
        spans, places = spans_in_steps(view, months)
        for tool, place in set(zip(view.texts["basis"][spans].tolist(), places.tolist(), strict=True)):
            found[place].add(str(tool))
    every = set().union(*found) - {""}
    otherwise = every.pop() if len(every) == 1 else "Listening"
    return [" and ".join(sorted(tools - {""})) or otherwise for tools in found]


def _by_month(
    queries: Sequence[View], metric: str, listened: Days, months: Steps
) -> Iterator[tuple[int, pd.Timestamp, pd.Timestamp, float]]:
    """Add a brand's mentions up in the months of which its queries know every day that the brand's own know.

    A few days that a file happens to reach into a month are no month.
    """
    sums = np.zeros(len(months))
    for view in queries:
        spans, places = spans_in_steps(view, months)
        counted = np.nan_to_num(view.metrics[metric][spans])
        heard = np.isin(view.start[spans], listened)
        sums += np.bincount(places[heard], weights=counted[heard], minlength=len(months))
    known = np.logical_and.reduce([np.isin(listened, view.days) for view in queries])
    for place, (first, last) in enumerate(zip(months.start, months.end, strict=True)):
        asked = (listened >= first) & (listened <= last)
        if asked.sum() >= min(_WEEK, len(listened)) and known[asked].all():
            days = listened[asked]
            yield place, pd.Timestamp(days[0]), pd.Timestamp(days[-1]), float(sums[place])


def _typed(facts: Facts, own: str) -> Iterator[tuple[Any, ...]]:
    """Give what was typed of the panel's brands by month and channel, and the brand's own number of the same days."""
    theirs = facts.theirs
    for channel, of_channel in theirs.groupby(theirs["channel"].astype("str")):
        source = f"{channel}, typed"
        for metric in METRICS:
            told = of_channel[of_channel[metric].notna()]
            for month, rows in told.groupby(told["at"].dt.to_period("M")):
                period = month_of(month.start_time.date())
                days = pd.Timestamp(period.start), pd.Timestamp(period.end)
                for name, of_brand in rows.groupby(rows["account"].astype("str")):
                    last = of_brand.sort_values("at").iloc[-1]
                    value = last[metric] if metric in LEVELS else of_brand[metric].sum()
                    where = str(last["file"]), str(last["sheet"]), f"{last['at']:%Y-%m-%d}"
                    yield source, str(name), metric, *days, float(value), *where
                mine = _own(facts, str(channel), metric, period, until=rows["at"].max().date())
                if mine is not None:
                    yield source, own, metric, *days, mine, "", "", own


def _own(facts: Facts, channel: str, metric: str, period: Period, *, until: date) -> float | None:
    """Give the brand's own number on a channel: a level on the last day typed of the others, else the whole month's."""
    days = Period(period.start, until) if metric in LEVELS else period
    kpi = Kpi(metric, METRIC_TABLE[metric].label, metric, "")
    answer = ask(Question(kpi, Scope((channel,)), days), facts)
    whole = answer.days_known == days.days and answer.period == days and not answer.left_out
    return answer.value if whole else None
