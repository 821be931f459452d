"""The five checks of a target while it is written: specific, measurable, achievable, relevant, time-bound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi.catalogue.kpis import Kpi
from kpi.choice import ENOUGH
from kpi.following import Monitorability
from kpi.following import Verdict as Following
from kpi.formats import day_text, exact, period_text
from kpi.measure import Answer
from kpi.targets.past import Past
from kpi.targets.reach import Verdict, reach
from kpi.targets.smart import Fault, Place
from kpi.targets.target import EACH, Target, sense_of
from kpi.targets.vague import says_nothing

__all__ = ["Check", "Grounds", "Verdict", "checks"]

_LONG = 92
"""From how many days on a target without milestones or actions is left to itself for too long."""
_SHORT = 7
_FEW = 2


@dataclass(frozen=True, slots=True)
class Check:
    """One of the five letters, with what is to be said of it."""

    letter: str
    name: str
    verdict: Verdict
    sentence: str


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """What the checks of a target rest on.

    `faults` are what is refused of it. `recent` is what the newest days of its scope, as many as it lasts, came to;
    `followed` whether it can be followed regularly; `chance` that of its forecast, None where none is honest.
    `objectives` name those that ask for its KPI; `is_metric` says that it is something counted, and no KPI.
    """

    kpi: Kpi
    recent: Answer
    followed: Monitorability
    past: Past
    chance: float | None = None
    faults: tuple[Fault, ...] = ()
    objectives: tuple[str, ...] = ()
    is_metric: bool = False
    currency: str = ""


_Said = Iterator[tuple[Verdict, str]]


def checks(target: Target, grounds: Grounds) -> tuple[Check, ...]:
    """Check a target letter by letter; each verdict is the worst of what is said, and its sentence says all of it."""
    return (
        _check("S", "Specific", _refused(grounds, _SPECIFIC), _specific(target, grounds)),
        _check("M", "Measurable", (), _measurable(target, grounds)),
        _check("A", "Achievable", _refused(grounds, _ACHIEVABLE) if target.goal else (), _achievable(target, grounds)),
        _check("R", "Relevant", _refused(grounds, _RELEVANT), _relevant(target, grounds)),
        _check("T", "Time-bound", _refused(grounds, _TIMED), _timed(target)),
    )


_SPECIFIC = frozenset({Place.PARTS, Place.GUARDS})
_MEASURABLE = frozenset({Place.KPI, Place.VOLUME, Place.BASELINE})
_ACHIEVABLE = frozenset({Place.GOAL, Place.SENSE, Place.STRETCH, Place.SECTOR})
_RELEVANT = frozenset({Place.PRIORITY})
_TIMED = frozenset({Place.DATES, Place.OVER, Place.MILESTONES, Place.ACTIONS})


def _check(letter: str, name: str, refused: tuple[str, ...], said: _Said) -> Check:
    if refused:
        return Check(letter, name, Verdict.BAD, " ".join(refused))
    told = list(said)
    worst = max((verdict for verdict, _ in told), key=list(Verdict).index)
    return Check(letter, name, worst, " ".join(sentence for _, sentence in told))


def _refused(grounds: Grounds, places: frozenset[Place]) -> tuple[str, ...]:
    return tuple(fault.sentence for fault in grounds.faults if fault.at in places)


def _specific(target: Target, grounds: Grounds) -> _Said:
    where = ", ".join(target.channels) or "all channels"
    kinds = f", {', '.join(target.content_types)} only" if target.content_types else ""
    yield Verdict.GOOD, f"{grounds.kpi.label} on {where}{kinds}."
    if not target.owner.strip():
        yield Verdict.BAD, "Nobody owns it yet: name who sees to it."
    else:
        yield Verdict.GOOD, f"{target.owner.strip()} sees to it."
    for text in (target.title, target.reason):
        if says_nothing(text, grounds.kpi.label):
            yield Verdict.DOUBTFUL, f"“{text.strip()}” says nothing on its own: say what shall change, and for whom."


def _measurable(target: Target, grounds: Grounds) -> _Said:
    refused = _refused(grounds, _MEASURABLE)
    if refused:
        yield Verdict.BAD, " ".join(refused)
    else:
        yield from _measured(target, grounds)
    verdict = {Following.WELL: Verdict.GOOD, Following.PARTLY: Verdict.DOUBTFUL, Following.NOT: Verdict.BAD}
    for one in grounds.followed.hindrances:
        yield verdict[grounds.followed.verdict], one.sentence


def _measured(target: Target, grounds: Grounds) -> _Said:
    recent, kpi = grounds.recent, grounds.kpi
    if recent.value is None:
        yield Verdict.BAD, f"{kpi.label} cannot be worked out now: {recent.why_not or 'nothing feeds it'}."
    else:
        asked = recent.asked or recent.period
        enough = recent.days_known >= ENOUGH * asked.days
        sources = _few(recent.sources)
        known = f"{recent.days_known} of the newest {asked.days} days are known"
        yield (Verdict.GOOD if enough else Verdict.DOUBTFUL), f"{known}{f', from {sources}' if sources else ''}."
    if target.baseline is None:
        yield Verdict.DOUBTFUL, "Nothing is known of where it starts: without a baseline nobody sees how far it is."
    else:
        start = exact(target.baseline, kpi.unit, grounds.currency)
        from_ = f" ({target.baseline_from.partition(';')[0]})" if target.baseline_from else ""
        yield Verdict.GOOD, f"It starts from {start}{from_}."


def _few(sources: Sequence[str]) -> str:
    """Name the sources, of many the first two: the receipt names all."""
    more = len(sources) - _FEW
    return "; ".join(sources) if more <= 0 else f"{'; '.join(sources[:_FEW])} and {more} more"


def _achievable(target: Target, grounds: Grounds) -> _Said:
    if not target.goal:
        yield Verdict.DOUBTFUL, "Give a goal, and it is held against what these channels have done before."
        return
    yield from reach(
        target, grounds.kpi, grounds.past, sense_of(target, grounds.kpi), grounds.chance, currency=grounds.currency
    )


def _relevant(target: Target, grounds: Grounds) -> _Said:
    if grounds.objectives:
        asks = " and ".join(f"“{one}”" for one in grounds.objectives)
        yield Verdict.GOOD, f"{grounds.kpi.label} answers {asks}."
    elif grounds.is_metric:
        yield (
            Verdict.DOUBTFUL,
            f"{grounds.kpi.label} is a mere metric: it is counted, but answers no objective of yours.",
        )
    else:
        yield Verdict.DOUBTFUL, f"{grounds.kpi.label} stands in none of your objectives."
    if target.moves:
        yield Verdict.GOOD, f"It moves {target.moves}."
    else:
        yield Verdict.DOUBTFUL, "Say what it moves: sales, leads, bookings, hiring, loyalty or reputation."
    if not target.reason.strip():
        yield Verdict.BAD, "Say in a line why it matters."


def _timed(target: Target) -> _Said:
    days = target.window.days
    yield Verdict.GOOD, f"{period_text(target.start, target.end)}, {days} days, {target.horizon.value}."
    if days < _SHORT:
        yield Verdict.DOUBTFUL, "That is less than a week: one lucky post decides it."
    if target.over in EACH:
        yield Verdict.GOOD, f"{target.over.value.capitalize()} is a milestone of its own."
    elif target.milestones:
        first = target.milestones[0].day
        many = f"{len(target.milestones)} milestones" if len(target.milestones) > 1 else "One milestone"
        yield Verdict.GOOD, f"{many}, the first on {day_text(first)}."
    else:
        yield Verdict.GOOD, "Its path says what is asked by each day."
    yield from _acted(target)


def _acted(target: Target) -> _Said:
    within = [one for one in target.actions if one.start <= target.end and one.end >= target.start]
    if within:
        yield Verdict.GOOD, f"{len(within)} action{'s' if len(within) > 1 else ''} with dates."
    elif target.actions:
        yield Verdict.DOUBTFUL, "Its actions all lie outside its time."
    elif target.window.days > _LONG and not target.milestones and target.over not in EACH:
        yield Verdict.DOUBTFUL, "Over more than three months, set milestones or add actions with dates."
    else:
        yield Verdict.GOOD, "No actions with dates yet."
