"""Targets held against days that a test makes up, and every kind of picture of them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd

from kpi import charts
from kpi.catalogue.kpis import KPIS
from kpi.catalogue.operands import Behaves
from kpi.charts import Moment
from kpi.charts.axes import at
from kpi.periods import Period, Step, cut
from kpi.targets.each import Each, Judged, One
from kpi.targets.forecast import Forecast
from kpi.targets.held import Track
from kpi.targets.target import Action, Milestone, Over, Sense, State, Target, sense_of
from kpi.targets.way import way_of
from tests.drawings import HOSTILE

START, END = date(2026, 7, 1), date(2026, 9, 30)
AT = datetime(2026, 6, 1, tzinfo=UTC)
DAYS = (END - START).days + 1


def a_target(kpi="impressions", goal=100.0, *, start=START, end=END, **more: object):
    made = {"id": "1", "created_at": AT, "updated_at": AT, "owner": "Ana", "reason": "It matters."}
    said = {"channels": (), "content_types": (), "baseline": None}
    return Target(kpi=kpi, goal=goal, start=start, end=end, **{**made, **said, **more})


def a_track(actual: Sequence[float] = (), target=None, *, path=None, **more: object):
    """Hold a target against its first days, one value a day; what is asked grows evenly to the goal."""
    target = target or a_target()
    kpi = KPIS[target.kpi]
    days = target.window.days
    known = [*actual, *[np.nan] * (days - len(actual))]
    asked = np.linspace(target.goal / days, target.goal, days) if path is None else np.full(days, path)
    frame = pd.DataFrame({"date": pd.date_range(target.start, target.end), "actual": known, "path": asked})
    last = len(actual) - 1
    found = {
        "as_of": target.start + timedelta(days=last) if actual else None,
        "value": actual[last] if actual else None,
        "begins": 0.0 if way_of(kpi) is Behaves.FLOW else target.baseline,
        "days_left": days - len(actual),
        "frame": frame.astype({"actual": float}),
        "behaves": way_of(kpi),
    }
    return Track(target=target, kpi=kpi, sense=sense_of(target, kpi), **{**found, **more})


def a_forecast(first: date, *bands: tuple[float, float, float]):
    """Forecast from a day on: low, middle and high of each."""
    days = np.arange(first, first + timedelta(days=len(bands)), dtype="datetime64[D]")
    low, mid, high = np.array(bands, dtype=float).T
    return Forecast(days, low, mid, high, np.array([[low[-1]], [high[-1]]]), np.empty((2, 1)))


def an_each(target, *values: float | Judged):
    """Judge the weeks or months of a target by their values; a verdict stands for what has no value."""
    step = Step.WEEK if target.over is Over.EACH_WEEK else Step.MONTH
    steps = cut(target.window, step)
    spans = zip(steps.start[~steps.partial].tolist(), steps.end[~steps.partial].tolist(), strict=True)
    padded = [*values, *[Judged.AHEAD] * 99]
    periods = tuple(one_period(Period(*span), value, target.goal) for span, value in zip(spans, padded, strict=False))
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime([one.period.end for one in periods]),
            "actual": np.array([np.nan if one.value is None else one.value for one in periods]),
            "path": target.goal,
        }
    )
    kpi = KPIS[target.kpi]
    over = [one for one in periods if one.judged is not Judged.AHEAD]
    last = next((one.value for one in reversed(over) if one.value is not None), None)
    until = over[-1].period.end if over else None
    left = (target.end - until).days if until else target.window.days
    return Track(
        target,
        kpi,
        way_of(kpi),
        sense_of(target, kpi),
        frame,
        value=last,
        as_of=until,
        days_left=left,
        each=Each(periods, target.allow),
    )


def one_period(period, value, goal):
    if isinstance(value, Judged):
        return One(period, None, None, value)
    return One(period, float(value), None, Judged.MET if value >= goal else Judged.MISSED)


def an_action(title="Reels series", first=date(2026, 7, 6), last=date(2026, 7, 20), state=State.DOING, owner="Ana"):
    return Action("1", title, owner, first, last, state)


def place(month, day):
    return at(date(2026, month, day))


def growing(days, by=1.5):
    return [n * by for n in range(days)]


def drawn(*given: object, **more: object):
    return charts.against_target(a_track(*given), **more)


def forty():
    days = [START + timedelta(days=2 * n) for n in range(40)]
    target = a_target(
        milestones=tuple(Milestone(day, 2.0 * n) for n, day in enumerate(days)),
        actions=tuple(
            an_action(HOSTILE, day, day + timedelta(days=20), list(State)[n % 4]) for n, day in enumerate(days)
        ),
    )
    return drawn(growing(32), target, notes=[Moment(day, HOSTILE) for day in days])


WEEKLY = a_target("comments", 4.0, over=Over.EACH_WEEK, allow=1)
BANDS = tuple((40.0 + n, 42.0 + 1.5 * n, 44.0 + 2 * n) for n in range(60))
TARGETS = {
    "target": lambda: drawn(growing(32)),
    "target, nothing known": drawn,
    "target without a frame": lambda: charts.against_target(a_track(frame=pd.DataFrame())),
    "target, one day known": lambda: drawn([1.0]),
    "target, lower is better": lambda: charts.against_target(
        a_track([4.0, 3.5], a_target("cpm", 2.0, baseline=4.0), required=1.8), currency="EUR"
    ),
    "target, far above": lambda: drawn([1.0, 2.0], a_target(goal=9e9)),
    "target, far beyond": lambda: drawn(growing(60, by=1e9)),
    "target, over": lambda: drawn(growing(92, by=2.0)),
    "target, below zero": lambda: drawn(growing(30, by=-3.0), a_target("net_followers", 50.0)),
    "target with days unknown": lambda: drawn([1.0, float("nan"), 3.0, float("nan"), float("nan"), 5.0]),
    "target of one day": lambda: drawn([1.0], a_target("saves", 5.0, end=START)),
    "target with a forecast": lambda: drawn(growing(32), forecast=a_forecast(date(2026, 8, 2), *BANDS)),
    "target ahead with a forecast": lambda: drawn(forecast=a_forecast(START, *BANDS)),
    "target with all there is": lambda: drawn(
        growing(32),
        a_target(
            stretch=120.0,
            milestones=(Milestone(date(2026, 7, 31), 34.0), Milestone(date(2026, 8, 31), 67.0)),
            actions=(an_action(), an_action(HOSTILE, START, END, State.PLANNED)),
        ),
        forecast=a_forecast(date(2026, 8, 2), *BANDS),
        notes=[Moment(date(2026, 7, 9), HOSTILE), Moment(date(2026, 7, 20), "sale", date(2026, 8, 20))],
    ),
    "target with forty of everything": forty,
    "target between": lambda: charts.against_target(
        a_track([0.03] * 40, a_target("ctr", 0.028, sense=Sense.BETWEEN, upper=0.034), path=0.028)
    ),
    "target of a ratio": lambda: charts.against_target(
        a_track([0.03] * 40, a_target("ctr", 0.04), path=0.04, required=0.048)
    ),
    "target each week": lambda: charts.against_target(an_each(WEEKLY, 5, 3, Judged.UNKNOWN, Judged.EMPTY, 6)),
    "target each week, nothing yet": lambda: charts.against_target(an_each(WEEKLY)),
    "target each month with a forecast": lambda: charts.against_target(
        an_each(a_target("ctr", 0.03, over=Over.EACH_MONTH), 0.031),
        forecast=a_forecast(date(2026, 8, 31), (0.02, 0.03, 0.04)),
    ),
}
