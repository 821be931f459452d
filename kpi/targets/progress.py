"""A target held against the trend: how far it is, how far it should be, and what is still required."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import KPIS, Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import CARRIED, ENOUGH, Scope
from kpi.facts import Facts, Numbers
from kpi.formats import day_text
from kpi.measure import Answer, Assumptions, Question, as_of, ask, series, so_far
from kpi.periods import Period, Step, a_year_before
from kpi.targets.target import Target

_TOO_EARLY_SHARE = 0.2
_TOO_EARLY_DAYS = 7
_HISTORY_DAYS = 56
_LEAST_HISTORY = 28
_ON_PACE, _NEAR_PACE = 1.0 - 1e-9, 0.9 - 1e-9
_LATE = timedelta(days=7)


class Status(StrEnum):
    """How a target stands, in the words of the screen."""

    NOT_STARTED = "not started"
    AWAITING_DATA = "awaiting data"
    TOO_EARLY = "too early"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    ACHIEVED = "achieved"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a target starts from: the value, the days it was measured on, and how that was chosen."""

    value: float | None
    period: Period
    says: str


@dataclass(frozen=True, slots=True)
class Track:
    """A target against the trend.

    `frame` has one row a day (or a longer step where the files tell no days): `date`, `actual` (cumulative for what
    adds up, else the value so far), `path` (what is asked by then). The way `begins` at zero for what adds up, at the
    baseline (else its first value) for a level, at the baseline for a ratio. `expected` is the value asked for by
    `as_of`; `required` is what is needed a day from then on (for a ratio: the rate needed on the volume still to come).
    """

    target: Target
    kpi: Kpi
    behaves: Behaves
    frame: pd.DataFrame
    status: Status
    answer: Answer | None
    value: float | None
    begins: float | None
    expected: float | None
    required: float | None
    usual: float | None
    as_of: date | None
    days_left: int

    @property
    def pace(self) -> float | None:
        """Give the share of the way that should be done by now; a ratio has no way, and so no pace."""
        return None if self.behaves is Behaves.RATIO else self._share_of_way(self.expected)

    @property
    def share(self) -> float | None:
        """Give the share of the way that is done.

        A level from 9,500 to 10,000 that stands at 9,500 has done 0 %, not 95 %.
        """
        return self._share_of_way(self.value)

    def _share_of_way(self, value: float | None) -> float | None:
        if value is None or self.begins is None or self.begins == self.target.goal:
            return None
        return (value - self.begins) / (self.target.goal - self.begins)


def baseline(
    kpi: Kpi, facts: Facts, scope: Scope, window: Period, *, assumptions: Assumptions | None = None
) -> Baseline:
    """Work out where a target starts from.

    A level starts from its last value before the window; anything else from the same days of last year where they
    are known, else from the days just before the window.
    """
    day_before = window.start - timedelta(days=1)
    just_before = Period(window.start - timedelta(days=window.days), day_before)
    question = Question(kpi, scope, window, assumptions=assumptions or {})
    if behaves(kpi) is Behaves.LEVEL:
        last = Period(day_before, day_before)
        return _baseline(question, facts, last, f"the last value before {day_text(window.start)}")
    last_year = a_year_before(window)
    days = f"{day_text(last_year.start)} to {day_text(last_year.end)}"
    found = _baseline(question, facts, last_year, f"the same days of last year, {days}")
    if found.value is None:
        found = _baseline(question, facts, just_before, f"the {window.days} days just before")
    return found


def _baseline(question: Question, facts: Facts, period: Period, says: str) -> Baseline:
    answer = ask(replace(question, period=period), facts)
    whole = answer.value is not None and answer.period == period and answer.known >= ENOUGH
    return Baseline(answer.value if whole else None, period, says)


def track(
    target: Target, facts: Facts, *, kpis: Mapping[str, Kpi] = KPIS, assumptions: Assumptions | None = None
) -> Track:
    """Hold a target on one of `kpis` against the trend, as of the last day in the data."""
    kpi = kpis[target.kpi]
    window = Period(target.start, target.end)
    question = Question(kpi, Scope(target.channels, target.content_types), window, assumptions=assumptions or {})
    frame = _frame(target, question, facts)
    known = frame.dropna(subset=["actual"])
    last = known["date"].max().date() if len(known) else None
    track_ = Track(
        target=target,
        kpi=kpi,
        behaves=behaves(kpi),
        frame=frame,
        status=Status.AWAITING_DATA,
        answer=ask(replace(question, period=Period(target.start, last)), facts) if last else None,
        value=float(known["actual"].iloc[-1]) if len(known) else None,
        begins=_begins(target, behaves(kpi), frame["actual"]),
        expected=_known(known["path"].iloc[-1]) if len(known) else None,
        required=None,
        usual=_usual(question, facts),
        as_of=last,
        days_left=(target.end - last).days if last else window.days,
    )
    track_ = replace(track_, required=_required(track_))
    return replace(track_, status=_status(track_, as_of(facts)))


def _frame(target: Target, question: Question, facts: Facts) -> pd.DataFrame:
    """Give actual and path; by day where the files tell days, else by week or month."""
    for step in (Step.DAY, Step.WEEK, Step.MONTH):
        values = so_far(question, facts, step=step)
        if values["value"].notna().any():
            break
    path = _path(target, question, facts, values)
    return pd.DataFrame({"date": values["end"], "actual": values["value"], "path": path})


def _path(target: Target, question: Question, facts: Facts, values: pd.DataFrame) -> Numbers:
    """Say what is asked by each day: weekdays weigh as they did in the 56 days before; a ratio is asked throughout."""
    kind = behaves(question.kpi)
    ends = pd.DatetimeIndex(values["end"])
    if kind is Behaves.RATIO:
        return np.full(len(ends), target.goal)
    days = pd.date_range(target.start, target.end, freq="D")
    weights = np.ones(len(days)) if kind is Behaves.LEVEL else _weekday_weights(question, facts, days)
    share = pd.Series(weights.cumsum() / weights.sum(), index=days).reindex(ends).to_numpy()
    begins = _begins(target, kind, values["value"])
    start = math.nan if begins is None else begins
    return np.asarray(start + (target.goal - start) * share)


def _begins(target: Target, kind: Behaves, values: pd.Series) -> float | None:
    known = values.dropna()
    if kind is Behaves.FLOW:
        return 0.0
    if kind is Behaves.LEVEL and target.baseline is None and len(known):
        return float(known.iloc[0])
    return target.baseline


def _weekday_weights(question: Question, facts: Facts, days: pd.DatetimeIndex) -> Numbers:
    values = _history(question, facts)
    means = (
        values.groupby(pd.DatetimeIndex(values.index).day_of_week).mean().clip(lower=0).reindex(range(7)).fillna(0.0)
    )
    if len(values) < _LEAST_HISTORY or means.sum() <= 0:
        return np.ones(len(days))
    return means.to_numpy(dtype="float64")[days.day_of_week]


def _history(question: Question, facts: Facts) -> pd.Series:
    """Give the known daily values of the 56 days before the target's start."""
    first = question.period.start
    past = Period(first - timedelta(days=_HISTORY_DAYS), first - timedelta(days=1))
    daily = series(replace(question, period=past, against=None), facts, step=Step.DAY)
    return daily.set_index("start")["value"].dropna() if len(daily) else pd.Series(dtype="float64")


def _usual(question: Question, facts: Facts) -> float | None:
    """Give what is usual a day, for what adds up: the mean of the 56 days before the start."""
    if behaves(question.kpi) is not Behaves.FLOW:
        return None
    known = _history(question, facts)
    return float(known.mean()) if len(known) >= _LEAST_HISTORY else None


def _known(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def _required(track_: Track) -> float | None:
    """Say what is needed a day from now on; for a ratio the rate on what is still to come, as much a day as so far."""
    if track_.value is None or track_.as_of is None or track_.days_left <= 0:
        return None
    if track_.behaves is not Behaves.RATIO:
        return (track_.target.goal - track_.value) / track_.days_left
    done = Period(track_.target.start, track_.as_of).days
    remaining = track_.days_left / done
    return (track_.target.goal * (1 + remaining) - track_.value) / remaining


def is_out_of_reach(track_: Track) -> bool:
    """Tell whether a ratio would need more than there can be: over 100 %, over five stars, or less than nothing."""
    if track_.behaves is not Behaves.RATIO or track_.required is None:
        return False
    most = {Unit.PERCENT: 1.0, Unit.STARS: 5.0}.get(track_.kpi.unit, math.inf)
    return track_.required < 0 if track_.kpi.better is Better.LOWER else track_.required > most


def _status(track_: Track, newest: date | None) -> Status:
    target = track_.target
    if newest is not None and newest < target.start:
        return Status.NOT_STARTED
    if track_.value is None or track_.as_of is None or newest is None:
        return Status.AWAITING_DATA
    lower = track_.kpi.better is Better.LOWER
    reached = track_.value <= target.goal if lower else track_.value >= target.goal
    decided_early = track_.behaves is Behaves.FLOW and reached != lower
    if track_.as_of >= target.end or _is_carried(track_, newest) or decided_early:
        return Status.ACHIEVED if reached else Status.MISSED
    if newest - target.end > _LATE:
        return Status.AWAITING_DATA
    return Status.TOO_EARLY if _is_early(track_.as_of, target) else _pace(track_, lower=lower)


def _is_early(as_of_: date, target: Target) -> bool:
    elapsed = Period(target.start, as_of_).days
    return elapsed < _TOO_EARLY_DAYS or elapsed / Period(target.start, target.end).days < _TOO_EARLY_SHARE


def _is_carried(track_: Track, newest: date) -> bool:
    """Tell whether a level's last value still stands for the end, which then needs no value of its own day."""
    if track_.behaves is not Behaves.LEVEL or track_.as_of is None or newest < track_.target.end:
        return False
    return bool(np.timedelta64(track_.target.end - track_.as_of) <= CARRIED)


def _pace(track_: Track, *, lower: bool) -> Status:
    """Compare with what is asked by now: at least all of it is on track, nine tenths at risk, less off track.

    A level is compared by the way done since its start, so that a large stock does not hide that nothing moved; where
    lower is better, what lies above the asked value counts against it.
    """
    value, expected = track_.value or 0.0, track_.expected
    if not expected:
        return Status.AWAITING_DATA
    if is_out_of_reach(track_):
        return Status.OFF_TRACK
    done = 2 - value / expected if lower else value / expected
    if track_.behaves is Behaves.LEVEL and track_.pace:
        done = (track_.share or 0.0) / track_.pace
    if done >= _ON_PACE:
        return Status.ON_TRACK
    return Status.AT_RISK if done >= _NEAR_PACE else Status.OFF_TRACK
