"""A value beside that of other days: like with like, and what qualifies the change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import ENOUGH, Part
from kpi.columns import Grain
from kpi.formats import day_text, period_text
from kpi.measure.question import Evidence, Question
from kpi.measure.sums import total
from kpi.measure.wording import names_of, of_exposure
from kpi.periods import ONE_DAY, Period, compared_alike


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values of like with like, of which days and parts, and what qualifies them."""

    period: Period
    against: Period
    now: float | None = None
    then: float | None = None
    marks: tuple[str, ...] = ()
    broken: bool = False
    parts: tuple[Part, ...] = ()


def compare(question: Question, evidence: Evidence, period: Period, against: Period) -> Comparison:
    """Compare like with like: what is known in both ranges, counted alike, of posts that have settled."""
    last = _last_settled(evidence.parts, period) if question.settled else period.end
    if last < period.start:
        return Comparison(period, against, marks=("not compared: the posts are younger than seven days",))
    said = f"compared up to {day_text(last)}: younger posts still grow" if last < period.end else ""
    against = compared_alike(period.until(last), asked=period, against=against)
    period = period.until(last)
    both = [part for part in evidence.parts if min(part.share_known(period), part.share_known(against)) >= ENOUGH]
    lacking = [part for part in evidence.parts if part not in both]
    if any(part.grain == Grain.MENTION for part in lacking):
        names = ", ".join(part.account for part in lacking)
        return Comparison(period, against, marks=(f"the panel changed ({names}): the trend restarts, not compared",))
    if not both:
        thin = against if any(part.share_known(period) >= ENOUGH for part in lacking) else period
        return Comparison(period, against, marks=(f"too little is known of {_text(thin)} to compare",))
    changed = _counted_otherwise(both, period, against)
    alike = replace(evidence, parts=tuple(both))
    now_value, then = (total(question, alike, asked)[0] for asked in (period, against))
    marks = (
        said,
        f"compared without {names_of(lacking)}: not known in both ranges" if lacking else "",
        *(f"{text}: {'compared as if the same' if question.treat_as_same else 'not compared'}" for text in changed),
    )
    broken = bool(changed) and not question.treat_as_same
    return Comparison(period, against, now_value, then, tuple(mark for mark in marks if mark), broken, tuple(both))


def _last_settled(parts: Sequence[Part], period: Period) -> date:
    """Give the last day before the first post that was younger than seven days when it was observed."""
    young = [part.view.start[part.unsettled & part.inside(period)] for part in parts]
    first = min((days.min() for days in young if len(days)), default=None)
    if first is None:
        return period.end
    last: date = (first - ONE_DAY).item()
    return last


def _text(period: Period) -> str:
    return period_text(period.start, period.end)


def change_of(kpi: Kpi, compared: Comparison) -> tuple[float | None, str]:
    """Say the change in points for percentages, as a difference for stars, else as a share."""
    now, then = compared.now, compared.then
    if now is None or then is None or compared.broken:
        return None, ""
    if kpi.unit in (Unit.PERCENT, Unit.STARS):
        return now - then, "points" if kpi.unit is Unit.PERCENT else "stars"
    if then == 0:
        return (0.0, "percent") if now == 0 else (None, "new")
    return (now - then) / abs(then), "percent"


def change_per_day(kpi: Kpi, compared: Comparison) -> float | None:
    """Give the change per day of what adds up, as a share of the compared days' value a day."""
    if behaves(kpi) is not Behaves.FLOW or compared.now is None or not compared.then:
        return None
    then = compared.then / compared.against.days
    return (compared.now / compared.period.days - then) / abs(then)


def _counted_otherwise(parts: Sequence[Part], period: Period, against: Period) -> list[str]:
    """Say which channels count exposure differently in the two ranges, or listen by another tool."""
    said = []
    for part in (*of_exposure(parts), *(part for part in parts if part.grain == Grain.MENTION)):
        now, then = part.bases(period), part.bases(against)
        if now and then and now != then:
            said.append(f"{part.channel} counts {' and '.join(sorted(now))} now and {' and '.join(sorted(then))} then")
    return list(dict.fromkeys(said))
