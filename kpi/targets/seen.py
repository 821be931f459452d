"""What of a target's time is seen: up to which day, in which parts, and which of the days are unknown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import CARRIED, Part
from kpi.facts import Facts
from kpi.measure import Question
from kpi.measure.covering import days_known_to_all
from kpi.measure.question import Evidence, evidence_of
from kpi.periods import Days, Period

_GRACE = timedelta(days=6)
"""How long after its start a level may be told for the first time and still count from there."""
_CARRIED = timedelta(days=int(CARRIED.astype(int)))


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A question over the days from a target's start to the last one that all its channels know (`as_of`).

    `as_of` is missing where not a single day is known to all. `late` are the channels whose data end first, each with
    that day, where they hold the others back; `silent` the channels and accounts asked for by name of which no file
    tells the KPI in this time, be it that it was never loaded or that it was taken back.
    """

    question: Question
    evidence: Evidence
    as_of: date | None
    late: tuple[tuple[str, date], ...] = ()
    silent: tuple[str, ...] = ()

    def known(self, period: Period) -> Days:
        """List the days of a range that all channels know."""
        return days_known_to_all(self.evidence.parts, period)

    @property
    def grows(self) -> bool:
        """Tell whether posts among the days are so young that their numbers still grow."""
        return still_grows(self.evidence, self.question.period)


def without_newcomers(question: Question, facts: Facts) -> tuple[Facts, tuple[tuple[str, date], ...]]:
    """Leave out of a level the accounts that are known only since after the start, and name them with that day.

    An account that joins is no growth. Channels asked for by name count all the same, and so does everything where
    nothing is known of the start.
    """
    if behaves(question.kpi) is not Behaves.LEVEL or question.scope.channels:
        return facts, ()
    start = question.period.start
    parts = evidence_of(_as_far_as_told(question, facts), facts).parts
    late = [part for part in parts if part.as_of >= start and not _known_at(part, start)]
    if not late or len(late) == len(parts):
        return facts, ()
    gone = {(part.channel, part.account) for part in late}
    kept = tuple(view for view in facts.views if (view.channel, view.account) not in gone)
    return replace(facts, views=kept), tuple((part.channel, part.known[0].item()) for part in late)


def _newest(question: Question, facts: Facts) -> date | None:
    newest = max((view.days[-1] for view in facts.views if question.scope.holds(view)), default=None)
    return None if newest is None else newest.item()


def _as_far_as_told(question: Question, facts: Facts) -> Question:
    """Cut a question's days at the last one that anything tells."""
    newest = _newest(question, facts)
    return question if newest is None else replace(question, period=question.period.until(newest))


def _known_at(part: Part, start: date) -> bool:
    first = np.array([start + _GRACE], "datetime64[D]")
    return all(bool(np.isfinite(part.level_at(name, first)[0])) for name in part.levels)


def still_grows(evidence: Evidence, period: Period) -> bool:
    """Tell whether a range holds posts that were younger than seven days when their file was made."""
    return any(bool((part.unsettled & part.inside(period)).any()) for part in evidence.parts)


def seen(question: Question, facts: Facts) -> Seen:
    """See how far a question over a target's time is answered.

    A channel that lags behind the others ends the time that is seen for all of them: left out, it would count as
    nothing. One whose data ended long before the start is no part of the target.
    """
    newest, question = _newest(question, facts), _as_far_as_told(question, facts)
    evidence = evidence_of(question, facts)
    start = question.period.start
    behind = [part for part in evidence.chosen.behind if evidence.parts and part.as_of >= start - _CARRIED]
    silent = _silent(question, evidence, behind) if newest is not None and newest >= start else ()
    late = tuple((part.channel, part.as_of) for part in behind)
    last = min((part.as_of for part in behind), default=_last(question, evidence))
    if last is None or last < start:
        return Seen(question, evidence, None, late, silent)
    asked = replace(question, period=Period(start, min(last, question.period.end)))
    if asked != question:
        evidence = evidence_of(asked, facts)
    found = Seen(asked, evidence, asked.period.end, late, silent)
    return found if len(found.known(asked.period)) else replace(found, as_of=None)


def _silent(question: Question, evidence: Evidence, behind: Sequence[Part]) -> tuple[str, ...]:
    """Name the channels and accounts asked for by name of which no file tells the KPI in this time."""
    scope, telling = question.scope, (*evidence.chosen.parts, *behind)
    channels, accounts = {part.channel for part in telling}, {part.account for part in telling}
    unheard = [name for name in scope.channels if name not in channels]
    unheard += [name for name in scope.accounts if name not in accounts]
    return tuple(dict.fromkeys([*(evidence.chosen.silent if scope.channels else ()), *unheard]))


def _last(question: Question, evidence: Evidence) -> date | None:
    """Give the last day that all kept channels know; of a level the newest, since the others' values still stand."""
    if behaves(question.kpi) is not Behaves.LEVEL:
        return evidence.chosen.until
    newest = max((part.as_of for part in evidence.parts), default=None)
    return newest and min(newest, question.period.end)
