"""A target held against the trend: how far it is, how far it should be, and what is still required."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import KPIS, Better, Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import Scope
from kpi.facts import Facts
from kpi.formats import day_text
from kpi.measure import Answer, Assumptions, Question, ask, series, so_far
from kpi.periods import Period, Step, a_year_before
from kpi.targets.smart import Target

_TOO_EARLY_SHARE = 0.2
_TOO_EARLY_DAYS = 7
_HISTORY_DAYS = 56
_LEAST_HISTORY = 28
_ON_PACE, _NEAR_PACE = 1.0, 0.9
_MONTHS_FOR_LAST_YEAR = 395


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
    adds up, else the value so far), `path` (what is asked by then). `share` is the share of the goal reached,
    counted from the baseline for a level; `expected` is the value asked for by `as_of`; `required` is what is
    needed a day from then on (for a ratio: the rate needed on the volume still to come).
    """

    target: Target
    kpi: Kpi
    behaves: Behaves
    frame: pd.DataFrame
    status: Status
    answer: Answer | None
    value: float | None
    share: float | None
    expected: float | None
    required: float | None
    usual: float | None
    as_of: date | None
    days_left: int


def baseline(kpi: Kpi, facts: Facts, scope: Scope, window: Period, *, assumptions: Mapping[str, Mapping[str, float]] | None = None) -> Baseline:
    """Work out where a target starts from.

    A level starts from its last value before the window; anything else from the same days of last year where the
    data reach back that far, else from the days just before the window.
    """
    day_before = window.start - timedelta(days=1)
    known = facts.spans["start"].min().date() if len(facts.spans) else window.start
    if behaves(kpi) is Behaves.LEVEL:
        period, says = Period(day_before, day_before), f"the last value before {day_text(window.start)}"
    elif known <= window.start - timedelta(days=_MONTHS_FOR_LAST_YEAR):
        period = a_year_before(window)
        says = f"the same days of last year, {day_text(period.start)} to {day_text(period.end)}"
    else:
        period = Period(window.start - timedelta(days=window.days), day_before)
        says = f"the {period.days} days just before"
    answer = ask(Question(kpi, scope, period, assumptions=assumptions or {}), facts)
    whole = answer.value is not None and answer.period == period
    return Baseline(answer.value if whole else None, period, says)


def track(target: Target, facts: Facts, *, assumptions: Assumptions | None = None) -> Track:
    """Hold a target against the trend, as of the last day in the data."""
    kpi = KPIS[target.kpi]
    window = Period(target.start, target.end)
    question = Question(kpi, Scope(target.channels, target.content_types), window, assumptions=assumptions or {})
    frame = _frame(target, question, facts)
    known = frame.dropna(subset=["actual"])
    as_of = known["date"].max().date() if len(known) else None
    answer = ask(replace(question, period=Period(target.start, as_of)), facts) if as_of else None
    value = float(known["actual"].iloc[-1]) if len(known) else None
    expected = float(known["path"].iloc[-1]) if len(known) else None
    left = (target.end - as_of).days if as_of else window.days
    newest = facts.spans["end"].max().date() if len(facts.spans) else None
    begun = Track(
        target=target,
        kpi=kpi,
        behaves=behaves(kpi),
        frame=frame,
        status=Status.AWAITING_DATA,
        answer=answer,
        value=value,
        share=_share(target, behaves(kpi), value),
        expected=expected,
        required=None,
        usual=None,
        as_of=as_of,
        days_left=max(0, left),
    )
    with_need = replace(begun, required=_required(begun), usual=_usual(question, facts))
    return replace(with_need, status=_status(with_need, newest))


def _frame(target: Target, question: Question, facts: Facts) -> pd.DataFrame:
    """Give actual and path; by day where the files tell days, else by week or month."""
    for step in (Step.DAY, Step.WEEK, Step.MONTH):
        values = so_far(question, facts, step=step)
        if values["value"].notna().any():
            break
    path = _path(target, question, facts, pd.DatetimeIndex(values["end"]))
    return pd.DataFrame({"date": values["end"], "actual": values["value"], "path": path})


def _path(target: Target, question: Question, facts: Facts, ends: pd.DatetimeIndex) -> np.ndarray:
    """Say what is asked by each day: weekdays weigh as they did in the 56 days before; a ratio is asked throughout."""
    kind = behaves(question.kpi)
    if kind is Behaves.RATIO:
        return np.full(len(ends), target.goal)
    days = pd.date_range(target.start, target.end, freq="D")
    weights = np.ones(len(days)) if kind is Behaves.LEVEL else _weekday_weights(question, facts, days)
    share = pd.Series(weights.cumsum() / weights.sum(), index=days).reindex(ends).to_numpy()
    start = (target.baseline or 0.0) if kind is Behaves.LEVEL else 0.0
    return start + (target.goal - start) * share


def _weekday_weights(question: Question, facts: Facts, days: pd.DatetimeIndex) -> np.ndarray:
    values = _history(question, facts)
    if len(values) < _LEAST_HISTORY or values.sum() <= 0:
        return np.ones(len(days))
    means = values.groupby(values.index.weekday).mean().clip(lower=0).reindex(range(7)).fillna(0.0)
    return means.loc[days.weekday].to_numpy() if means.sum() > 0 else np.ones(len(days))


def _history(question: Question, facts: Facts) -> pd.Series:
    """Give the known daily values of the 56 days before the target's start."""
    first = question.period.start
    past = Period(first - timedelta(days=_HISTORY_DAYS), first - timedelta(days=1))
    daily = series(replace(question, period=past, against=None), facts, step=Step.DAY)
    return daily.set_index(pd.DatetimeIndex(daily["start"]))["value"].dropna()


def _usual(question: Question, facts: Facts) -> float | None:
    """Give what is usual a day: the mean of the 56 days before the start; for a ratio its value over them."""
    if behaves(question.kpi) is not Behaves.FLOW:
        return None
    known = _history(question, facts)
    return float(known.mean()) if len(known) >= _LEAST_HISTORY else None


def _share(target: Target, kind: Behaves, value: float | None) -> float | None:
    """Give the share of the way that is done; for a level (and beside a ratio's value) counted from the baseline.

    A level from 9,500 to 10,000 that stands at 9,500 has done 0 %, not 95 %.
    """
    if value is None:
        return None
    if kind is Behaves.FLOW:
        return value / target.goal if target.goal else None
    if target.baseline is None or target.baseline == target.goal:
        return None
    return (value - target.baseline) / (target.goal - target.baseline)


def _required(track_: Track) -> float | None:
    """Say what is needed a day from now on; for a ratio the rate on the volume still to come."""
    if track_.value is None or track_.as_of is None or track_.days_left <= 0:
        return None
    if track_.behaves is not Behaves.RATIO:
        return (track_.target.goal - track_.value) / track_.days_left
    done = Period(track_.target.start, track_.as_of).days
    remaining = track_.days_left / done
    return (track_.target.goal * (1 + remaining) - track_.value) / remaining


def _status(track_: Track, newest: date | None) -> Status:
    target, value, expected = track_.target, track_.value, track_.expected
    if newest is None or newest < target.start:
        return Status.NOT_STARTED if newest else Status.AWAITING_DATA
    if value is None or expected is None or track_.as_of is None:
        return Status.AWAITING_DATA
    better = KPIS[target.kpi].better
    reached = value <= target.goal if better is Better.LOWER else value >= target.goal
    if track_.as_of >= target.end:
        return Status.ACHIEVED if reached else Status.MISSED
    if track_.behaves is Behaves.FLOW and better is not Better.LOWER and reached:
        return Status.ACHIEVED
    if track_.behaves is Behaves.FLOW and better is Better.LOWER and not reached:
        return Status.MISSED
    window = Period(target.start, target.end)
    elapsed = (track_.as_of - target.start).days + 1
    if elapsed < _TOO_EARLY_DAYS or elapsed / window.days < _TOO_EARLY_SHARE:
        return Status.TOO_EARLY
    return _pace(track_, lower=better is Better.LOWER)


def _pace(track_: Track, *, lower: bool) -> Status:
    """Compare with what is asked by now: at least all of it is on track, nine tenths at risk, less off track.

    A level is compared by the way done since its baseline, so that a large stock does not hide that nothing moved.
    """
    value, expected = track_.value or 0.0, track_.expected or 0.0
    start = track_.target.baseline or 0.0
    if track_.behaves is Behaves.LEVEL:
        way, asked = value - start, expected - start
        ratio = way / asked if asked else 1.0
    elif lower:
        ratio = expected / value if value else 1.0
    else:
        ratio = value / expected if expected else 1.0
    if ratio >= _ON_PACE:
        return Status.ON_TRACK
    return Status.AT_RISK if ratio >= _NEAR_PACE else Status.OFF_TRACK
