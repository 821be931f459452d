"""Whether a goal can be reached: what the same channels did before, and what the forecast says."""

from collections.abc import Iterator
from enum import StrEnum

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.formats import change_text, short
from kpi.targets.chances import of_ten, word
from kpi.targets.past import Past
from kpi.targets.target import EACH, Sense, Target


class Verdict(StrEnum):
    """How a check turns out, the best first."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


_POSSIBLE = 0.3
_TWICE = 2
_SELDOM = 0.1
"""Of which share of the past windows a goal must have been within reach not to be doubted."""


def reach(
    target: Target, kpi: Kpi, past: Past, sense: Sense, chance: float | None, *, currency: str = ""
) -> Iterator[tuple[Verdict, str]]:
    """Say, with a verdict each, how far out a goal is, and what chance the forecast gives it."""
    yield from _past(target, kpi, past, sense, currency)
    if chance is not None:
        likely = Verdict.GOOD if chance >= _POSSIBLE else Verdict.DOUBTFUL
        yield likely, f"By the forecast it is {word(chance)} ({of_ten(chance)})."


def _past(target: Target, kpi: Kpi, past: Past, sense: Sense, currency: str) -> Iterator[tuple[Verdict, str]]:
    if past.why_not:
        yield Verdict.DOUBTFUL, past.why_not
        return
    level = behaves(kpi) is Behaves.LEVEL and target.over not in EACH
    if past.is_chimera(sense, target.goal):
        yield Verdict.BAD, f"A chimera: {_against_best(target, kpi, past, sense, currency, level=level)}"
        return
    if past.is_met_already(sense, target.goal, target.upper):
        yield Verdict.DOUBTFUL, _met(target, kpi, past, currency, level=level)
    count = past.reached(sense, target.goal, target.upper)
    verdict = Verdict.GOOD if count >= _SELDOM * past.windows else Verdict.DOUBTFUL
    yield verdict, f"{_counted(count, past)} {_did(sense, level=level)}."
    if verdict is Verdict.DOUBTFUL and sense is not Sense.BETWEEN:
        said = _against_best(target, kpi, past, sense, currency, level=level)
        yield Verdict.DOUBTFUL, said[0].upper() + said[1:]


def _counted(count: int, past: Past) -> str:
    """Count the windows that reached the goal: "Only 1 of 23 past 90-day windows"."""
    few = "Only " if 0 < count < _SELDOM * past.windows else ""
    return f"{few}{count or 'None'} of {past.windows} past {past.length}-day windows"


def _did(sense: Sense, *, level: bool) -> str:
    if sense is Sense.BETWEEN:
        return "ended there" if level else "came to lie there"
    if level:
        return "grew this much" if sense is Sense.AT_LEAST else "fell this much"
    return "reached this" if sense is Sense.AT_LEAST else "stayed this low"


def _met(target: Target, kpi: Kpi, past: Past, currency: str, *, level: bool) -> str:
    now = short(past.now, kpi.unit, currency)
    is_ = f"it stands at {now} now" if level else f"the newest {past.length} days came to {now}"
    stays = " It asks to stay there." if target.sense is not None else ""
    return f"The goal is met already: {is_}.{stays}"


def _against_best(target: Target, kpi: Kpi, past: Past, sense: Sense, currency: str, *, level: bool) -> str:
    """Hold what is required against the best so far: for a level its growth, else the value."""
    best = past.best(sense)
    if level:
        asked, most = (short(value - past.begins, kpi.unit, currency) for value in (target.goal, best))
        return f"it asks for a change of {asked} in {past.length} days, and the most so far was {most}."
    goal, most = (short(value, kpi.unit, currency) for value in (target.goal, best))
    return f"it asks for {goal}, and the best {past.length} days so far came to {most}{_times(target.goal, best)}."


def _times(goal: float, best: float) -> str:
    """Say how a goal compares with the best: as a change, from twice as much on in times."""
    if best <= 0:
        return ""
    if goal < _TWICE * best:
        return f" ({change_text(goal / best - 1, 'percent')})"
    return f" ({short(goal / best, Unit.COUNT)} times as much)"
