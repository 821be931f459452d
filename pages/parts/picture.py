"""Charts as pictures: drawn once a question, replayed afterwards."""

from collections.abc import Callable

import streamlit as st

from kpi.charts import Drawing


@st.cache_data(show_spinner=False, max_entries=500)
def _drawn(question: str, _draw: Callable[[], Drawing], sentence: str) -> None:  # noqa: ARG001
    st.altair_chart(_draw(), alt=sentence)


def picture(question: tuple[object, ...], draw: Callable[[], Drawing], sentence: str) -> None:
    """Draw a chart once for each question; later runs replay it. `sentence` is its text for who cannot see it."""
    _drawn(repr(question), draw, sentence)
