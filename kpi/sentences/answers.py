"""What a KPI came to, and what an objective's KPIs say together."""

from collections.abc import Sequence

import pandas as pd

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.objectives import Objective
from kpi.catalogue.operands import Behaves, behaves
from kpi.formats import change_text, day_text, period_text, share_text, short
from kpi.insight.one_post import OnePost
from kpi.insight.split import Moved
from kpi.measure import Answer, Breakdown, By
from kpi.sentences.called import named_as, verb_of
from kpi.sentences.moved import why_clause

_STILL = 0.01
_FEW = 2


def objective_sentence(
    objective: Objective,
    answers: Sequence[Answer],
    *,
    currency: str = "",
    why: Moved | None = None,
    post: OnePost | None = None,
) -> str:
    """Answer an objective's question from its headline KPI, say why it moved, what moved besides, and where to look.

    Where the headline is unknown the first known KPI takes its place; where none is known the sentence says so. `why`
    is the split of that KPI's change, `post` the one that made most of what the leading channel has.
    """
    known = [answer for answer in answers if answer.value is not None]
    if not known:
        return "Your files do not answer this yet."
    first = next((answer for answer in known if answer.kpi.key == objective.headline), known[0])
    besides = _in_a_row(
        [text for text in (_moved(answer, currency) for answer in known if answer is not first) if text]
    )
    told = _in_short(first, currency)
    clause = why_clause(why, currency=currency) if why else ""
    told = f"{told.removesuffix('.')}, {clause}." if clause else told
    look = _where(why, post, told=bool(clause)) if why else ""
    said = [_verdict(objective, first), told, besides and f"{besides}.", look]
    return " ".join(text for text in said if text)


def _where(why: Moved, post: OnePost | None, *, told: bool) -> str:
    """Name the groups to look at next where a reason is `told`, and the one post that made most of it."""
    names = _to_look_at(why) if told else ""
    if not post:
        return f"Where to look: {names}." if names else ""
    one = f"the {post.content_type or 'post'} of {day_text(post.day)}"
    return f"Where to look: {f'{names}, above all {one}' if names else one}."


def _to_look_at(why: Moved) -> str:
    """Name the group that did most, or the two that did; of more none was picked, and parts are no place to look at."""
    if why.by is By.OPERAND or why.leading is None:
        return ""
    names = [why.leading["name"]] if why.by_mix else list(why.alike["name"])
    return " and ".join(named_as(name, why) for name in names) if len(names) <= _FEW else ""


def answer_sentence(answer: Answer, *, currency: str = "") -> str:
    """Say a KPI's value, its days, and how it compares."""
    days = period_text(answer.period.start, answer.period.end)
    if answer.value is None:
        return f"{answer.title}: unknown for {days}, {answer.why_not}."
    said = f"{answer.title}: {short(answer.value, answer.kpi.unit, currency)} in {days}"
    return f"{said}{_compared(answer, currency)}."


def _in_short(answer: Answer, currency: str) -> str:
    """Say a KPI's value and its change; days compared that are not those of the value stand with the chart."""
    change = change_text(answer.change, answer.change_kind)
    if not change or answer.now_period == answer.period:
        return answer_sentence(answer, currency=currency)
    days = period_text(answer.period.start, answer.period.end)
    return f"{answer.title}: {short(answer.value, answer.kpi.unit, currency)} in {days}, {change} like for like."


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


def breakdown_sentence(kpi: Kpi, found: Breakdown, *, currency: str = "") -> str:
    """Say which group is the largest part of a KPI.

    Of what has no shares, as ratios, and of weekdays the highest and the lowest are named instead; weekdays of what
    adds up by the mean of a day, since months hold a weekday four or five times.
    """
    rows = found.rows.set_index("name")
    daily = found.by is By.WEEKDAY and behaves(kpi) is Behaves.FLOW
    values = (rows["value"] / rows["days"].where(rows["days"] > 0) if daily else rows["value"]).dropna()
    if values.empty:
        return f"{kpi.label}: nothing is known by {found.by.value.replace('_', ' ')}."
    largest = rows["share"].idxmax() if rows["share"].notna().any() else ""
    if found.by is By.WEEKDAY or behaves(kpi) is Behaves.RATIO or not largest:
        each = "s" if found.by is By.WEEKDAY else ""
        return f"{_highest_and_lowest(kpi, values, currency, each=each, daily=daily)}."
    first = str(largest).capitalize() if found.by is By.CONTENT_TYPE else largest
    return f"{first} {verb_of(kpi)} {share_text(float(rows['share'].max()))} of {inside(kpi.label)}."


def _highest_and_lowest(kpi: Kpi, values: pd.Series, currency: str, *, each: str, daily: bool) -> str:
    least, most = (
        f"{short(float(end), kpi.unit, currency)}{' a day' if daily else ''}" for end in (values.min(), values.max())
    )
    if len(values) == 1:
        return f"{kpi.label}: known for {values.idxmax()}{each} alone ({most})"
    if values.min() == values.max():
        return f"{kpi.label}: the same for all ({most})"
    return f"{kpi.label}: highest for {values.idxmax()}{each} ({most}), lowest for {values.idxmin()}{each} ({least})"


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


def _moved(answer: Answer, currency: str) -> str:
    """Say in words which way a KPI went; of a value below zero no share is told."""
    title = inside(answer.title)
    if answer.change_kind == "new":
        return f"{title} new"
    if answer.change is None:
        return ""
    if _is_still(answer):
        return f"{title} about the same"
    way = "up" if answer.change > 0 else "down"
    if min(answer.now or 0.0, answer.compared or 0.0) < 0:
        return f"{title} {way} to {short(answer.now, answer.kpi.unit, currency)}"
    return f"{title} {way} {change_text(abs(answer.change), answer.change_kind).removeprefix('+')}"


def inside(title: str) -> str:
    """Write a title as it stands inside a sentence; abbreviations keep their capitals."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _in_a_row(texts: Sequence[str]) -> str:
    said = ", ".join(texts)
    return said[:1].upper() + said[1:]
