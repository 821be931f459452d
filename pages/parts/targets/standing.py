"""How a target stands and what is likely to come of it, each worked out once: status, picture and form share it."""

from dataclasses import replace

from kpi.catalogue.kpis import Kpi
from kpi.choice import Scope
from kpi.facts import Facts
from kpi.periods import Period, Step
from kpi.store import Workspace
from kpi.targets import likely, status
from kpi.targets.course import Course
from kpi.targets.forecast import Forecast, forecast
from kpi.targets.likely import by_forecast
from kpi.targets.status import Standing
from kpi.targets.target import Over, Target
from pages.parts import session
from pages.parts.scope import View


def stand(mine: Workspace, target: Target) -> Standing:
    """Say how a target stands against the facts, once a version of either."""
    kpis = session.catalogue(mine).kpis
    followed = kpis[target.kpi], *(kpis[guard.kpi] for guard in target.guards if guard.kpi in kpis)
    assumptions = session.assumed(mine, followed, target.window)

    def ahead(kpi: Kpi, scope: Scope, window: Period, over: Over, week: Step, _facts: Facts) -> Forecast:
        return _forecast(mine, kpi.key, View(window, scope, week=week), over)

    standing = session.once(
        mine,
        ("target", session.timeless(mine, target), followed, session.frozen(assumptions)),
        lambda: status.stand(
            session.judged(mine, target),
            session.known_facts(mine),
            kpis=kpis,
            assumptions=assumptions,
            chance=by_forecast(assumptions, ahead),
        ),
    )
    return replace(standing, track=replace(standing.track, target=target))


def forecast_of(mine: Workspace, target: Target) -> Forecast:
    """Say where a target's time is likely to end, whatever its goal."""
    return _forecast(mine, target.kpi, _view(mine, target), target.over)


def course_of(mine: Workspace, target: Target) -> Course:
    """Give what a target's KPI did day by day, up to the last day that all its channels know."""
    return _course(mine, target.kpi, _view(mine, target))


def _view(mine: Workspace, target: Target) -> View:
    return View(target.window, target.scope, week=session.week(mine))


def _forecast(mine: Workspace, key: str, view: View, over: Over) -> Forecast:
    question = session.question_of(mine, key, view)
    return session.once(
        mine,
        ("forecast ahead", *session.told(question), over, view.week),
        lambda: forecast(_course(mine, key, view), over=over),
    )


def _course(mine: Workspace, key: str, view: View) -> Course:
    question = session.question_of(mine, key, view)
    asked = ("course ahead", *session.told(question), view.week)
    return session.once(mine, asked, lambda: likely.course_of(question, session.known_facts(mine), view.week))
