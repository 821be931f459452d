"""A target held against the whole of its time."""

import math
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import pandas as pd

from kpi.catalogue.operands import Behaves
from kpi.facts import Facts, Flags, Numbers
from kpi.formula import evaluate
from kpi.measure import Answer, Question, ask, so_far
from kpi.measure.covering import days_known_to_all
from kpi.measure.question import evidence_of
from kpi.measure.sums import by_step
from kpi.periods import WEEKS, Days, Period, Step, cut
from kpi.targets.each import known
from kpi.targets.held import Track
from kpi.targets.seen import Seen
from kpi.targets.target import Sense
from kpi.targets.way import Weights, walk, weights

_WEEKS_BACK = 104
_LEAST_WEEKS = 8
_WEEK = 7
_SAME = 1e-9


def on_whole(bare: Track, mine: Seen, question: Question, facts: Facts) -> Track:
    """Follow a target over all its days; `question` asks for them, `mine` says how far they are seen."""
    days = weights(question, facts)
    answer = ask(mine.question, facts) if mine.as_of else None
    value = answer.value if answer else None
    rows = _rows(mine, value, bare.target.week)
    seen_days = _days_known(bare, mine)
    begins = _begins(bare, rows)
    track = replace(
        bare, answer=answer, value=value, begins=begins, usual=days.usual, unknown=_unknown(mine, seen_days)
    )
    path = _path(track, days)
    steps = np.diff(path, prepend=0.0 if begins is None else begins)
    expected = _expected(track, path, _Asked(steps, seen_days), rows) if value is not None else None
    track = replace(
        track,
        frame=_frame(track, rows, path, seen_days),
        expected=expected,
        volume=volume_of(answer, question) if answer else None,
    )
    track = replace(track, required=_required(track, seen_days), heaviness=_heaviness(days, seen_days))
    return replace(track, best=_best_week(track, mine, facts))


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """What was by the end of each step; `by_day` where the files tell days."""

    ends: Days
    amounts: Numbers
    by_day: bool = True


def _rows(mine: Seen, value: float | None, week: Step) -> _Rows:
    """Give what was by the end of each step: by day where that tells all of the value, else by week or month.

    Where the files total weeks that begin on another day than a `week` does, they tell it by theirs.
    """
    found = _Rows(np.empty(0, "datetime64[D]"), np.empty(0))
    if value is None:
        return found
    for step in dict.fromkeys((Step.DAY, week, *WEEKS.values(), Step.MONTH)):
        steps = cut(mine.question.period, step)
        found = _Rows(steps.end, so_far(mine.question, mine.evidence, steps), by_day=step is Step.DAY)
        if math.isclose(found.amounts[-1], value, rel_tol=_SAME):
            break
    return found


def _days_known(track: Track, mine: Seen) -> Flags:
    """Mark the days of the target's time that all channels know; of a level all up to its last value."""
    flags = np.zeros(track.target.window.days, dtype=bool)
    if mine.as_of is None:
        return flags
    if track.behaves is Behaves.LEVEL:
        flags[: mine.question.period.days] = True
    else:
        flags[(mine.known(mine.question.period) - track.target.window.ends[0]).astype(int)] = True
    return flags


def _unknown(mine: Seen, seen_days: Flags) -> int:
    return int((~seen_days[: mine.question.period.days]).sum()) if mine.as_of else 0


def _begins(track: Track, rows: _Rows) -> float | None:
    if track.behaves is Behaves.FLOW:
        return 0.0
    first = rows.amounts[np.isfinite(rows.amounts)]
    if track.behaves is Behaves.LEVEL and track.target.baseline is None and len(first):
        return float(first[0])
    return track.target.baseline


def _path(track: Track, days: Weights) -> Numbers:
    """Say what is asked by each day: of a ratio, and of what is to stay as it is, the goal throughout."""
    target = track.target
    if track.behaves is Behaves.RATIO and not target.milestones:
        return np.full(target.window.days, target.goal)
    if track.behaves is Behaves.LEVEL and track.holds:
        return np.full(target.window.days, target.goal)
    asked = walk(target, track.begins, days.days)
    return np.where(np.isnan(asked), target.goal, asked) if track.behaves is Behaves.RATIO else asked


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What a path asks of each day, and which of the days are known to all channels."""

    steps: Numbers
    seen: Flags


def _expected(track: Track, path: Numbers, asked: _Asked, rows: _Rows) -> float | None:
    """Say what is asked by the last day: of a sum on the days that are known, of others as much as is known of them.

    What one channel tells of a day that another does not is in the value: without being asked for, it would look like
    a lead.
    """
    if track.behaves is not Behaves.FLOW:
        return known(path[-1 - track.days_left])
    days = len(rows.amounts) if rows.by_day else 0
    dim = ~asked.seen[:days]
    told = float(np.diff(np.nan_to_num(rows.amounts), prepend=0.0)[dim].sum()) if days else 0.0
    return known(float(asked.steps[asked.seen].sum()) + min(max(told, 0.0), float(asked.steps[:days][dim].sum())))


def _frame(track: Track, rows: _Rows, path: Numbers, seen_days: Flags) -> pd.DataFrame:
    """Put what was beside what is asked, a row a step; on days that are unknown nothing was."""
    window = track.target.window
    ahead = cut(window, Step.DAY if rows.by_day else track.target.week).end
    ends = np.concatenate([rows.ends, ahead[ahead > rows.ends[-1]] if len(rows.ends) else ahead])
    at = (ends - window.ends[0]).astype(int)
    actual = np.concatenate([rows.amounts, np.full(len(ends) - len(rows.ends), math.nan)])
    actual = np.where(seen_days[at], actual, math.nan) if rows.by_day else actual
    return pd.DataFrame({"date": ends.astype("datetime64[s]"), "actual": actual, "path": path[at]})


def volume_of(answer: Answer, question: Question) -> float | None:
    """Give the denominator that a ratio was worked out on."""
    denominator = question.formula.denominator
    sums = dict(answer.sums)
    if denominator is None or not set(denominator.names) <= set(sums):
        return None
    return float(np.asarray(evaluate(denominator, sums)))


def _required(track: Track, seen_days: Flags) -> float | None:
    """Say what is needed a day on all days that are not known; for a ratio the rate there."""
    if track.value is None or track.days_left <= 0:
        return None
    left = track.target.goal - track.value
    if track.behaves is Behaves.LEVEL:
        return left / track.days_left
    if track.behaves is Behaves.FLOW:
        return left / int((~seen_days).sum())
    return required_rate(track, int((~seen_days).sum()) / int(seen_days.sum()))


def _heaviness(days: Weights, seen_days: Flags) -> float:
    return float(days.days[~seen_days].mean()) if not seen_days.all() else 1.0


def required_rate(track: Track, remaining: float) -> float | None:
    """Give the rate needed on the volume to come, `remaining` times the volume so far; more where more is asked for."""
    if track.target.min_volume and track.volume:
        remaining = max(remaining, track.target.min_volume / track.volume - 1)
    return (track.target.goal * (1 + remaining) - (track.value or 0.0)) / remaining


def _best_week(track: Track, mine: Seen, facts: Facts) -> float | None:
    """Give a ratio's best week of the last two years, where more is required than is; eight weeks must be known."""
    if track.behaves is not Behaves.RATIO or track.required is None or track.value is None or track.as_of is None:
        return None
    lower = track.sense is Sense.AT_MOST
    if (track.required > track.value) == lower or track.required == track.value:
        return None
    past = Period(track.as_of - timedelta(weeks=_WEEKS_BACK), track.as_of)
    asked = replace(mine.question, trend=past)
    evidence = evidence_of(asked, facts)
    weeks = cut(past, track.target.week)
    days = days_known_to_all(evidence.parts, past)
    places = weeks.places(days, days)
    whole = np.bincount(places[places >= 0], minlength=len(weeks)) == _WEEK
    values = by_step(asked, evidence, weeks)[0][whole]
    values = values[np.isfinite(values)]
    if len(values) < _LEAST_WEEKS:
        return None
    return float(values.min() if lower else values.max())
