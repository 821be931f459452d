"""The chance of a target by its forecast, as the status asks for it."""

from kpi.facts import Facts
from kpi.measure import Assumptions, Question
from kpi.targets.course import course
from kpi.targets.forecast import Forecast, forecast
from kpi.targets.held import Track
from kpi.targets.status import Chance


def ahead_of(held: Track, facts: Facts, assumptions: Assumptions | None = None) -> Forecast:
    """Forecast what a target is about, from its course up to the day that its track is seen."""
    target = held.target
    seen = facts.until(held.as_of) if held.late and held.as_of else facts
    assumed = (assumptions or {}) if held.kpi.over else {}
    question = Question(held.kpi, target.scope, target.window, assumptions=assumed)
    return forecast(course(question, seen), over=target.over)


def by_forecast(assumptions: Assumptions | None = None) -> Chance:
    """Give what works out the chance of a target by its forecast."""

    def chance(held: Track, facts: Facts) -> float | None:
        target = held.target
        ahead = ahead_of(held, facts, assumptions)
        return ahead.chance(held.sense, target.goal, target.upper, allow=target.allow, least=target.min_volume)

    return chance
