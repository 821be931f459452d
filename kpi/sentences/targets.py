"""How a target stands, in one or two sentences for whoever pays for it."""

from collections.abc import Mapping, Sequence

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.catalogue.operands import Behaves
from kpi.formats import day_text, number_word, period_text, short
from kpi.sentences.qualified import (
    guard_sentence,
    parts_text,
    unknown_text,
    volume_text,
    volume_word,
)
from kpi.sentences.required import required_text
from kpi.sentences.writer import Writer
from kpi.targets.chances import of_ten
from kpi.targets.each import Judged
from kpi.targets.held import Track
from kpi.targets.status import CLOSED, Standing, Status, Stretch, former
from kpi.targets.target import Over, Sense

_HEADS = {Status.TOO_EARLY: "too early to judge"}
_ASKS_NOTHING = frozenset({Status.STALE, Status.AWAITING_DATA})


def track_sentence(
    standing: Standing, *, currency: str = "", kpis: Mapping[str, Kpi] = KPIS, headed: bool = True
) -> str:
    """Say how a target stands: what is of what is asked, how likely the goal is, and what it still needs.

    What is not known and what guard is not kept is said too; `kpis` are those that guards may be about. Without the
    status at its head (`headed`) it stands beside a badge that says it.
    """
    track, target = standing.track, standing.target
    if standing.status is Status.NOT_STARTED:
        goal = goal_text(track, writer_of(track, currency))
        said = [f"Starts on {day_text(target.start)}; the goal is {goal} by {day_text(target.end)}."]
    elif track.is_empty and not track.each:
        said = [_headed(standing, _empty(track, currency), headed=headed)]
    elif track.as_of is None or (track.value is None and not track.each):
        goal = goal_text(track, writer_of(track, currency))
        said = [f"No value is known yet for {period_text(target.start, target.end)}; the goal is {goal}."]
    else:
        said = [
            _headed(standing, _so_far(track, currency, asked=not standing.closed), headed=headed),
            volume_text(track),
            _ahead(standing, currency),
            _stretched(standing, currency),
        ]
    said += [parts_text(standing, currency), *_guards(standing, kpis, currency), unknown_text(track)]
    return " ".join(text for text in said if text)


def former_text(stretches: Sequence[Stretch]) -> str:
    """Say how a target stood before it stood as it does: "was at risk until 3 May 2026"; nothing where it never did."""
    last = former(stretches)
    return f"was {last.status.value} until {day_text(last.until)}" if last else ""


def _headed(standing: Standing, said: str, *, headed: bool) -> str:
    return f"{_head(standing)}: {said}." if headed else f"{said[0].upper()}{said[1:]}."


def _guards(standing: Standing, kpis: Mapping[str, Kpi], currency: str) -> list[str]:
    ended = standing.track.as_of is not None and standing.track.as_of >= standing.target.end
    return [guard_sentence(one, kpis, currency, decided=ended) for one in standing.guards]


def _empty(track: Track, currency: str) -> str:
    """Say that all is known, and that it was nothing."""
    days = period_text(track.target.start, track.as_of or track.target.end)
    if track.target.over is not Over.WHOLE and track.answer is not None:
        days = period_text(track.answer.period.start, track.answer.period.end)
    goal = goal_text(track, writer_of(track, currency))
    return f"there were no {volume_word(track.kpi)} to work it out from in {days}; the goal is {goal}"


def _head(standing: Standing) -> str:
    """Say the status; of what is stale also how it stood when its data ended."""
    head = _HEADS.get(standing.status, standing.status.value)
    before = standing.before and _HEADS.get(standing.before, standing.before.value)
    return f"{head}, {before} before".capitalize() if before else head.capitalize()


def writer_of(track: Track, currency: str) -> Writer:
    """Give what writes the goal and the value of a target."""
    target = track.target
    return Writer((target.goal, target.upper, None if track.each else track.value), track.kpi, currency)


def goal_text(track: Track, write: Writer) -> str:
    """Say what is asked: a goal, what shall not be passed, or two ends."""
    target = track.target
    if track.sense is Sense.BETWEEN:
        return f"{write(target.goal)} to {write(target.upper)}"
    return f"at most {write(target.goal)}" if track.sense is Sense.AT_MOST else write(target.goal)


def _so_far(track: Track, currency: str, *, asked: bool) -> str:
    """Say what is, of what is asked, and what the path asks for by now."""
    write = writer_of(track, currency)
    goal, day = goal_text(track, write), day_text(track.as_of) if track.as_of else ""
    if track.each:
        return _periods(track, goal, day)
    if track.target.over is not Over.WHOLE and track.answer is not None:
        days = period_text(track.answer.period.start, track.answer.period.end)
        said = f"{write(track.value)} in {days}; the goal is {goal}"
    elif track.behaves is Behaves.FLOW and track.sense is not Sense.BETWEEN:
        said = f"{write(track.value)} of {goal} as of {day}"
    else:
        said = f"{write(track.value)} as of {day}; the goal is {goal}"
    if not asked or track.expected is None or track.pace is None:
        return said
    verb = "allows" if track.sense is Sense.AT_MOST and track.behaves is Behaves.FLOW else "asks for"
    joint = ", and" if "; the goal is" in said else ";"
    return f"{said}{joint} the path {verb} {short(track.expected, track.kpi.unit, currency)} by then"


def _periods(track: Track, goal: str, day: str) -> str:
    """Count the periods that met the goal, and the misses allowed."""
    each = track.each
    if each is None:
        return ""
    period = track.target.over.value.removeprefix("each ")
    allowed = f"{number_word(each.allow)} miss{'es' * (each.allow != 1)} allowed"
    if not each.over and each.count(Judged.EMPTY):
        return f"no {period} had anything to judge yet; the goal is {goal} {track.target.over.value}, {allowed}"
    if not each.over:
        return f"no {period} is over yet; the goal is {goal} {track.target.over.value}, {allowed}"
    return f"{each.met} of {each.over} {period}{'s' * (each.over != 1)} met the goal of {goal} as of {day}, {allowed}"


def _ahead(standing: Standing, currency: str) -> str:
    """Say how likely the goal is, and what it still needs."""
    track = standing.track
    if standing.status in CLOSED | _ASKS_NOTHING:
        return ""
    needed = required_text(track, currency)
    told = standing.chance is not None and not track.out_of_reach
    chance = f"the chance of reaching the goal is {of_ten(standing.chance)}" if told else ""
    if chance and standing.bolder is not None and standing.target.stretch is not None:
        chance += f", of the stretch goal {short(standing.target.stretch, track.kpi.unit, currency)} "
        chance += of_ten(standing.bolder)
    said = "; ".join(text for text in (chance, needed) if text)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _stretched(standing: Standing, currency: str) -> str:
    """Say at the end whether the stretch goal was reached as well."""
    track, stretch = standing.track, standing.target.stretch
    if not standing.closed or stretch is None or track.value is None or track.each:
        return ""
    reached = track.value <= stretch if track.sense is Sense.AT_MOST else track.value >= stretch
    written = short(stretch, track.kpi.unit, currency)
    return f"The stretch goal {written} was reached too." if reached else ""
