"""Try a CPM: what would these organic impressions have cost as ads."""

import streamlit as st

from kpi import charts, cost, measure
from kpi.catalogue.metrics import Unit
from kpi.errors import KpiError
from kpi.formats import exact, period_text, short
from pages.parts import session
from pages.parts.cpms import cpm_inputs
from pages.parts.empty import no_data
from pages.parts.investment import show_investment
from pages.parts.picture import picture
from pages.parts.scope import scope_bar
from pages.parts.words import plain_text

st.title("What-if")
asked = scope_bar(compare=False)
mine = session.workspace()
kpis = session.catalogue(mine).kpis
facts = session.known_facts(mine)
default = measure.default_period(facts)
if default is None:
    no_data("What your organic impressions would have cost as ads would be here.")
    st.stop()

view = asked.view(default)
left, right = st.columns([2, 3], gap="large")
below = st.container()

with left:
    st.subheader("CPM by channel", help=kpis["cpm"].meaning)
    tried = cpm_inputs(mine, view)

with below:
    show_investment(mine, view.period)

with right:
    try:
        answer = session.weighted_cost(mine, tried, view)
    except KpiError as problem:
        st.error(plain_text(str(problem)))
        st.stop()
    days = period_text(answer.period.start, answer.period.end)
    if answer.base is None:
        st.info("Type a CPM, or load your ads export: then the cost stands here.", icon=":material/payments:")
        st.stop()
    st.metric(
        f"Weighted cost of organic impressions, {days}",
        short(answer.base, Unit.MONEY, answer.currency),
        help=plain_text(kpis["weighted_cost"].meaning),
    )
    ends = f"{short(answer.low, Unit.MONEY, answer.currency)} and {short(answer.high, Unit.MONEY, answer.currency)}"
    st.markdown(plain_text(f"Between {ends}: organic impressions × CPM / 1000, channel by channel."))
    picture(
        mine,
        ("cost", view, tuple((c.channel, c.base, c.low, c.high) for c in tried.values())),
        lambda: charts.cost_by_channel(answer.by_channel, answer.currency),
        f"Weighted cost by channel, {exact(answer.base, Unit.MONEY, answer.currency)} in all",
    )
    if answer.without_cpm:
        left_out = ", ".join(answer.without_cpm)
        st.caption(plain_text(f"Without a CPM, left out: {left_out}. Covers {answer.covered:.0%} of impressions."))
    for mark in answer.marks:
        st.caption(plain_text(mark))
    for channel in answer.by_channel["channel"]:
        st.caption(
            plain_text(
                f"{channel}: CPM {exact(tried[channel].base, Unit.MONEY, answer.currency)}, {tried[channel].says}"
            )
        )
    st.caption(plain_text(cost.CAVEAT))
