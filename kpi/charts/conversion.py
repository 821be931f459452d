"""The funnel step by step, and the calls to action side by side."""

from collections.abc import Sequence
from typing import Any, Final

from kpi.catalogue.metrics import Unit
from kpi.charts.drawing import MAIN, Drawing, nothing, tooltip
from kpi.charts.rows import MOST, Rows
from kpi.conversion.calls import Compared
from kpi.conversion.funnel import Stage
from kpi.formats import change_text, exact, period_text, short
from kpi.measure import Answer
from kpi.sentences.conversion import share_words

_EMPTY: Final = 120
_NOT_COMPARED: Final = "not compared"


def funnel(stages: Sequence[Stage]) -> Drawing:
    """Draw a row a step: its number, and as a bar its share of the step before; without a share there is no bar."""
    rows = [_step(stage) for stage in stages]
    highest = max([1.0, *(row["value"] for row in rows if row["value"] is not None)])
    tip = tooltip(name="Step", exact="Number", share="Of the step before", counted="Counted by", change="Change")
    drawing = Rows(rows, 0.0, highest, tip, ["A bar is the share of the step before."])
    return drawing.drawn(drawing.whole(), color={"value": MAIN})


def _step(stage: Stage) -> dict[str, Any]:
    answer, share = stage.answer, stage.share
    number = short(answer.value, Unit.COUNT) if answer.value is not None else answer.why_not
    known = "" if share.value is None else f" · {short(share.value, Unit.PERCENT)}"
    return {
        "name": stage.name,
        "says": f"{number}{known}",
        "value": share.value,
        "exact": exact(answer.value, Unit.COUNT) if answer.value is not None else answer.why_not,
        "share": share_words(stage) or "the first step",
        "counted": stage.counted_by,
        "change": change_text(answer.change, answer.change_kind) or _NOT_COMPARED,
    }


def calls(compared: Sequence[Compared]) -> Drawing:
    """Draw a bar a call: how often it was followed; a mark across is how often in the compared days."""
    known = [one for one in compared if one.conversions.value is not None]
    if not known:
        return nothing("Nothing is known of these calls to action", height=_EMPTY)
    rows = [_call(one) for one in compared[:MOST]]
    marks = [row["mark"] for row in rows if row["mark"] is not None]
    highest = max([*(row["value"] for row in rows if row["value"] is not None), *marks])
    lines = [*_compared_days([one.conversions for one in known] if marks else []), *_rates(known), *_rest(compared)]
    tip = tooltip(name="Call to action", events="Events", exact="Conversions", then="Compared", change="Change")
    drawing = Rows(rows, 0.0, highest, tip, lines)
    return drawing.drawn(*([drawing.across("mark")] if marks else []), color={"value": MAIN})


def _call(one: Compared) -> dict[str, Any]:
    answer, rate = one.conversions, one.rate
    known = answer.value is not None
    said = short(answer.value, Unit.COUNT) if known else answer.why_not
    return {
        "name": one.call.name,
        "events": ", ".join(one.call.events),
        "value": answer.value,
        "mark": answer.compared if known and answer.now == answer.value else None,
        "says": f"{said} · {short(rate.value, Unit.PERCENT)}" if known and rate.value is not None else said,
        "exact": exact(answer.value, Unit.COUNT) if known else answer.why_not,
        "then": _NOT_COMPARED if answer.compared is None else exact(answer.compared, Unit.COUNT),
        "change": change_text(answer.change, answer.change_kind) or _NOT_COMPARED,
    }


def _compared_days(answers: Sequence[Answer]) -> list[str]:
    """Name the days of the marks."""
    against = next((answer.against for answer in answers if answer.against), None)
    return [f"| {period_text(against.start, against.end)}"] if against else []


def _rates(compared: Sequence[Compared]) -> list[str]:
    """Say what stands beside the numbers."""
    titles = dict.fromkeys(one.rate.title for one in compared if one.rate.value is not None)
    return [f"Beside the number: {', '.join(titles).lower()}"] if titles else []


def _rest(compared: Sequence[Compared]) -> list[str]:
    return [f"and {len(compared) - MOST} more"] if len(compared) > MOST else []
