"""How many came from one step of the funnel to the next, which call is followed most, which page and source convert."""

from collections.abc import Sequence
from itertools import pairwise

from kpi.catalogue.kpis import KPIS
from kpi.catalogue.metrics import DERIVED, Unit
from kpi.conversion.calls import Compared
from kpi.conversion.funnel import VISITS_A_CLICK, Stage
from kpi.conversion.landing import Landing
from kpi.formats import change_text, number_word, period_text, short

PER_VISIT = next(form.retitle for form in DERIVED["actions"].forms if form.retitle)
_HUNDRED = 100
_NO_PAGE = ("", "(not set)")
"""What stands for the page where web analytics does not know it: nobody can make it better."""


def funnel_sentence(stages: Sequence[Stage]) -> str:
    """Say the shares that are known, and of what; where none is, say that."""
    said = [_came(stage, before) for before, stage in pairwise(stages)]
    told = "; ".join(text for text in said if text)
    return f"{told[:1].upper()}{told[1:]}." if told else "No step can be held against the one before it yet."


def _came(stage: Stage, before: Stage) -> str:
    share = stage.share
    if share.value is None:
        return ""
    name = _inside(before.name)
    if share.called in (VISITS_A_CLICK, PER_VISIT):
        brought = "visits" if share.called == VISITS_A_CLICK else "conversions"
        return f"a hundred {name} brought {short(share.value * _HUNDRED, Unit.COUNT)} {brought}"
    known, became = ("clicks", "became clicks") if before.name == "Impressions" else ("conversions", "converted")
    which = "" if share.of is None else f"{short(share.of, Unit.COUNT)} "
    whose = "" if share.of is None else f" whose {known} are known"
    return f"{short(share.value, Unit.PERCENT)} of the {which}{name}{whose} {became}"


def funnel_remarks(stages: Sequence[Stage]) -> list[str]:
    """Say which steps are known and yet not held against the one before, and why."""
    apart = [stage for stage in stages if stage.share.why_not and stage.answer.value is not None]
    told = [f"{_inside(stage.name)} ({stage.share.why_not})" for stage in apart]
    return [f"Not held against the step before: {', '.join(told)}."] if told else []


def share_words(stage: Stage) -> str:
    """Say a step's share of the step before in a few words, with what it rests on where that is not the whole step."""
    share = stage.share
    if share.value is None:
        return f"not comparable ({share.why_not})" if share.why_not else ""
    said = f"{short(share.value, Unit.PERCENT)} · {_inside(share.called)}"
    return f"{said}, over {short(share.of, Unit.COUNT)} of the step before" if share.of is not None else said


def _inside(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def calls_sentence(calls: Sequence[Compared]) -> str:
    """Say which call is followed most, how that changed, and how many others are known."""
    known = [one for one in calls if one.conversions.value is not None]
    if not known:
        return "Your files do not name the events of these calls to action in these days."
    first, *others = known
    answer = first.conversions
    said = f"{first.call.name} was followed most: {short(answer.value, Unit.COUNT)} times"
    said += f" in {period_text(answer.period.start, answer.period.end)}"
    change = change_text(answer.change, answer.change_kind)
    if change and answer.against:
        said += f" ({change} against {period_text(answer.against.start, answer.against.end)})"
    rest = [f"{one.call.name} {short(one.conversions.value, Unit.COUNT)}" for one in others[:2]]
    more = len(others) - len(rest)
    rest += [f"and {number_word(more)} more"] if more else []
    return f"{said}; {', '.join(rest)}." if rest else f"{said}."


def calls_remarks(calls: Sequence[Compared]) -> list[str]:
    """Say what keeps the numbers of several calls from being added, and why some are unknown."""
    said = ["One visit may follow several of them, so their rates do not add up."] if len(calls) > 1 else []
    unknown = [one for one in calls if one.conversions.value is None]
    said += [f"{one.call.name}: {one.conversions.why_not} ({', '.join(one.call.events)})." for one in unknown]
    known = [one for one in calls if one.conversions.value is not None and one.rate.value is None]
    if known:
        names = ", ".join(one.call.name for one in known)
        said.append(f"{names}: no rate, since no file tells visits and these events over the same days.")
    return said


def landing_sentence(found: Landing) -> str:
    """Say which of the landing pages that many visits began on converts best."""
    known = found.rows.dropna(subset=["rate"])
    known = known[~known["page"].isin(_NO_PAGE)]
    many = known[known["sessions"] >= known["sessions"].median()]
    if many.empty:
        return "Visits are known by landing page, but not what they led to."
    best = many.iloc[int(many["rate"].to_numpy().argmax())]
    if not best["rate"]:
        return f"{found.title}: nothing came of the visits to the half of the pages on which most of them began."
    rate = short(float(best["rate"]), KPIS["conversion_rate"].unit)
    return (
        f"{found.title}: {rate} where the visit began on {best['page']}, the highest among "
        "the half of the pages on which most visits began."
    )
