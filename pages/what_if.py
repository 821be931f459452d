"""Try CPMs and growth: what organic impressions would have cost as ads, what moves that, where it breaks even."""

import streamlit as st

from kpi.errors import KpiError
from kpi.lab import estimate
from pages.parts import session
from pages.parts.empty import no_data
from pages.parts.investment import show_investment
from pages.parts.lab.actions import actions
from pages.parts.lab.answer import break_even, figure, no_impressions, sensitivity
from pages.parts.lab.bench import bench_of
from pages.parts.lab.inputs import amount_fields, input_fields
from pages.parts.lab.scenarios import opened, scenarios
from pages.parts.scope import View, scope_bar
from pages.parts.words import plain_text

_WIDE = (2, 3)


@st.fragment
def lab(view: View) -> None:
    """Draw inputs and answer; a moved slider reruns this and nothing outside it."""
    bench = bench_of(session.workspace(), view)
    left, right = st.columns(_WIDE, gap="large")
    with left:
        inputs = input_fields(bench)
    with right:
        try:
            answer = estimate(inputs, bench.ground)
        except KpiError as problem:
            st.error(plain_text(str(problem)))
            return
        figure(bench, inputs, answer)
        sensitivity(bench, inputs, answer)
    if answer.cost is None:
        return
    st.subheader("Break-even and budget")
    left, right = st.columns(_WIDE, gap="large")
    with left:
        amount_fields(bench)
    with right:
        break_even(bench, answer)


st.title("What-if")
opened()
asked = scope_bar(compare=False)
mine = session.workspace()
default = session.default_period(mine)
if default is None:
    no_data("What your organic impressions would have cost as ads would be here.")
    st.stop()
view = asked.view(default)
bench = bench_of(mine, view)
if not bench.channels:
    no_impressions(bench)
    st.stop()
actions(view)
lab(view)
scenarios()
show_investment(mine, view.period)
