"""The numbers behind a picture, one click below it."""

import streamlit as st

from pages.parts.table import Sheet, table


def in_numbers(told: Sheet, *, name: str) -> None:
    """Offer a picture's numbers; the table is made once somebody opens it."""
    with st.expander("The numbers", icon=":material/table:", key=f"{name}-table", on_change="rerun") as box:
        if box.open:
            table(told, name=name)
