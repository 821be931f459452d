"""What a target rests on while it is written: what its channels did before, and what its checks look at."""

from collections.abc import Hashable, Sequence
from datetime import timedelta

from kpi import measure
from kpi.catalogue.kpis import Kpi
from kpi.measure import Answer, Question
from kpi.periods import Period
from kpi.store import Workspace
from kpi.targets.baseline import Baseline, choices, relative
from kpi.targets.checks import Check, Grounds, checks
from kpi.targets.past import Past, past
from kpi.targets.smart import Fault, refused
from kpi.targets.target import Relative, Target, sense_of
from pages.parts import session
from pages.parts.freshness import followed
from pages.parts.scope import View
from pages.parts.targets.standing import course_of, forecast_of


def baselines(mine: Workspace, target: Target) -> Sequence[Baseline]:
    """Offer what a target can start from, the preferred first."""
    question = _question(mine, target)
    return session.once(
        mine,
        ("baselines", *_told(mine, target), target.over),
        lambda: choices(
            question.kpi,
            session.known_facts(mine),
            target.scope,
            target.window,
            over=target.over,
            week=session.week(mine),
            assumptions=question.assumptions,
        ),
    )


def relative_to(mine: Workspace, target: Target, reference: Period, change: float) -> Relative:
    """Work out what a change of some days comes to; raise TargetError where they are not known in full."""
    question, known = _question(mine, target), session.known_facts(mine)
    asked = ("relative", *_told(mine, target), reference, change)
    return session.once(
        mine,
        asked,
        lambda: relative(question.kpi, known, target.scope, reference, change, assumptions=question.assumptions)[0],
    )


def past_of(mine: Workspace, target: Target) -> Past:
    """Say what a target's channels did in as many days before."""
    asked = ("past", *_told(mine, target), target.over, target.baseline)
    return session.once(mine, asked, lambda: past(course_of(mine, target), over=target.over, begins=target.baseline))


def refusals(mine: Workspace, target: Target) -> tuple[Fault, ...]:
    """Say what keeps a target from being held against the data."""
    kpis, known = session.catalogue(mine).kpis, session.known_facts(mine)
    asked = ("refused", mine.plans_version, session.timeless(mine, target))
    return session.once(mine, asked, lambda: refused(session.judged(mine, target), kpis=kpis, facts=known))


def checks_of(mine: Workspace, target: Target) -> tuple[Check, ...]:
    """Check a target letter by letter."""
    return checks(target, grounds(mine, target))


def grounds(mine: Workspace, target: Target) -> Grounds:
    """Gather what the checks of a target rest on."""
    catalogue = session.catalogue(mine)
    kpi = catalogue.kpis[target.kpi]
    return Grounds(
        kpi=kpi,
        recent=recent(mine, target),
        followed=followed(mine, kpi, target.channels, target.window),
        past=past_of(mine, target),
        chance=_chance(mine, target, kpi) if target.goal > 0 else None,
        faults=refusals(mine, target),
        objectives=tuple(one.label for one in catalogue.objectives.values() if kpi.key in (*one.kpis, *one.besides)),
        is_metric=kpi.key in catalogue.metrics,
        currency=session.currency(mine),
    )


def recent(mine: Workspace, target: Target) -> Answer:
    """Say what the newest days came to, as many as a target lasts."""
    newest = measure.as_of(session.known_facts(mine)) or target.end
    days = Period(newest - timedelta(days=max(target.window.days, 1) - 1), newest)
    return session.answer(mine, target.kpi, View(days, target.scope))


def _chance(mine: Workspace, target: Target, kpi: Kpi) -> float | None:
    found = forecast_of(mine, target)
    return found.chance(sense_of(target, kpi), target.goal, target.upper, allow=target.allow, least=target.min_volume)


def _question(mine: Workspace, target: Target) -> Question:
    return session.question_of(mine, target.kpi, View(target.window, target.scope))


def _told(mine: Workspace, target: Target) -> tuple[Hashable, ...]:
    """Tell everything that a target's numbers depend on; what is assumed is in the version of the plans."""
    return mine.plans_version, target.kpi, target.scope, target.window, session.week(mine)
