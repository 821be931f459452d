"""The chance of a target by its forecast, as the status asks for it."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from kpi.catalogue.kpis import Kpi
from kpi.choice import Scope
from kpi.facts import Facts
from kpi.measure import Assumptions, Question
from kpi.periods import Period, Step
from kpi.targets.course import Course, course
from kpi.targets.forecast import Forecast, forecast
from kpi.targets.held import Track
from kpi.targets.seen import seen, without_newcomers
from kpi.targets.status import Chance
from kpi.targets.target import Over

Ahead = Callable[[Kpi, Scope, Period, Over, Step, Facts], Forecast]
"""What forecasts a KPI of a scope over a time, as a target counts it: over which days, by which step for weeks."""


def course_of(question: Question, facts: Facts, week: Step) -> Course:
    """Give the course of what a target asks, up to the last day that all its channels know, judged by such weeks."""
    facts, _ = without_newcomers(question, facts)
    held = seen(question, facts)
    found = course(question, facts.until(held.as_of) if held.late and held.as_of else facts)
    return replace(found, week=week)


def by_forecast(assumptions: Assumptions | None = None, ahead: Ahead | None = None) -> Chance:
    """Give what works out the chance of a target by its forecast: by `ahead`, where somebody has it already."""

    @lru_cache(maxsize=1)  # the goal and the stretch goal are asked of the same days, one after the other
    def forecast_once(kpi: Kpi, scope: Scope, window: Period, over: Over, week: Step, facts: Facts) -> Forecast:
        if ahead:
            return ahead(kpi, scope, window, over, week, facts)
        return forecast(course_of(Question(kpi, scope, window, assumptions=assumptions or {}), facts, week), over=over)

    def chance(held: Track, facts: Facts) -> float | None:
        target = held.target
        found = forecast_once(held.kpi, target.scope, target.window, target.over, target.week, facts)
        return found.chance(held.sense, target.goal, target.upper, allow=target.allow, least=target.min_volume)

    return chance
