"""Plain sentences written by rules from the numbers; none says more than its numbers do."""

from collections.abc import Sequence

import pandas as pd

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.objectives import Objective
from kpi.catalogue.operands import Behaves, behaves
from kpi.formats import change_text, day_text, part_text, period_text, share_text, short
from kpi.measure import Answer, Breakdown, By
from kpi.targets.status import CLOSED, Standing, Stretch, former
from kpi.targets.target import Over, Sense
from kpi.targets.track import Track

_STILL = 0.01
_SEVERAL = 2


def objective_sentence(objective: Objective, answers: Sequence[Answer], *, currency: str = "") -> str:
    """Answer an objective's question from its headline KPI, then say what moved besides.

    Where the headline is unknown the first known KPI takes its place; where none is known the sentence says so.
    """
    known = [answer for answer in answers if answer.value is not None]
    if not known:
        return "Your files do not answer this yet."
    first = next((answer for answer in known if answer.kpi.key == objective.headline), known[0])
    besides = _in_a_row([text for text in (_moved(answer) for answer in known if answer is not first) if text])
    said = [_verdict(objective, first), answer_sentence(first, currency=currency), besides and f"{besides}."]
    return " ".join(text for text in said if text)


def answer_sentence(answer: Answer, *, currency: str = "") -> str:
    """Say a KPI's value, its days, and how it compares."""
    days = period_text(answer.period.start, answer.period.end)
    if answer.value is None:
        return f"{answer.title}: unknown for {days}, {answer.why_not}."
    said = f"{answer.title}: {short(answer.value, answer.kpi.unit, currency)} in {days}"
    return f"{said}{_compared(answer, currency)}."


def change_help(answer: Answer, *, currency: str = "") -> str:
    """Print both compared ranges, and the change per day beside the raw one where they differ in length."""
    if answer.against is None or answer.compared is None or answer.now_period is None:
        return ""
    now, then = (period_text(days.start, days.end) for days in (answer.now_period, answer.against))
    values = (short(value, answer.kpi.unit, currency) for value in (answer.now, answer.compared))
    said = "{} ({}) against {} ({}).".format(*(text for pair in zip((now, then), values, strict=True) for text in pair))
    if answer.per_day is not None and answer.now_period.days != answer.against.days:
        days = f"{answer.now_period.days} days against {answer.against.days}"
        said += f" {change_text(answer.per_day, 'percent')} a day ({days})."
    return said


def is_better(answer: Answer) -> bool | None:
    """Tell whether the change is for the better; None where it is neither or unknown."""
    if answer.change is None or answer.change == 0 or answer.kpi.better is Better.NEITHER:
        return None
    return (answer.change > 0) == (answer.kpi.better is Better.HIGHER)


def track_sentence(standing: Standing, *, currency: str = "") -> str:
    """Say how a target stands: the value, what is asked by now, what is still required, and what is unknown."""
    track = standing.track
    goal = _goal(track, currency)
    if track.as_of is None or (track.value is None and not track.each):
        days = period_text(track.target.start, track.target.end)
        return f"No value is known yet for {days}; the goal is {goal}. {_unknown(track)}".strip()
    said = _so_far(track, goal, currency)
    if standing.status in CLOSED:
        return f"{standing.status.value.capitalize()}: {said}."
    if track.expected is not None and track.pace is not None:
        said += f"; {short(track.expected, track.kpi.unit, currency)} would be on pace"
    return " ".join(text for text in (f"{said}.", _required(track, currency), _unknown(track)) if text)


def former_text(stretches: Sequence[Stretch]) -> str:
    """Say how a target stood before it stood as it does: "was at risk until 3 May 2026"; nothing where it never did."""
    last = former(stretches)
    return f"was {last.status.value} until {day_text(last.until)}" if last else ""


def breakdown_sentence(kpi: Kpi, found: Breakdown, *, currency: str = "") -> str:
    """Say which group is the largest part of a KPI, and which moved it most.

    Of what has no shares, as ratios, and of weekdays the highest and the lowest are named instead; weekdays of what
    adds up by the mean of a day, and without the change, since months hold a weekday four or five times.
    """
    rows = found.rows.set_index("name")
    daily = found.by is By.WEEKDAY and behaves(kpi) is Behaves.FLOW
    values = (rows["value"] / rows["days"].where(rows["days"] > 0) if daily else rows["value"]).dropna()
    if values.empty:
        return f"{kpi.label}: nothing is known by {found.by.value.replace('_', ' ')}."
    name, moved = ("", "") if found.by is By.WEEKDAY else _mover(found)
    largest = rows["share"].idxmax() if rows["share"].notna().any() else ""
    if found.by is By.WEEKDAY or behaves(kpi) is Behaves.RATIO or not largest:
        said = _highest_and_lowest(kpi, values, currency, each="s" if found.by is By.WEEKDAY else "", daily=daily)
        return f"{said}; {name} brought {moved}." if moved else f"{said}."
    holds = "has" if behaves(kpi) is Behaves.LEVEL else "brought"
    first = str(largest).capitalize() if found.by is By.CONTENT_TYPE else largest
    said = f"{first} {holds} {share_text(float(rows['share'].max()))} of {_inside(kpi.label)}"
    if not moved:
        return f"{said}."
    again = "brought " if holds != "brought" else ""
    return f"{said} and {again}{moved}." if name == largest else f"{said}; {name} brought {moved}."


def _mover(found: Breakdown) -> tuple[str, str]:
    """Name which of several groups moved the whole most in the way it went, and how much of the change it brought."""
    change, kind = found.whole_change, found.whole_change_kind
    parts = found.rows.set_index("name")["contribution"].dropna()
    if not change or len(found.rows) < _SEVERAL or parts.empty or (kind == "percent" and abs(change) < _STILL):
        return "", ""
    along = parts * (1 if change > 0 else -1)
    part, whole = float(along.max()), abs(change)
    if part <= 0:
        return "", ""
    (size, unit), (all_of_it, _) = (
        part_text(size, kind, Unit.COUNT).removeprefix("+").rsplit("\u00a0", 1) for size in (part, whole)
    )
    words = ("growth", "decline") if kind == "percent" else ("increase", "decrease")
    way = words[change < 0]
    if part > whole * (1 + 1e-9):
        return str(along.idxmax()), f"{size} {unit} of {way}, more than the {all_of_it} of the whole"
    return str(along.idxmax()), f"{size} of the {all_of_it} {unit} of {way}"


def _highest_and_lowest(kpi: Kpi, values: pd.Series, currency: str, *, each: str, daily: bool) -> str:
    least, most = (
        f"{short(float(end), kpi.unit, currency)}{' a day' if daily else ''}" for end in (values.min(), values.max())
    )
    if len(values) == 1:
        return f"{kpi.label}: known for {values.idxmax()}{each} alone ({most})"
    if values.min() == values.max():
        return f"{kpi.label}: the same for all ({most})"
    return f"{kpi.label}: highest for {values.idxmax()}{each} ({most}), lowest for {values.idxmin()}{each} ({least})"


def _goal(track: Track, currency: str) -> str:
    unit, target = track.kpi.unit, track.target
    goal = short(target.goal, unit, currency)
    return f"{goal} to {short(target.upper, unit, currency)}" if track.sense is Sense.BETWEEN else goal


def _so_far(track: Track, goal: str, currency: str) -> str:
    """Say what is, of what is asked: the periods that met the goal, or the value with the days it is of."""
    day = day_text(track.as_of) if track.as_of else ""
    if track.each:
        period = track.target.over.value.removeprefix("each ")
        of = track.each.met + track.each.missed
        said = f"{track.each.met} of {of} {period}{'s' * (of != 1)} met {goal} as of {day}"
        return f"{said}, {track.each.missed} missed of {track.each.allow} allowed" if track.each.missed else said
    said = f"{short(track.value, track.kpi.unit, currency)} of {goal}"
    if track.target.over is Over.WHOLE or track.answer is None:
        return f"{said} as of {day}"
    return f"{said} in {period_text(track.answer.period.start, track.answer.period.end)}"


def _unknown(track: Track) -> str:
    """Name what is not known: channels that hold the others up, and days that count neither as zero nor as missed."""
    said = [f"{channel} is known up to {day_text(day)}." for channel, day in track.late]
    said += [f"No file tells it for {', '.join(track.silent)}."] if track.silent else []
    if track.unknown:
        said.append(f"{track.unknown} day{'s are' if track.unknown > 1 else ' is'} unknown.")
    if track.grows and not track.days_left:
        said.append("The posts of the last seven days still grow.")
    return " ".join(said)


def _required(track: Track, currency: str) -> str:
    if track.required is None or track.target.over is not Over.WHOLE:
        return ""
    days = f"{track.days_left} day{'s' if track.days_left != 1 else ''} left"
    if track.out_of_reach:
        return f"The goal is no longer within reach, {days}."
    if track.behaves is Behaves.RATIO:
        return f"The rest of the time needs {short(track.required, track.kpi.unit, currency)}, {days}."
    if track.sense is Sense.AT_MOST:
        return f"At most {short(max(0.0, track.required), track.kpi.unit, currency)} a day may follow, {days}."
    if track.required <= 0:
        return f"The goal is reached, {days}."
    said = f"{short(track.required, track.kpi.unit, currency)} a day still required, {days}"
    return f"{said}; {short(track.usual, track.kpi.unit, currency)} a day is usual." if track.usual else f"{said}."


def _verdict(objective: Objective, answer: Answer) -> str:
    """Answer the objective's question where its headline is known in both ranges."""
    if objective.verdict is None or answer.kpi.key != objective.headline or answer.change is None:
        return ""
    up, down, same = objective.verdict
    if _is_still(answer):
        return same
    return up if answer.change > 0 else down


def _is_still(answer: Answer) -> bool:
    """Take a change of less than one per cent of the compared value for none."""
    if answer.change is None or answer.change_kind == "percent" or not answer.compared:
        return abs(answer.change or 0.0) < _STILL
    return abs(answer.change / answer.compared) < _STILL


def _compared(answer: Answer, currency: str) -> str:
    """Say the change; where other days were compared than the value's, both are named."""
    if answer.against is None or answer.compared is None or answer.now_period is None:
        return ""
    then = period_text(answer.against.start, answer.against.end)
    change = change_text(answer.change, answer.change_kind)
    was = short(answer.compared, answer.kpi.unit, currency)
    if not change:
        return f" ({was} in {then})"
    if answer.now_period == answer.period:
        return f", {change} against {then} ({was})"
    days = period_text(answer.now_period.start, answer.now_period.end)
    return f"; like for like, {days} against {then} ({was}): {change}"


def _moved(answer: Answer) -> str:
    """Say in words which way a KPI went."""
    title = _inside(answer.title)
    if answer.change_kind == "new":
        return f"{title} new"
    if answer.change is None:
        return ""
    if _is_still(answer):
        return f"{title} about the same"
    size = change_text(abs(answer.change), answer.change_kind).removeprefix("+")
    return f"{title} {'up' if answer.change > 0 else 'down'} {size}"


def _inside(title: str) -> str:
    """Write a title as it stands inside a sentence; abbreviations keep their capitals."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _in_a_row(texts: Sequence[str]) -> str:
    said = ", ".join(texts)
    return said[:1].upper() + said[1:]
