"""A target that is judged on some of its days: the last 28, the last month, or each week or month."""

import math
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import LEVELS, OPENING
from kpi.catalogue.operands import Behaves
from kpi.facts import Facts, Numbers
from kpi.measure import Question, ask
from kpi.measure.sums import from_sums, sums_by_channel
from kpi.periods import Period, Step, cut, each_day
from kpi.targets.each import Judged, One, each, known
from kpi.targets.held import Track
from kpi.targets.seen import Seen, seen
from kpi.targets.target import Over
from kpi.targets.way import walk, way_of
from kpi.targets.whole import on_whole, volume_of

FOUR_WEEKS = 28


def on_each(bare: Track, mine: Seen, question: Question, facts: Facts) -> Track:
    """Follow a target of which every week or month is judged: its value is that of the last one known."""
    judged = each(bare.target, bare.sense, mine.question, mine.evidence, mine.as_of)
    last = next((one for one in reversed(judged.periods) if one.value is not None), None)
    unknown = [one.period.days - len(mine.known(one.period)) for one in judged.periods if one.judged is Judged.UNKNOWN]
    return replace(
        bare,
        each=judged,
        frame=_by_period(judged.periods, np.full(len(judged.periods), bare.target.goal)),
        answer=ask(replace(question, period=last.period), facts) if last else None,
        value=last.value if last else None,
        volume=last.volume if last else None,
        expected=bare.target.goal if last else None,
        unknown=sum(unknown),
    )


def on_last_month(bare: Track, mine: Seen, question: Question, facts: Facts) -> Track:
    """Follow a target that is judged on its last whole month: its value is that of the last one that is over."""
    bare = replace(bare, behaves=Behaves.LEVEL, begins=bare.target.baseline)
    by_month = each(replace(bare.target, over=Over.EACH_MONTH), bare.sense, mine.question, mine.evidence, mine.as_of)
    last = by_month.periods[-1].period if by_month.periods else None
    if last and mine.as_of:
        bare = replace(bare, days_left=max(0, (last.end - mine.as_of).days))
    path = _toward(bare, last.end if last else bare.target.end)
    ends = [(one.period.end - bare.target.start).days for one in by_month.periods]
    over = [one for one in by_month.periods if one.judged is not Judged.AHEAD]
    track = replace(bare, frame=_by_period(by_month.periods, path[ends]))
    if over:
        track = _valued(track, over[-1].period, question, facts, path)
    return replace(track, required=_required(track, last, mine, question, facts))


def on_last_days(bare: Track, mine: Seen, question: Question, facts: Facts) -> Track:
    """Follow a target that is judged on its last 28 days: its value is that of the 28 days up to the last known."""
    target = bare.target
    bare = replace(bare, behaves=Behaves.LEVEL, begins=target.baseline)
    path = _toward(bare, target.end)
    days = each_day(*(np.array([end]) for end in target.window.ends))
    actual = np.full(len(days), math.nan)
    if mine.as_of:
        rolled = _rolled(mine)
        actual[: len(rolled)] = rolled
    frame = pd.DataFrame({"date": days.astype("datetime64[s]"), "actual": actual, "path": path})
    track = replace(bare, frame=frame)
    if mine.as_of and mine.question.period.days >= FOUR_WEEKS:
        track = _valued(track, _four_weeks_to(mine.as_of), question, facts, path)
    return replace(track, required=_required(track, _four_weeks_to(target.end), mine, question, facts))


def _four_weeks_to(day: date) -> Period:
    return Period(day - timedelta(days=FOUR_WEEKS - 1), day)


def _valued(track: Track, period: Period, question: Question, facts: Facts, path: Numbers) -> Track:
    """Give a track the value of the days it is judged on now: unknown unless each of them is known."""
    asked = replace(question, period=period)
    answer = ask(asked, facts)
    missing = period.days - answer.days_known if answer.period == period else period.days
    return replace(
        track,
        answer=answer,
        value=None if missing else answer.value,
        volume=None if missing else volume_of(answer, asked),
        expected=known(path[(period.end - track.target.start).days]),
        unknown=missing,
    )


def _toward(track: Track, until: date) -> Numbers:
    """Say what is asked by each day: evenly from the baseline where it is known and worse, else the goal throughout.

    The goal is asked from `until` on, the last day that is judged.
    """
    target = track.target
    path = np.full(target.window.days, target.goal)
    if track.holds or track.begins is None:
        return path
    kept = tuple(one for one in target.milestones if one.day < until)
    days = Period(target.start, until).days
    path[:days] = walk(replace(target, end=until, milestones=kept), track.begins, np.ones(days))
    return path


def _by_period(periods: tuple[One, ...], path: Numbers) -> pd.DataFrame:
    ends = np.array([one.period.end for one in periods], dtype="datetime64[s]")
    actual = [math.nan if one.value is None else one.value for one in periods]
    return pd.DataFrame({"date": ends, "actual": np.array(actual, dtype="float64"), "path": path})


def _rolled(mine: Seen) -> Numbers:
    """Give, for each day seen, the value of the 28 days up to it; missing before the 28th, and over an unknown day."""
    steps = cut(mine.question.period, Step.DAY)
    whole = np.isin(steps.start, mine.known(mine.question.period)).astype(int).cumsum()
    by_channel = sums_by_channel(mine.question, mine.evidence, steps)
    values, _ = from_sums(mine.question, {name: _sums_rolled(mine.question, of) for name, of in by_channel.items()})
    counted = whole - np.concatenate([np.zeros(FOUR_WEEKS, dtype=int), whole[:-FOUR_WEEKS]])[: len(whole)]
    return np.where(counted == FOUR_WEEKS, values, math.nan)


def _sums_rolled(question: Question, sums: Numbers) -> Numbers:
    """Add up 28 days at each day; of a level its value on the day, or before the first of them where that is asked."""
    grown = np.where(np.isnan(sums), 0.0, sums).cumsum(axis=1)
    rolled = grown.copy()
    rolled[:, FOUR_WEEKS:] -= grown[:, :-FOUR_WEEKS]
    for row, name in enumerate(question.operands):
        if name in LEVELS:
            rolled[row] = np.roll(sums[row], FOUR_WEEKS - 1) if name in OPENING else sums[row]
    return np.where(np.logical_or.accumulate(~np.isnan(sums), axis=1), rolled, np.nan)


def _required(track: Track, last: Period | None, mine: Seen, question: Question, facts: Facts) -> float | None:
    """Say what the days that are judged in the end need: a day for what adds up, else as the rate on what is left."""
    target, way = track.target, way_of(track.kpi)
    if last is None or mine.as_of is None or mine.as_of >= last.end:
        return None
    if mine.as_of < last.start:
        return target.goal / last.days if way is Behaves.FLOW else target.goal
    asked = replace(question, period=last)
    final = replace(target, start=last.start, end=last.end, over=Over.WHOLE, milestones=())
    found = seen(asked, facts)
    left = (last.end - found.as_of).days if found.as_of else last.days
    return on_whole(
        replace(track, target=final, behaves=way, as_of=found.as_of, days_left=left), found, asked, facts
    ).required
