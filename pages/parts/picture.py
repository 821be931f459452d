"""Charts as pictures: drawn once a question, replayed afterwards."""

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from kpi.charts import Drawing
from kpi.store import Workspace
from pages.parts.replayed import replayed
from pages.parts.words import plain_text

_WIDE = (2, 3)


def picture(mine: Workspace, question: tuple[object, ...], draw: Callable[[], Drawing], sentence: str) -> None:
    """Draw a chart once for each question; later runs replay it. `sentence` is its text for who cannot see it."""
    replayed(mine, ("picture", *question, sentence), lambda: show(draw(), sentence))


def show(drawing: Drawing, sentence: str) -> None:
    """Show a drawing as it stands: Streamlit's way for Altair's charts would copy it and take it for another's."""
    st.vega_lite_chart(drawing.specification, alt=sentence)


def words_beside(drawing: Drawing | None, sentence: str, remarks: Sequence[str]) -> None:
    """Say what a drawing shows and what qualifies it, with the drawing at their right; on a phone it comes below."""
    words = st.container()
    if drawing:
        words, place = st.columns(_WIDE, gap="medium")
        with place:
            show(drawing, sentence)
    with words:
        st.markdown(plain_text(sentence))
        if remarks:
            st.caption(plain_text(" ".join(remarks)))


def lively(drawing: Drawing, rows: list[dict[str, Any]], sentence: str) -> None:
    """Show a drawing that stands without its rows: while one moves a slider the rows alone are sent."""
    st.vega_lite_chart(pa.Table.from_pylist(rows), dict(drawing.specification), alt=sentence)
