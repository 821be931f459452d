"""The way from where a target starts to its goal: what is asked by each day, and how much each day weighs."""

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import LEVELS
from kpi.catalogue.operands import Behaves, behaves, written_out
from kpi.choice import ENOUGH
from kpi.facts import Facts, Numbers
from kpi.measure import Question
from kpi.measure.covering import days_known_to_all
from kpi.measure.question import evidence_of
from kpi.measure.sums import by_step
from kpi.periods import Period, Step, cut
from kpi.targets.target import Milestone, Target

_HISTORY_DAYS = 56
_LEAST_HISTORY = 28
_YEAR = 364
_AROUND = 14
_WEEK = 7
_NEAR = timedelta(days=2)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """How much each day of a target's time weighs (the mean is 1), and what is usual on one, where that is known."""

    days: Numbers
    usual: float | None = None
    seasonal: bool = False


def way_of(kpi: Kpi) -> Behaves:
    """Say how a KPI comes to its goal: a ratio over a level (new followers / followers) grows like what adds up."""
    kind = behaves(kpi)
    if kind is not Behaves.RATIO:
        return kind
    over = written_out(kpi.formula).denominator
    return Behaves.FLOW if over and set(over.names) <= set(LEVELS) else kind


def of_another_kind(target: Target, kpi: Kpi) -> bool:
    """Tell whether a KPI whose formula was changed comes to its goal in another way than when the target was set."""
    return bool(target.formula) and behaves(replace(kpi, formula=target.formula)) is not behaves(kpi)


def weights(question: Question, facts: Facts) -> Weights:
    """Weigh the days of a question's period: for what adds up by weekday, and by season where last year is known.

    Weekdays weigh as they did in the 56 days before; with less than four weeks of them every day weighs the same.
    """
    days = question.period.days
    if way_of(question.kpi) is not Behaves.FLOW:
        return Weights(np.ones(days))
    before = question.period.start - timedelta(days=1)
    history = Period(before - timedelta(days=_HISTORY_DAYS - 1), before)
    past = _daily(question, facts, history)
    if np.isfinite(past).sum() < _LEAST_HISTORY:
        return Weights(np.ones(days))
    usual = float(np.nanmean(past))
    season = _season(question, facts)
    whole = _by_weekday(past, history, question.period) * (np.ones(days) if season is None else season)
    if whole.sum() <= 0:
        return Weights(np.ones(days), usual)
    return Weights(whole / whole.mean(), usual, seasonal=season is not None)


def walk(target: Target, begins: float | None, days: Numbers) -> Numbers:
    """Give what is asked by the end of each day: from `begins` over the milestones to the goal, as the days weigh."""
    ends = [*target.milestones, Milestone(target.end, target.goal)]
    asked = np.full(len(days), math.nan)
    at, value = 0, math.nan if begins is None else begins
    for end in ends:
        until = (end.day - target.start).days + 1
        if until > at:
            done = days[at:until].cumsum()
            share = done / done[-1] if done[-1] > 0 else np.arange(1, until - at + 1) / (until - at)
            asked[at:until] = value + (end.value - value) * share
            at = until
        value = end.value
    return asked


def milestones(path: pd.DataFrame, window: Period, week: Step = Step.WEEK) -> tuple[Milestone, ...]:
    """Propose milestones on a target's path: where its months end, or its weeks where it is two months at most.

    `path` is the frame of a track. The last day is no milestone, there stands the goal; nor is one so near to either
    end that it says nothing. `week` is the step that is a week.
    """
    step = week if window.days <= 2 * 31 else Step.MONTH
    by_day = path.dropna(subset=["path"]).set_index("date")["path"]
    first, last = window.start + _NEAR, window.end - _NEAR
    ends: list[date] = [end for one in cut(window, step).end if first < (end := one.item()) < last]
    there = [(day, by_day.get(pd.Timestamp(day))) for day in ends]
    return tuple(Milestone(day, float(value)) for day, value in there if value is not None)


def _by_weekday(past: Numbers, history: Period, window: Period) -> Numbers:
    """Give each day of a range the mean of its weekday in the past; a weekday of which none is known has nothing."""
    known = np.isfinite(past)
    weekday = (history.start.weekday() + np.arange(history.days)) % _WEEK
    sums = np.bincount(weekday[known], weights=past[known], minlength=_WEEK)
    means = sums / np.maximum(np.bincount(weekday[known], minlength=_WEEK), 1)
    return np.asarray(np.maximum(means, 0.0)[(window.start.weekday() + np.arange(window.days)) % _WEEK])


def _season(question: Question, facts: Facts) -> Numbers | None:
    """Give how high each day stood a year before, smoothed over four weeks so that no single post makes a season."""
    then = Period(question.period.start - timedelta(days=_YEAR), question.period.end - timedelta(days=_YEAR))
    around = Period(then.start - timedelta(days=_AROUND), then.end + timedelta(days=_AROUND))
    daily = _daily(question, facts, around)
    known = np.isfinite(daily)
    if known[_AROUND:-_AROUND].sum() < ENOUGH * then.days:
        return None
    each = np.ones(2 * _AROUND + 1)
    count = np.convolve(known.astype("float64"), each, "valid")
    if not count.all():
        return None
    return np.maximum(np.convolve(np.where(known, daily, 0.0), each, "valid") / count, 0.0)


def _daily(question: Question, facts: Facts, period: Period) -> Numbers:
    """Give the daily values of a range; a day that not all channels know is missing."""
    asked = replace(question, period=period, against=None)
    evidence = evidence_of(asked, facts)
    values = by_step(asked, evidence, cut(period, Step.DAY))[0]
    known = np.zeros(period.days, dtype=bool)
    known[(days_known_to_all(evidence.parts, period) - period.ends[0]).astype(int)] = True
    return np.where(known, values, np.nan)
