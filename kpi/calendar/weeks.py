"""The plan of each week: what was kept, what was missed, and what nobody can know yet."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kpi.calendar.entry import PROMISED, Entry, Stage
from kpi.calendar.matching import NEAR, Matched, Published
from kpi.columns import Grain
from kpi.facts import Facts
from kpi.periods import Period, Step, cut
from kpi.targets.each import step_of
from kpi.targets.target import EACH, Target

Known = Mapping[str, AbstractSet[date]]
"""The days of each channel on which the files tell whether something was published."""
_POSTS = "posts"


class Fate(StrEnum):
    """What became of a planned post."""

    COMING = "to come"
    OUT = "published"
    MOVED = "published on another day"
    DOUBTFUL = "perhaps published"
    MISSED = "not published"
    UNKNOWN = "not in your files yet"
    OPEN = "not promised"


@dataclass(frozen=True, slots=True)
class Week:
    """A week's plan: its posts by their fate, and how many were published beside it."""

    days: Period
    fates: Mapping[Fate, int]
    beside: int

    @property
    def planned(self) -> int:
        """Count what was promised for the week."""
        return sum(count for fate, count in self.fates.items() if fate is not Fate.OPEN)

    @property
    def out(self) -> int:
        """Count what of it was published, on its day or near it."""
        return self.fates.get(Fate.OUT, 0) + self.fates.get(Fate.MOVED, 0)

    @property
    def kept(self) -> bool | None:
        """Tell whether the whole plan was kept; None where nothing was planned, or not all of it is known."""
        if self.fates.get(Fate.MISSED):
            return False
        waits = sum(self.fates.get(fate, 0) for fate in (Fate.COMING, Fate.UNKNOWN, Fate.DOUBTFUL))
        return None if waits or not self.planned else True


def days_told(facts: Facts) -> Known:
    """List, by channel, the days on which a file of posts tells what was published; several accounts must all tell."""
    found: dict[str, set[date]] = {}
    for view in facts.views:
        if view.grain == Grain.POST and not view.slice:
            days = set(view.days.tolist())
            found[view.channel] = found[view.channel] & days if view.channel in found else days
    return found


def fate_of(entry: Entry, found: Matched, told: Known, today: date) -> Fate:
    """Say what became of a planned post.

    That none is found says something only where files tell of all the days on which it may have been published.
    """
    if entry.id in found.became:
        return Fate.OUT if found.became[entry.id].day == entry.day else Fate.MOVED
    if entry.id in found.doubts:
        return Fate.DOUBTFUL
    if entry.stage not in PROMISED:
        return Fate.OPEN
    if entry.day >= today and entry.stage is not Stage.PUBLISHED:
        return Fate.COMING
    days = {entry.day + timedelta(days=ahead) for ahead in range(-NEAR, NEAR + 1)}
    return Fate.MISSED if days <= told.get(entry.channel, frozenset()) else Fate.UNKNOWN


def fates(entries: Iterable[Entry], found: Matched, told: Known, today: date) -> dict[str, Fate]:
    """Say what became of each planned post, by its id."""
    return {entry.id: fate_of(entry, found, told, today) for entry in entries}


def weeks(
    entries: Sequence[Entry],
    became: Mapping[str, Fate],
    beside: Iterable[Published],
    days: Period,
    *,
    week: Step = Step.WEEK,
) -> list[Week]:
    """Count the plan week by week over the weeks that hold some days; a post counts on the day it was planned for.

    `week` is the step that is a week.
    """
    steps = cut(Period(days.start - timedelta(days=6), days.end + timedelta(days=6)), week)
    spans = [
        Period(first, last)
        for first, last, part in zip(steps.start.tolist(), steps.end.tolist(), steps.partial, strict=True)
        if not part
    ]
    counts: list[dict[Fate, int]] = [{} for _ in spans]
    others = [0] * len(spans)
    place = {start: at for at, span in enumerate(spans) for start in _each(span)}
    for entry in entries:
        if entry.day in place:
            count = counts[place[entry.day]]
            count[became[entry.id]] = count.get(became[entry.id], 0) + 1
    for post in beside:
        if post.day in place:
            others[place[post.day]] += 1
    return [Week(*one) for one in zip(spans, counts, others, strict=True)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a target asks of a week or month to come, and what is planned or published in it until now."""

    target: Target
    days: Period
    goal: float
    planned: int

    @property
    def lacks(self) -> int:
        """Count the posts that are still to be planned."""
        whole = int(self.goal) + (self.goal > int(self.goal))
        return max(0, whole - self.planned)


def asked_of(
    targets: Iterable[Target],
    entries: Sequence[Entry],
    became: Mapping[str, Fate],
    out: Sequence[Published],
    today: date,
) -> list[Asked]:
    """Say of each target for posts that is asked of each week or month anew what this one lacks, and the next.

    All that is `out` counts as what it is and on its own day, as the target itself counts it, whatever it was planned
    as; so does what is promised and may still be out. Of single accounts nothing is said: no planned post names one.
    """
    return [
        Asked(target, days, target.goal, _counted(target, days, entries, became, out))
        for target in targets
        if target.kpi == _POSTS and target.over in EACH and not target.accounts
        for days in _now_and_next(target, today)
    ]


def _now_and_next(target: Target, today: date) -> list[Period]:
    steps = cut(target.window, step_of(target.over, target.week))
    whole = zip(steps.start.tolist(), steps.end.tolist(), steps.partial, strict=True)
    spans = [Period(first, last) for first, last, part in whole if not part and last >= today]
    return spans[:2]


def _counted(
    target: Target, days: Period, entries: Sequence[Entry], became: Mapping[str, Fate], out: Sequence[Published]
) -> int:
    def counts(one: Entry | Published) -> bool:
        of_kind = not target.content_types or one.content_type in target.content_types
        of_channel = not target.channels or one.channel in target.channels
        return days.start <= one.day <= days.end and of_channel and of_kind

    waits = (Fate.COMING, Fate.UNKNOWN)
    return sum(map(counts, out)) + sum(became[one.id] in waits and counts(one) for one in entries)


def _each(span: Period) -> list[date]:
    return [span.start + timedelta(days=ahead) for ahead in range(span.days)]
