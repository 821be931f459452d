"""What the lab answers: the figure with its range, by channel, what moves it, and what it takes to break even."""

from collections.abc import Mapping

import streamlit as st

from kpi import charts, cost, lab
from kpi.catalogue.metrics import Unit
from kpi.cost import Cpm
from kpi.errors import KpiError
from kpi.formats import change_text, exact, period_text, short
from kpi.lab import Bought, Estimate, Inputs, Range
from kpi.measure import Answer
from kpi.periods import Period
from kpi.sentences import lab as says
from pages.parts import session
from pages.parts.cards import against_text
from pages.parts.lab.bench import BUDGET, BUYS, EFFORT, REACH, Bench, amount
from pages.parts.outcome import outcome_of
from pages.parts.picture import lively
from pages.parts.words import plain_text

_OUTCOMES = ("conversions", "social_sessions")
_NONE_YET = "Type a CPM, or load your ads export: then the cost stands here."
_NO_OUTCOME = "Sessions and conversions of these days are not in your files: a web analytics export puts them here."


def figure(bench: Bench, answer: Estimate, came_of_it: Answer | None) -> None:
    """Show the cost with its range, and beside it what came of the impressions."""
    left, right = st.columns([5, 4])
    with right:
        _outcome(came_of_it, bench.ground.period)
    if answer.cost is None:
        left.info(_NONE_YET, icon=":material/payments:")
        return
    kpi = session.catalogue(bench.mine).kpis["weighted_cost"]
    cost_now = short(answer.cost.base, Unit.MONEY, answer.currency)
    left.metric("Weighted cost of organic impressions", cost_now, help=plain_text(kpi.meaning))
    st.markdown(plain_text(says.cost_says(answer, bench.ground)))


def channels(answer: Estimate) -> None:
    """Show the cost of each channel, what is left out, and how to take it."""
    if answer.cost is None:
        return
    in_full = exact(answer.cost.base, Unit.MONEY, answer.currency)
    lively(charts.COST, charts.cost_rows(answer), f"Weighted cost by channel, {in_full} in all")
    st.caption(plain_text(" ".join(filter(None, [says.left_out_says(answer), cost.CAVEAT]))))


def sensitivity(bench: Bench, inputs: Inputs, answer: Estimate) -> None:
    """Show what moves the cost most."""
    if answer.cost is None:
        return
    swings = lab.tornado(answer, inputs, bench.ground)
    said = says.sensitivity_says(swings, answer)
    st.markdown(f"##### What moves it most\n\n{plain_text(said)}")
    lively(charts.TORNADO, charts.tornado_rows(swings, answer.cost.base, answer.currency), said.replace("\u2060", ""))


def break_even(bench: Bench, answer: Estimate) -> None:
    """Show what it takes to equal the team's effort or an amount, and what a budget buys, where any of it is asked."""
    if answer.cost is None:
        return
    lines = [*_break_even(bench, answer), *_needed(answer)]
    if lines or any(amount(name) for name in (BUDGET, BUYS)):
        st.markdown("\n".join(["##### Break-even and budget\n", *(f"- {plain_text(line)}" for line in lines)]))
    _budget(answer)


def rests_on(bench: Bench, cpms: Mapping[str, Cpm]) -> None:
    """List what is to be known of the impressions and of pricing them, one click below."""
    try:
        priced = session.weighted_cost(bench.mine, cpms, bench.view).marks
    except KpiError:  # said where the figure would stand
        priced = ()
    notes = dict.fromkeys([*priced, *bench.ground.marks])
    if notes:
        with st.popover("What this rests on", icon=":material/info:", type="tertiary"):
            st.markdown("\n".join(f"- {plain_text(note)}" for note in notes))


def outcome(bench: Bench) -> Answer | None:
    """Look up what came of the impressions on all channels; None where no file tells."""
    return outcome_of(bench.mine, bench.view, _OUTCOMES)


def _outcome(found: Answer | None, days: Period) -> None:
    """Show what came of the impressions, and of which days where these are not theirs: a cost is no result."""
    if found is None:
        st.caption(_NO_OUTCOME)
        return
    change = change_text(found.change, found.change_kind)
    st.metric(
        f"{found.title}, all channels",
        short(found.value, found.kpi.unit),
        delta=change or None,
        delta_description=against_text(found) if change else None,
        help=plain_text(found.kpi.meaning),
    )
    if found.period != days:
        st.caption(period_text(found.period.start, found.period.end))


def _break_even(bench: Bench, answer: Estimate) -> list[str]:
    effort, of = amount(EFFORT), "typed here"
    kept = bench.effort if effort is None else None
    if kept:
        if answer.currency and kept.currency != answer.currency:
            return [says.no_break_even_says(kept, answer.currency)]
        effort, of = kept.amount, period_text(kept.period.start, kept.period.end)
    found = lab.break_even(answer, effort) if effort is not None else None
    if found is None:
        return []
    alone = says.alone_says(found, answer.currency) if len(found.by_channel) > 1 else []
    return [says.break_even_says(found, answer.currency, of=of), *alone]


def _needed(answer: Estimate) -> list[str]:
    reach = amount(REACH)
    return [] if reach is None else [says.needed_says(lab.impressions_needed(answer, reach), reach, answer)]


def _budget(answer: Estimate) -> None:
    """Show what a budget buys on each channel, and what impressions cost there."""
    budget, buys = amount(BUDGET), amount(BUYS)
    if budget is None and buys is None:
        return
    columns = [["Channel", *(part.channel for part in answer.parts)]]
    if budget is not None:
        head = f"{exact(budget, Unit.MONEY, answer.currency)} buys"
        columns.append([head, *(_bought(one) for one in lab.bought(answer, budget))])
    if buys is not None:
        prices = lab.priced(answer, buys).values()
        columns.append([f"{exact(buys, Unit.COUNT)} impressions cost", *(_priced(one, answer) for one in prices)])
    head, *rows = (f"| {' | '.join(map(plain_text, row))} |" for row in zip(*columns, strict=True))
    st.markdown("\n".join([head, "|---" * len(columns) + "|", *rows]))


def _priced(cost_: Range, answer: Estimate) -> str:
    low, base, high = (short(end, Unit.MONEY, answer.currency) for end in (cost_.low, cost_.base, cost_.high))
    return f"{base} ({low} to {high})"


def _bought(one: Bought) -> str:
    if one.base is None:
        return "no CPM above zero"
    low, base, high = (short(end, Unit.COUNT) for end in (one.low, one.base, one.high))
    return f"{base} ({low} to {high})" if one.high is not None else f"{base} ({low} or more)"


def no_impressions(bench: Bench) -> None:
    """Say that no organic impressions of the days shown are known, and which way is out."""
    days = period_text(bench.view.period.start, bench.view.period.end)
    with st.container(border=True):
        st.markdown(f"**No organic impressions of {plain_text(days)} are in your files.** Their cost would be here.")
        st.caption("Choose other days or channels above, or load an export that counts impressions or views.")
        st.page_link("start.py", label="Load files", icon=":material/upload_file:")
