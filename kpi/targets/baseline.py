"""Where a target starts: what was before, measured in several ways of which one is chosen and frozen at save."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import ENOUGH, NOT_IN_FILES, Scope
from kpi.errors import TargetError
from kpi.facts import Facts
from kpi.formats import day_text, exact, period_text, precise_text, share_text
from kpi.measure import Assumptions, Question, as_of, ask
from kpi.periods import Period, Step, a_year_before, cut, month_of, week_of
from kpi.targets.target import Over, Relative

_WEEK, _FOUR_WEEKS = 7, 28


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a target starts from: the value, the days it was measured on, and how that was chosen."""

    value: float | None
    period: Period
    says: str


def baseline(
    kpi: Kpi,
    facts: Facts,
    scope: Scope,
    window: Period,
    *,
    over: Over = Over.WHOLE,
    week: Step = Step.WEEK,
    assumptions: Assumptions | None = None,
) -> Baseline:
    """Work out where a target starts from, by the first of the choices that is known.

    A level starts from its last value before the window; anything else from the same days of last year where they
    are known, else from the days just before the window. `week` is the step that is a week.
    """
    offered = choices(kpi, facts, scope, window, over=over, week=week, assumptions=assumptions)
    return next((one for one in offered if one.value is not None), offered[-1])


def choices(
    kpi: Kpi,
    facts: Facts,
    scope: Scope,
    window: Period,
    *,
    over: Over = Over.WHOLE,
    week: Step = Step.WEEK,
    assumptions: Assumptions | None = None,
) -> tuple[Baseline, ...]:
    """Offer every baseline that a target can start from, the preferred one first; the unknown ones say so.

    Where the data end before the days just before the window do, the newest days that they know follow on these.
    """
    question = Question(kpi, scope, window, assumptions=assumptions or {})
    ranges = [*_offered(kpi, window, over, week)]
    just_before = max(range(len(ranges)), key=lambda place: ranges[place][0].end)
    ranges[just_before + 1 : just_before + 1] = _newest(question, facts, over, week)
    return tuple(_measured(question, facts, period, says) for period, says in ranges)


def relative(
    kpi: Kpi,
    facts: Facts,
    scope: Scope,
    reference: Period,
    change: float,
    *,
    assumptions: Assumptions | None = None,
) -> tuple[Relative, float]:
    """Resolve a goal given as a change of what a reference range came to: the change with its value, and the goal.

    The change is a share of the value, for a percentage points. Raises TargetError where the reference is not known
    in full: a goal on half a sum would be half a goal.
    """
    answer = ask(Question(kpi, scope, reference, assumptions=assumptions or {}), facts)
    days = period_text(reference.start, reference.end)
    least = ENOUGH if behaves(kpi) is Behaves.RATIO else 1.0
    if answer.value is None or answer.period != reference or answer.days_known < least * reference.days:
        raise TargetError(
            f"{kpi.label} is known for {answer.days_known} of the {reference.days} days of {days}: "
            "choose days that your files know in full, or give the goal as a number."
        )
    made = Relative(change, reference.start, reference.end, answer.value)
    return made, goal_of(made, kpi)


def goal_of(given: Relative, kpi: Kpi) -> float:
    """Give the number that a relative goal comes to.

    >>> from kpi.catalogue.kpis import KPIS
    >>> days = date(2025, 10, 1), date(2025, 12, 31)
    >>> round(goal_of(Relative(0.08, *days, 25_000.0), KPIS["impressions"]), 6)
    27000.0
    >>> round(goal_of(Relative(0.005, *days, 0.031), KPIS["ctr"]), 6)
    0.036
    """
    return given.value + given.change if kpi.unit is Unit.PERCENT else given.value * (1 + given.change)


def relative_text(given: Relative, kpi: Kpi, *, currency: str = "") -> str:
    r"""Print both the change and what it comes to, with the days it is measured against.

    >>> from kpi.catalogue.kpis import KPIS
    >>> days = date(2025, 10, 1), date(2025, 12, 31)
    >>> relative_text(Relative(0.08, *days, 25_000.0), KPIS["impressions"]).replace("\u00a0", " ")
    '+8 % on 25,000 (Q4 2025): 27,000'
    """
    sign = "+" if given.change >= 0 else "\u2212"
    size = abs(given.change)
    change = f"{precise_text(size * 100, 3)}\u00a0points" if kpi.unit is Unit.PERCENT else share_text(size)
    value, goal = (exact(one, kpi.unit, currency) for one in (given.value, goal_of(given, kpi)))
    return f"{sign}{change} on {value} ({period_text(given.start, given.end)}): {goal}"


def _offered(kpi: Kpi, window: Period, over: Over, week: Step) -> Iterator[tuple[Period, str]]:
    """List the ranges that a target can be measured against, the preferred first, each in words."""
    if behaves(kpi) is Behaves.LEVEL:
        yield _day_before(window.start), f"the last value before {day_text(window.start)}"
        last_year = a_year_before(window).start
        yield _day_before(last_year), f"the last value before {day_text(last_year)}"
        return
    yield from _RANGES[over](window, week)


def _of_whole(window: Period, _week: Step) -> Iterator[tuple[Period, str]]:
    last_year = a_year_before(window)
    yield last_year, f"the same days of last year, {day_text(last_year.start)} to {day_text(last_year.end)}"
    yield _just_before(window, window.days), f"the {window.days} days just before"


def _of_four_weeks(window: Period, _week: Step) -> Iterator[tuple[Period, str]]:
    yield _just_before(window, _FOUR_WEEKS), f"the {_FOUR_WEEKS} days just before"
    last = Period(window.end - timedelta(days=_FOUR_WEEKS - 1), window.end)
    yield a_year_before(last), f"the same {_FOUR_WEEKS} days of last year"


def _of_month(window: Period, _week: Step) -> Iterator[tuple[Period, str]]:
    before = month_of(_day_before(month_of(window.start).start).end)
    yield before, f"the last whole month before, {period_text(before.start, before.end)}"
    whole = cut(window, Step.MONTH)
    last = [end.item() for end, partial in zip(whole.end, whole.partial, strict=True) if not partial]
    if last:
        year = a_year_before(month_of(last[-1]))
        yield year, f"the same month of last year, {period_text(year.start, year.end)}"


def _of_week(window: Period, week: Step) -> Iterator[tuple[Period, str]]:
    before = week_of(window.start - timedelta(days=_WEEK), week)
    yield before, f"the last whole week before, {period_text(before.start, before.end)}"
    yield a_year_before(before), "the same week of last year"


_RANGES = {
    Over.WHOLE: _of_whole,
    Over.LAST_28_DAYS: _of_four_weeks,
    Over.LAST_MONTH: _of_month,
    Over.EACH_MONTH: _of_month,
    Over.EACH_WEEK: _of_week,
}


def _newest(question: Question, facts: Facts, over: Over, week: Step) -> Iterator[tuple[Period, str]]:
    """Give the newest days that all channels know, as many as are judged, where the days just before are not known."""
    newest, before = as_of(facts), question.period.start - timedelta(days=1)
    if newest is None or newest > before:
        return
    level = behaves(question.kpi) is Behaves.LEVEL
    looked = Period(newest - timedelta(days=question.period.days - 1), newest)
    end = ask(replace(question, period=looked), facts).period.end
    if level and newest < before:
        yield Period(newest, newest), f"the newest value, of {day_text(newest)}"
    elif not level and end < before:
        period = _ENDING[over](end, question.period.days, week)
        yield period, f"the newest {period.days} days known, {period_text(period.start, period.end)}"


def _whole_month(end: date) -> Period:
    month = month_of(end)
    return month if month.end == end else month_of(_day_before(month.start).end)


def _whole_week(end: date, week: Step) -> Period:
    found = week_of(end, week)
    return found if found.end == end else week_of(end - timedelta(days=_WEEK), week)


_ENDING: Mapping[Over, Callable[[date, int, Step], Period]] = {
    Over.WHOLE: lambda end, days, _: Period(end - timedelta(days=days - 1), end),
    Over.LAST_28_DAYS: lambda end, *_: Period(end - timedelta(days=_FOUR_WEEKS - 1), end),
    Over.LAST_MONTH: lambda end, *_: _whole_month(end),
    Over.EACH_MONTH: lambda end, *_: _whole_month(end),
    Over.EACH_WEEK: lambda end, _, week: _whole_week(end, week),
}
"""The newest days that end by a day, in the length that is judged."""


def _day_before(day: date) -> Period:
    before = day - timedelta(days=1)
    return Period(before, before)


def _just_before(window: Period, days: int) -> Period:
    return Period(window.start - timedelta(days=days), window.start - timedelta(days=1))


def _measured(question: Question, facts: Facts, period: Period, says: str) -> Baseline:
    """Measure a range; known in part, it says how much of it, and below nine tenths it is unknown."""
    answer = ask(replace(question, period=period), facts)
    if answer.value is None or answer.period != period or answer.days_known < ENOUGH * period.days:
        return Baseline(None, period, says)
    if answer.days_known < period.days:
        says += f"; {answer.days_known} of {period.days} days are known"
    without = [f"{channel} ({why})" for channel, why in answer.left_out if why != NOT_IN_FILES]
    return Baseline(answer.value, period, "; ".join([says, *(["without " + ", ".join(without)] if without else [])]))
