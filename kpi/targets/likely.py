"""The chance of a target by its forecast, as the status asks for it."""

from kpi.facts import Facts
from kpi.measure import Assumptions, Question
from kpi.targets.course import Course, course
from kpi.targets.forecast import Forecast, forecast
from kpi.targets.held import Track
from kpi.targets.seen import seen
from kpi.targets.status import Chance


def ahead_of(held: Track, facts: Facts, assumptions: Assumptions | None = None) -> Forecast:
    """Forecast what a target is about, from its course up to the day that its track is seen."""
    target = held.target
    question = Question(held.kpi, target.scope, target.window, assumptions=assumptions or {})
    return forecast(course_of(question, facts), over=target.over)


def course_of(question: Question, facts: Facts) -> Course:
    """Give the course of what a target asks, up to the last day that all its channels know."""
    held = seen(question, facts)
    return course(question, facts.until(held.as_of) if held.late and held.as_of else facts)


def by_forecast(assumptions: Assumptions | None = None) -> Chance:
    """Give what works out the chance of a target by its forecast."""

    def chance(held: Track, facts: Facts) -> float | None:
        target = held.target
        ahead = ahead_of(held, facts, assumptions)
        return ahead.chance(held.sense, target.goal, target.upper, allow=target.allow, least=target.min_volume)

    return chance
