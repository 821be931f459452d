"""A table with its download; where its rows have receipts, a click on one opens it."""

from collections.abc import Callable
from hashlib import sha256

import pandas as pd
import streamlit as st

from kpi.tables import neutral_csv


def table(
    shown: pd.DataFrame, numbers: pd.DataFrame, *, name: str, receipt: Callable[[int], None] | None = None
) -> None:
    """Show words, offer the numbers behind them as CSV; `receipt` is called with the row that was clicked."""
    picked = f"picked-{name}"
    if receipt is None:
        st.dataframe(shown, hide_index=True)
    else:
        st.dataframe(
            shown,
            hide_index=True,
            key=f"table-{name}",
            on_select=lambda: st.session_state.update({picked: st.session_state[f"table-{name}"].selection.rows}),
            selection_mode="single-row",
        )
        st.caption("Choose a row to see its receipt.")
    text = neutral_csv(numbers)
    st.download_button(
        "Download CSV",
        text,
        file_name=f"{name}-{sha256(text).hexdigest()[:10]}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download-{name}",
    )
    if receipt and (rows := st.session_state.pop(picked, [])):
        receipt(rows[0])
