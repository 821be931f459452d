"""The facts, and the views into which they are cut: the units from which a source is chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.catalogue.metrics import FACT_METRICS
from kpi.columns import Grain
from kpi.facts.placing import BY_KEY
from kpi.facts.rivals import Rival
from kpi.facts.texts import numbered
from kpi.frames import no_records
from kpi.periods import Days, Period, Steps, days_without, each_day

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]
Places = NDArray[np.intp]

_UNIT = ("channel", "account", "grain", "slice")
_Unit = tuple[str, str, str, str, bool]
_UNSETTLED = np.timedelta64(7, "D")
_DESCRIBING = ("content_type", "basis", "paid", "source")


@dataclass(frozen=True, eq=False)
class View:
    """What one account's files of one grain say: the unit from which a source is chosen.

    One element a span: its days, the day it was `observed`, what it is about in `texts` (content_type, basis, paid,
    source), and the metrics that are known somewhere in the view. `covered` are the days that the files speak of, with
    a row or without; `by_source` tells whether the spans split web traffic by source; `places` says where each span
    stands in the frame of spans.
    """

    channel: str
    account: str
    grain: str
    slice: str
    by_source: bool
    start: Days
    end: Days
    observed: Days
    texts: Mapping[str, Texts]
    metrics: Mapping[str, Numbers]
    covered: Days
    places: Places

    @cached_property
    def days(self) -> Days:
        """List the days that the view speaks of: those covered and those of its events, else those of its spans."""
        if self.grain not in BY_KEY:
            return each_day(self.start, self.end)
        return days_without(np.concatenate([self.covered, self.start]), self.start[:0])

    @cached_property
    def silent(self) -> Days:
        """List the covered days without an event: there it is zero."""
        return days_without(self.covered, self.start) if self.grain in BY_KEY else self.covered[:0]

    @cached_property
    def unsettled(self) -> Flags:
        """Mark the newest posts, younger than seven days when they were observed: their numbers still grow.

        Of an earlier file only the days it asks for are known and not when it was made, so its posts count as settled.
        """
        if self.grain != Grain.POST:
            return np.zeros(len(self.end), dtype=bool)
        young: Flags = (self.observed - self.end < _UNSETTLED) & (self.observed.max() - self.end < _UNSETTLED)
        return young

    def only(self, spans: Flags) -> "View":
        """Give the view of some of the spans."""
        return replace(
            self,
            start=self.start[spans],
            end=self.end[spans],
            observed=self.observed[spans],
            texts={name: text[spans] for name, text in self.texts.items()},
            metrics={name: numbers[spans] for name, numbers in self.metrics.items()},
            places=self.places[spans],
        )

    def until(self, day: np.datetime64) -> "View":
        """Give the view as it would be if its files ended on a day."""
        ended = self.end <= day
        seen = self if ended.all() else self.only(ended)
        return replace(seen, covered=self.covered[self.covered <= day])


@lru_cache(maxsize=256)
def spans_inside(view: View, period: Period) -> Flags:
    """Mark the spans that lie wholly in a range; once for all that is asked of the view, and never changed."""
    first, last = period.ends
    found: Flags = (view.start >= first) & (view.end <= last)
    found.flags.writeable = False
    return found


@lru_cache(maxsize=256)
def spans_in_steps(view: View, steps: Steps) -> tuple[Places, Places]:
    """List the spans that lie wholly in a step, and the step of each; once for all that is asked, and never changed."""
    places = steps.places(view.start, view.end)
    spans = np.flatnonzero(places >= 0)
    found = spans, places[spans]
    for column in found:
        column.flags.writeable = False
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known: `spans` by the contract of `kpi.frames`, the same as views, and what is held back and why.

    `actions` are those that the files name, `chosen` those that count as conversions; none chosen means all. `rivals`
    is the panel that was named, `theirs` the records that were typed of its brands, which count for nobody else, and
    `others` are the names of a listening tool that are in no panel.
    """

    spans: pd.DataFrame
    views: tuple[View, ...]
    held: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()
    theirs: pd.DataFrame = field(default_factory=no_records)
    others: tuple[str, ...] = ()

    def until(self, day: date) -> "Facts":
        """Give what would be known if all files ended on a day, by the values known now; `spans` stays the whole."""
        last = np.datetime64(day, "D")
        views = (view.until(last) for view in self.views)
        return replace(self, views=tuple(view for view in views if len(view.end)))


def views_of(
    spans: pd.DataFrame, covered: Mapping[tuple[str, ...], Days], *, begun: Mapping[str, np.datetime64] | None = None
) -> Iterator[View]:
    """Cut the facts into the units from which a source is chosen.

    A listening tool's query counts from the day on which it was `begun`, else from its first mention: whether it was
    asked before, no file says.
    """
    by_source = (spans["source"] != "").rename("by_source")
    texts = {name: spans[name].astype("str").to_numpy(dtype="object") for name in _DESCRIBING}
    days = {name: _days(spans[name]) for name in ("start", "end", "observed")}
    numbers = spans[list(FACT_METRICS)].to_numpy()
    units: Mapping[_Unit, NDArray[np.intp]] = spans.groupby(
        [*(spans[name].astype("str") for name in _UNIT), by_source]
    ).indices  # type: ignore[assignment]
    for (channel, account, grain, slice_, split), places in units.items():
        mine = numbers[places]
        spoken = covered.get((channel, account, grain), days["end"][:0])
        first = (begun or {}).get(account, days["start"][places].min())
        known = np.flatnonzero(~np.isnan(mine).all(axis=0))
        yield View(
            channel=channel,
            account=account,
            grain=grain,
            slice=slice_,
            by_source=bool(split),
            **{name: column[places] for name, column in days.items()},
            texts={name: text[places] for name, text in texts.items()},
            metrics={FACT_METRICS[at]: np.ascontiguousarray(mine[:, at]) for at in known},
            covered=spoken[spoken >= first] if grain == Grain.MENTION else spoken,
            places=places,
        )


def covered_days(records: pd.DataFrame) -> dict[tuple[str, ...], Days]:
    """List, for each channel, account and grain, the days that the files speak of."""
    by = ["channel", "account", "grain"]
    told = records[by].assign(
        start=records[["at", "covers_from"]].min(axis=1).dt.normalize(),
        end=records[["until", "covers_until"]].max(axis=1).dt.normalize(),
    )
    different = told[~numbered(told).duplicated()]
    return {
        (str(channel), str(account), str(grain)): each_day(_days(of["start"]), _days(of["end"]))
        for (channel, account, grain), of in different.groupby(by, observed=True)
    }


def _days(column: pd.Series) -> Days:
    return column.to_numpy().astype("datetime64[D]")
