"""The table below a chart, with its download."""

from hashlib import sha256

import pandas as pd
import streamlit as st

from kpi.formats import exact, period_text
from kpi.measure import Answer
from kpi.tables import neutral_csv


def series_table(values: pd.DataFrame, answer: Answer, *, split: str, currency: str) -> None:
    """Show a chart's numbers newest first, and offer them as CSV; its name holds a piece of its content's hash."""
    shown = values.sort_values("start", ascending=False, kind="stable")
    days = zip(shown["start"].dt.date, shown["end"].dt.date, shown["partial"], strict=True)
    labels = [period_text(start, end) + (" (not complete)" if partial else "") for start, end, partial in days]
    columns = {"Period": labels, **({split.replace("_", " ").capitalize(): shown[split].tolist()} if split else {})}
    columns[answer.title] = [exact(value, answer.kpi.unit, currency) for value in shown["value"]]
    with st.expander("The numbers", icon=":material/table:"):
        st.dataframe(pd.DataFrame(columns), hide_index=True)
        text = neutral_csv(values)
        st.download_button(
            "Download CSV",
            text,
            file_name=f"{answer.kpi.key}-{sha256(text).hexdigest()[:10]}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
