"""The plan of each week: what was kept, what was missed, and what nobody can know yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kpi.calendar.entry import PROMISED, Entry, Stage
from kpi.calendar.kinds import kind_of
from kpi.calendar.matching import NEAR, Matched, Published
from kpi.calendar.told import Told
from kpi.periods import Period, Step, cut
from kpi.targets.each import step_of
from kpi.targets.target import EACH, Target

_POSTS = "posts"


class Fate(StrEnum):
    """What became of a planned post."""

    COMING = "to come"
    OUT = "published"
    MOVED = "published on another day"
    DOUBTFUL = "perhaps published"
    MISSED = "not published"
    UNKNOWN = "not known"
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


def fate_of(entry: Entry, found: Matched, told: Told, today: date) -> Fate:
    """Say what became of a planned post.

    That none is found says something only where files that list its kind tell of all the days on which it may have been
    published.
    """
    if entry.id in found.became:
        return Fate.OUT if found.became[entry.id].day == entry.day else Fate.MOVED
    if entry.id in found.doubts:
        return Fate.DOUBTFUL
    if entry.stage not in PROMISED:
        return Fate.OPEN
    if entry.day >= today and entry.stage is not Stage.PUBLISHED:
        return Fate.COMING
    return Fate.MISSED if may_be_out(entry) <= told.days(entry.channel, entry.content_type) else Fate.UNKNOWN


def may_be_out(entry: Entry) -> frozenset[date]:
    """List the days on which a planned post may have been published."""
    return frozenset(entry.day + timedelta(days=ahead) for ahead in range(-NEAR, NEAR + 1))


def fates(entries: Iterable[Entry], found: Matched, told: Told, today: date) -> dict[str, Fate]:
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
    """What a target asks of a week or month to come, and what is planned or published in it until now.

    `untold` counts its days before today of which no files tell what was published.
    """

    target: Target
    days: Period
    goal: float
    planned: int
    untold: int = 0

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
    told: Told,
    today: date,
) -> list[Asked]:
    """Say of each target for posts that is asked of each week or month anew what this one lacks, and the next.

    All that is `out` counts as what it is and on its own day, as the target itself counts it, whatever it was planned
    as; so does what is promised and may still be out. Of single accounts nothing is said: no planned post names one.
    """
    waiting = [one for one in entries if became[one.id] in (Fate.COMING, Fate.UNKNOWN)]
    return [
        Asked(target, days, target.goal, _counted(target, days, [*out, *waiting]), _untold(target, days, told, today))
        for target in targets
        if target.kpi == _POSTS and target.over in EACH and not target.accounts
        for days in _now_and_next(target, today)
    ]


def _untold(target: Target, days: Period, told: Told, today: date) -> int:
    """Count the days before today on which a channel or content type of a target is not known."""
    over = {day for day in _each(days) if day < today}
    kinds = target.content_types or ("",)
    known = [told.days(channel, kind) for channel in target.channels or told.channels for kind in kinds]
    return len(over - frozenset.intersection(*known)) if known else len(over)


def _now_and_next(target: Target, today: date) -> list[Period]:
    steps = cut(target.window, step_of(target.over, target.week))
    whole = zip(steps.start.tolist(), steps.end.tolist(), steps.partial, strict=True)
    spans = [Period(first, last) for first, last, part in whole if not part and last >= today]
    return spans[:2]


def _counted(target: Target, days: Period, posts: Iterable[Entry | Published]) -> int:
    kinds = set(map(kind_of, target.content_types))

    def counts(one: Entry | Published) -> bool:
        of_kind = not kinds or kind_of(one.content_type) in kinds
        of_channel = not target.channels or one.channel in target.channels
        return days.start <= one.day <= days.end and of_channel and of_kind

    return sum(map(counts, posts))


def _each(span: Period) -> list[date]:
    return [span.start + timedelta(days=ahead) for ahead in range(span.days)]
