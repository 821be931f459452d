"""The page that others are held against: a slider, a figure, a line chart and a table, built anew at each run.

What the imports made is frozen, as the app does; else the forced collection of garbage after each run is most of it.
"""

import gc

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st


@st.cache_resource
def freeze() -> bool:
    """Take what the imports made out of the collector's sight, once a process."""
    gc.collect()
    gc.freeze()
    return True


freeze()
months = pd.date_range("2024-01-01", periods=36, freq="MS")
visits = 250 + 20 * np.cos(np.arange(36) / 3) + 2 * np.arange(36)
more = st.slider("More visits", 0, 100, 20)
frame = pd.DataFrame({"month": months, "visits": visits, "goal": visits * (1 + more / 100)})

st.title("Visits and their goal")
st.metric("Visits", f"{visits.sum():,.0f}", f"{more} %")
lines = alt.Chart(frame.melt("month")).mark_line(point=True)
st.altair_chart(lines.encode(x="month:T", y="value:Q", color="variable:N"))
st.dataframe(frame)
