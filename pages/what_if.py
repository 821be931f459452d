"""Try CPMs and growth: what organic impressions would have cost as ads, what moves that, where it breaks even."""

from collections.abc import Mapping

import streamlit as st

from kpi.cost import Cpm
from kpi.errors import KpiError
from kpi.lab import estimate
from kpi.measure import Answer
from pages.parts import access, session
from pages.parts.empty import no_data
from pages.parts.fragment import fragment
from pages.parts.investment import show_investment
from pages.parts.lab.actions import actions
from pages.parts.lab.answer import break_even, channels, figure, no_impressions, outcome, rests_on, sensitivity
from pages.parts.lab.bench import Bench, bench_of
from pages.parts.lab.inputs import amount_fields, cpm_fields, growth_fields
from pages.parts.lab.scenarios import opened, scenarios
from pages.parts.scope import View, scope_bar
from pages.parts.words import plain_text

_WIDE = (2, 3)


@fragment
def lab(view: View) -> None:
    """Draw the CPMs, and beside them what is worked out with them; a CPM that is tried reruns both and nothing else."""
    bench = bench_of(access.workspace(), view)
    with st.container(key="answer-first-on-a-phone"):
        left, right = st.columns(_WIDE, gap="large")
    with left:
        cpms = cpm_fields(bench)
        amount_fields(bench)
    with right:
        worked_out(bench, cpms, outcome(bench))
        rests_on(bench, cpms)


@fragment
def worked_out(bench: Bench, cpms: Mapping[str, Cpm], came_of_it: Answer | None) -> None:
    """Draw growth and answer; a moved slider reruns this and nothing outside it."""
    top = st.container()
    inputs = growth_fields(bench, cpms)
    try:
        answer = estimate(inputs, bench.ground)
    except KpiError as problem:
        top.error(plain_text(str(problem)))
        return
    with top:
        figure(bench, answer, came_of_it)
    channels(answer)
    sensitivity(bench, inputs, answer)
    break_even(bench, answer)


st.title("What-if")
opened()
asked = scope_bar(compare=False)
mine = access.workspace()
default = session.default_period(mine)
if default is None:
    no_data("What your organic impressions would have cost as ads would be here.")
    st.stop()
view = asked.view(default, session.week(mine))
bench = bench_of(mine, view)
if not bench.channels:
    no_impressions(bench)
    st.stop()
actions(view)
lab(view)
scenarios()
show_investment(mine, view.period)
