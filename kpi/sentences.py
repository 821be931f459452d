"""Plain sentences written by rules from the numbers; none says more than its numbers do."""

from collections.abc import Sequence

from kpi.catalogue.kpis import Better
from kpi.catalogue.objectives import Objective
from kpi.catalogue.operands import Behaves
from kpi.formats import change_text, day_text, period_text, short
from kpi.measure import Answer
from kpi.targets.progress import Status, Track, is_out_of_reach

_STILL = 0.01


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


def track_sentence(track: Track, *, currency: str = "") -> str:
    """Say how a target stands: the value, what is asked by now, and what is still required a day."""
    unit = track.kpi.unit
    goal = short(track.target.goal, unit, currency)
    if track.value is None or track.as_of is None:
        return f"No value is known yet for {period_text(track.target.start, track.target.end)}; the goal is {goal}."
    said = f"{short(track.value, unit, currency)} of {goal} as of {day_text(track.as_of)}"
    if track.status in (Status.ACHIEVED, Status.MISSED):
        return f"{track.status.value.capitalize()}: {said}."
    if track.expected is not None and track.behaves is not Behaves.RATIO:
        said += f"; {short(track.expected, unit, currency)} would be on pace"
    return f"{said}. {_required(track, currency)}".strip()


def _required(track: Track, currency: str) -> str:
    if track.required is None:
        return ""
    days = f"{track.days_left} day{'s' if track.days_left != 1 else ''} left"
    if is_out_of_reach(track):
        return f"The goal is no longer within reach, {days}."
    if track.behaves is Behaves.RATIO:
        return f"The rest of the time needs {short(track.required, track.kpi.unit, currency)}, {days}."
    if track.kpi.better is Better.LOWER:
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
    title = answer.title[0].lower() + answer.title[1:] if answer.title[1:2].islower() else answer.title
    if answer.change_kind == "new":
        return f"{title} new"
    if answer.change is None:
        return ""
    if _is_still(answer):
        return f"{title} about the same"
    size = change_text(abs(answer.change), answer.change_kind).removeprefix("+")
    return f"{title} {'up' if answer.change > 0 else 'down'} {size}"


def _in_a_row(texts: Sequence[str]) -> str:
    said = ", ".join(texts)
    return said[:1].upper() + said[1:]
