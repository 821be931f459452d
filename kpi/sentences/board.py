"""What the board says of a target, in as few words as a line has room for."""

from datetime import date

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves
from kpi.formats import count_text, day_text, share_text
from kpi.sentences.targets import goal_text, writer_of
from kpi.targets.chances import word
from kpi.targets.status import REACHED, Standing, Status
from kpi.targets.target import Combine, Over, Sense


def value_text(standing: Standing, *, currency: str = "") -> str:
    """Say what is, of what is asked: "8.20 K → 10.0 K", "4 of 6 weeks → 3.00 K"."""
    track = standing.track
    write = writer_of(track, currency)
    if standing.target.combine is Combine.ALL and standing.parts:
        reached = sum(one.status in REACHED for one in standing.parts)
        return f"{reached} of {len(standing.parts)} parts reached their goals"
    if track.each:
        period = track.target.over.value.removeprefix("each ")
        needed = track.each.needed
        is_ = f"{track.each.met} of {needed} {period}{'s' * (needed != 1)}"
    else:
        is_ = "unknown" if track.value is None else write(track.value)
    return f"{is_} → {goal_text(track, write)}"


def way_text(standing: Standing) -> str:
    """Say how far the target is, and how far it should be: "62 % done, 70 % asked by now"."""
    track = standing.track
    if track.holds and track.value is not None and not track.each:
        return "to stay there"
    if track.share is None:
        return _no_way(standing)
    if track.behaves is Behaves.FLOW and track.sense is not Sense.AT_LEAST and not track.each:
        return _used(standing, track.share)
    if track.share < 0:
        return "further from the goal than at the start"
    if track.pace is None or standing.closed:
        of = "of the way" if not track.each else f"of the {track.target.over.value.removeprefix('each ')}s"
        return f"{share_text(track.share)} {of}"
    return f"{share_text(track.share)} done, {_signed(track.pace)} asked by now"


def _no_way(standing: Standing) -> str:
    """Say why no share of a way is told: nothing is known yet, or nobody knows where it began."""
    if standing.status is Status.NOT_STARTED:
        return ""
    return "nothing known yet" if standing.track.value is None else "no start to count from"


def _used(standing: Standing, share: float) -> str:
    """Say how much of what may be is there: of a limit how far it is used up, of two ends on which side of them."""
    track, upper = standing.track, standing.target.upper
    if track.sense is Sense.BETWEEN and upper is not None:
        if (track.value or 0.0) > upper:
            return "above what was asked for"
        if share >= 1:
            return "between the two"
        return f"{share_text(share)} of the lower end"
    if track.pace is None or standing.closed:
        return f"{share_text(share)} of the limit used"
    return f"{share_text(share)} used, {_signed(track.pace)} allowed by now"


def chance_text(standing: Standing) -> str:
    """Say how likely the goal is, where that is honest: "about even"; nothing where it is not or is over."""
    return "" if standing.closed or standing.chance is None else word(standing.chance)


def time_text(standing: Standing) -> str:
    """Say how much time is left, or when a target that does not run starts or ended."""
    target = standing.target
    if standing.status is Status.CLOSED_EARLY and target.ended:
        return f"on {day_text(target.ended)}, would have ended {day_text(target.end)}"
    if standing.status is Status.NOT_STARTED:
        return f"starts {day_text(target.start)}"
    left = standing.track.days_left
    carried = standing.track.behaves is Behaves.LEVEL and target.over is Over.WHOLE
    if standing.closed or left <= 0:
        over = left <= 0 or carried  # a level is never decided before its end
        return f"ended {day_text(_last_judged(standing))}" if over else f"decided, ends {day_text(target.end)}"
    return f"{count_text(left)} day{'s' * (left != 1)} left"


def _last_judged(standing: Standing) -> date:
    """Give the last day that counts: where the last whole month is judged, that month's."""
    answer = standing.track.answer
    return answer.period.end if standing.target.over is Over.LAST_MONTH and answer else standing.target.end


def about_text(standing: Standing) -> str:
    """Say what a target is about: its KPI where the title is another, channels, horizon, owner."""
    target, kpi = standing.target, standing.track.kpi
    where = ", ".join(target.channels) or "all channels"
    parts = [kpi.label if target.title else "", where, _over(target.over), target.horizon.value, target.owner]
    return " · ".join(part for part in parts if part)


def title_text(standing: Standing) -> str:
    """Give the title of a target, else what its KPI is called."""
    return standing.target.title.strip() or standing.track.kpi.label


def moved_formula_text(standing: Standing) -> str:
    """Say that a KPI is counted otherwise than when the target was set; nothing where it is as it was."""
    return moved_formula(standing.target.formula, standing.track.kpi)


def moved_formula(former: str, kpi: Kpi) -> str:
    """Say that a KPI's formula was another; nothing where it is the same, or nobody kept it."""
    if former in ("", kpi.formula):
        return ""
    return (
        f"{kpi.label} was {former} when this target was set, and is {kpi.formula} now: edit the target, so that its "
        "start and its goal are told in the same terms."
    )


def _over(over: Over) -> str:
    return "" if over is Over.WHOLE else over.value


def _signed(share: float) -> str:
    """Write a share that may be below zero or beyond all."""
    return f"−{share_text(-share)}" if share < 0 else share_text(share)
