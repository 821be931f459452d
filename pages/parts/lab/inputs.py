"""The inputs of the lab: a CPM and the growth of impressions a channel, the team's effort, a budget."""

from collections.abc import Mapping

import streamlit as st

from kpi.cost import Cpm
from kpi.formats import count_text
from kpi.lab import Inputs
from pages.parts.cpms import cpm_inputs
from pages.parts.lab.bench import BUDGET, BUYS, EFFORT, REACH, Bench, growth_field, remember

_MOST = 1e12
_HUNDRED = 100
_PAIR = 2
_SLIDER = 165


def cpm_fields(bench: Bench) -> dict[str, Cpm]:
    """Draw the fields of CPMs, and give those of the channels that have impressions."""
    st.markdown("##### CPM by channel")
    cpms = cpm_inputs(bench.mine, bench.view)
    return {channel: cpm for channel, cpm in cpms.items() if channel in bench.ground.impressions}


def growth_fields(bench: Bench, cpms: Mapping[str, Cpm]) -> Inputs:
    """Draw the sliders of growth where a CPM lets growth move the cost, and give all that is tried."""
    with st.container(horizontal=True, gap="small"):
        growth = {channel: _growth(channel) / _HUNDRED for channel in bench.channels if channel in cpms}
    return remember(Inputs(cpms, {channel: grows for channel, grows in growth.items() if grows}))


def amount_fields(bench: Bench) -> None:
    """Draw the fields of the amounts that are held against the cost; the answers stand with it."""
    st.markdown("##### Break-even and budget")
    kept = bench.effort
    left, right = st.columns(_PAIR)
    with left:
        _amount(
            "Team's effort in these days",
            EFFORT,
            "What the team's work on these days costs, for the break-even; empty takes what is kept for these months.",
            known=f"{count_text(kept.amount)} is kept" if kept else "none",
        )
        _amount("Budget", BUDGET, "How many impressions it buys on each channel.")
    with right:
        _amount("Weighted cost to reach", REACH, "How many impressions it takes at the present mix of channels.")
        _amount("Impressions to buy", BUYS, "What they cost on each channel.")


def _growth(channel: str) -> int:
    return st.slider(
        f"Growth of {channel}",
        min_value=-100,
        max_value=200,
        value=0,
        step=5,
        format="%+d %%",
        key=growth_field(channel),
        bind="query-params",
        persist_state="session",
        width=_SLIDER,
    )


def _amount(label: str, name: str, about: str, *, known: str = "none") -> None:
    st.number_input(
        label,
        min_value=0.0,
        max_value=_MOST,
        value=None,
        step=100.0,
        format="%.0f",
        key=name,
        bind="query-params",
        persist_state="session",
        placeholder=known,
        help=about,
    )
