"""A table with its download; where its rows have receipts, a click on one opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import pandas as pd
import pyarrow as pa
import streamlit as st

from kpi.tables import neutral_csv


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A table ready to be shown: its words, and the numbers behind them as CSV, under a name that holds their hash."""

    words: pa.Table
    csv: bytes
    file_name: str


def sheet(words: pd.DataFrame, numbers: pd.DataFrame, *, name: str) -> Sheet:
    """Make a table ready."""
    text = neutral_csv(numbers)
    told = pa.Table.from_pandas(words, preserve_index=False)
    return Sheet(told, text, f"{name}-{sha256(text).hexdigest()[:10]}.csv")


def table(told: Sheet, *, name: str, receipt: Callable[[int], None] | None = None) -> None:
    """Show a table's words and offer its numbers; `receipt` is called with the row that was clicked."""
    picked = f"picked-{name}"
    if receipt is None:
        st.dataframe(told.words, hide_index=True)
    else:
        st.dataframe(
            told.words,
            hide_index=True,
            key=f"table-{name}",
            on_select=lambda: st.session_state.update({picked: st.session_state[f"table-{name}"].selection.rows}),
            selection_mode="single-row",
        )
        st.caption("Choose a row to see its receipt.")
    st.download_button(
        "Download CSV",
        told.csv,
        file_name=told.file_name,
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download-{name}",
    )
    if receipt and (rows := st.session_state.pop(picked, [])):
        receipt(rows[0])
