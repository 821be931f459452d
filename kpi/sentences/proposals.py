"""The comment for a period as the numbers alone would write it: what happened, why, what is next, what is asked."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from kpi.catalogue.metrics import Unit
from kpi.formats import change_text, day_text, exact, move_text, number_word, short
from kpi.insight.found import Finding
from kpi.insight.split import Moved
from kpi.management.verdict import CALLS, Call
from kpi.measure import Answer
from kpi.sentences.answers import inside
from kpi.sentences.board import title_text, value_text
from kpi.sentences.management import days_text, is_compared_whole, listed
from kpi.sentences.management import title_text as name_of
from kpi.sentences.moved import why_clause
from kpi.sentences.news import news_sentence
from kpi.targets.status import Standing, Status
from kpi.targets.target import Action, State

_MOST: Final = 3
_LONGEST: Final = 50
_STILL: Final = 0.005
_OFF: Final = frozenset({Status.AT_RISK, Status.OFF_TRACK})
_FEW: Final = 2
_MOSTLY: Final = 0.5
_OPEN: Final = frozenset({State.PLANNED, State.DOING})


def headline_text(answers: Sequence[Answer], *, currency: str = "") -> str:
    """Say what the figures came to and which way they went."""
    if not answers:
        return "Nothing is known of these days yet."
    said = ", ".join(_went(answer, currency) for answer in answers)
    return f"{said[0].upper()}{said[1:]}."


def _went(answer: Answer, currency: str) -> str:
    name, value = inside(name_of(answer)), short(answer.value, answer.kpi.unit, currency)
    if answer.change is None:
        return f"{name} {value}"
    if not answer.change or abs(answer.change) < _STILL * (
        abs(answer.compared or 0.0) if answer.change_kind != "percent" else 1.0
    ):
        return f"{name} about the same ({value})"
    size = change_text(abs(answer.change), answer.change_kind).removeprefix("+")
    way = "up" if answer.change > 0 else "down"
    return f"{name} {way} {size} to {value}" if is_compared_whole(answer) else f"{name} {way} {size} ({value})"


def why_text(reasons: Sequence[str], findings: Sequence[Finding], *, currency: str = "") -> str:
    """Put what moved the figures, where the numbers tell it, before what stood out most in these days."""
    said = [reason for reason in reasons if reason]
    said += [f"What stood out: {news_sentence(one, currency=currency)}" for one in findings[:1]]
    return "\n".join(said) or "The numbers alone do not tell why."


def reason_text(found: Moved, title: str, *, currency: str = "") -> str:
    """Say through which groups a figure moved; nothing where the split tells nothing."""
    clause = why_clause(found, currency=currency)
    if not clause or not found.has_shares:
        return f"{title}: {clause}." if clause else ""
    along = found.rows[found.rows["brought"] * found.change > 0].head(_FEW)
    first = along["brought"].iloc[0] / found.change >= _MOSTLY
    told = [_group(row, found) for _, row in along.head(1 if first else _FEW).iterrows()]
    return f"{title}: {'mostly' if first else 'in part'} through {listed(told)}."


def _group(row: pd.Series, found: Moved) -> str:
    return f"{row['name']} ({move_text(float(row['brought']), found.kpi.unit, among=abs(found.change))})"


def voice_text(now: Answer, then: Answer) -> str:
    """Say whose mentions moved a share of voice: the brand's own or the others'."""
    if then.value is None or now.change is None or now.against is None:
        return ""
    days = days_text(now.against)
    (own, others), (own_then, others_then) = (
        [exact(dict(one.sums)[name], Unit.COUNT) for name in ("mentions", "competitor_mentions")] for one in (now, then)
    )
    return (
        f"{name_of(now)}: you were mentioned {own} times ({own_then} in {days}), "
        f"your competitors {others} times ({others_then})."
    )


def next_text(standings: Sequence[Standing]) -> str:
    """Say what is under way for the targets that need a decision, which have nothing planned, and what is reached."""
    told = [one for one in standings if CALLS[one.status] is Call.DECIDE]
    said = [f"For {_named(one)}: {_planned(actions)}." for one in told if (actions := _actions(one))]
    idle = [_named(one) for one in told if not _actions(one)]
    if idle:
        said.append(f"Nothing is planned yet for {listed(_few(idle))}.")
    reached = [_named(one) for one in standings if one.status is Status.ACHIEVED]
    if reached:
        said.append(f"Reached, so set the next goal: {listed(_few(reached))}.")
    return "\n".join(said) or _going_on(standings)


def _going_on(standings: Sequence[Standing]) -> str:
    """Say how it goes on where nothing needs a decision: of what is over or waits for data no path is known."""
    if waits := [_named(one) for one in standings if CALLS[one.status] is Call.WAITS]:
        return f"How it goes on is not known yet, for want of data: {listed(_few(waits))}."
    goes_on = any(CALLS[one.status] in (Call.ON_TRACK, Call.EARLY) for one in standings)
    return "Go on as planned: nothing is off its path." if goes_on else "Set a target for the months ahead."


def asks_text(standings: Sequence[Standing], *, currency: str = "") -> str:
    """Ask for what only a decision brings: for each target that needs one, what the choice is."""
    asked = [one for one in standings if CALLS[one.status] in (Call.DECIDE, Call.MISSED)]
    said = [_asked(one, currency) for one in asked[:_MOST]]
    more = len(asked) - _MOST
    if more > 0:
        said.append(f"And a decision on {number_word(more)} more target{'s' * (more != 1)}.")
    if any(one.status in _OFF for one in asked):
        said.append("More time, another goal, or one more action?")
    waits = any(CALLS[one.status] is Call.WAITS for one in standings)
    return "\n".join(said) or f"Nothing {'that can be judged ' * waits}needs a decision this time."


def _asked(one: Standing, currency: str) -> str:
    value = value_text(one, currency=currency).replace(" → ", ", goal ")
    if one.status is Status.MISSED:
        return f"{_named(one)} was missed ({value}): set it again, or let it go?"
    if one.status is Status.GUARD_BROKEN:
        return f"{_named(one)} is reached ({value}), but something that should not get worse did: is that acceptable?"
    return f"{_named(one)} is {one.status.value} ({value})."


def _named(one: Standing) -> str:
    """Name a target as it stands in a sentence, a long title by its beginning."""
    title = title_text(one)
    return f"“{title if len(title) <= _LONGEST else f'{title[: _LONGEST - 1]}…'}”"


def _actions(one: Standing) -> list[Action]:
    return sorted((action for action in one.target.actions if action.state in _OPEN), key=lambda action: action.end)


def _planned(actions: Sequence[Action]) -> str:
    """Name what is planned or under way, with who does it and until when."""
    return "; ".join(_few([_action(action) for action in actions]))


def _action(action: Action) -> str:
    who = f"{action.owner}, " if action.owner else ""
    return f"{action.title} ({who}until {day_text(action.end)})"


def _few(names: Sequence[str]) -> list[str]:
    more = len(names) - _MOST
    return [*names[:_MOST], f"{number_word(more)} more"] if more > 0 else list(names)
