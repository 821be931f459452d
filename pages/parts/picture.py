"""Charts as pictures: drawn once a question, replayed afterwards."""

from collections.abc import Callable

import streamlit as st

from kpi.charts import Drawing
from kpi.store import Workspace
from pages.parts.replayed import replayed


def picture(mine: Workspace, question: tuple[object, ...], draw: Callable[[], Drawing], sentence: str) -> None:
    """Draw a chart once for each question; later runs replay it. `sentence` is its text for who cannot see it."""
    replayed(mine, ("picture", *question, sentence), lambda: show(draw(), sentence))


def show(drawing: Drawing, sentence: str) -> None:
    """Show a drawing as it stands: Streamlit's way for Altair's charts would copy it and take it for another's."""
    st.vega_lite_chart(drawing.specification, alt=sentence)
