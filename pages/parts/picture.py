"""Charts as pictures: drawn once a question, replayed afterwards."""

from collections.abc import Callable

import streamlit as st

from kpi.charts import Drawing
from pages.parts.replayed import replayed


def picture(question: tuple[object, ...], draw: Callable[[], Drawing], sentence: str) -> None:
    """Draw a chart once for each question; later runs replay it. `sentence` is its text for who cannot see it."""
    replayed(("picture", *question, sentence), lambda: _chart(draw(), sentence))


def _chart(drawing: Drawing, sentence: str) -> None:
    st.altair_chart(drawing, alt=sentence)
