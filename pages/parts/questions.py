"""What a file leaves open about its dates and numbers: asked once a layout, with what real rows would become."""

import pandas as pd
import streamlit as st

from kpi.layouts.learnt import Learnt
from kpi.reading.report import Json
from kpi.store import FileRow, Workspace
from pages.parts import teaching
from pages.parts.editing import for_editors
from pages.parts.words import plain_text


@for_editors
def open_questions(mine: Workspace, row: FileRow, *, place: str) -> None:
    """Ask what a file's tables leave open; once answered, this file and the next ones of its layout load."""
    asked = {question["id"]: question for sheet in row.report["sheets"] for question in sheet.get("questions", ())}
    if not asked:
        return
    before = taught = teaching.learnt(mine)
    for question in asked.values():
        taught = answer_form(question, taught, key=f"{row.id}-{place}")
    answered = all(question in taught.answers for question in asked)
    if st.button(
        "Load it", key=f"answer-{row.id}-{place}", type="primary", icon=":material/check:", disabled=not answered
    ):
        if taught != before:
            teaching.teach(mine, taught, about={question.partition("/")[0] for question in asked})
        st.rerun()


def answer_form(question: Json, taught: Learnt, *, key: str) -> Learnt:
    """Show real rows under each reading, and add the answer to what was taught."""
    st.markdown(f":orange[:material/help:] **{plain_text(question['asks'])}** Both fit every row, so we do not guess.")
    readings = question["readings"]
    st.dataframe(
        pd.DataFrame({"In the file": question["cells"], **{one["label"]: one["becomes"] for one in readings}}),
        hide_index=True,
        alt="The same rows under each reading",
    )
    labels = {one["label"]: one["answer"] for one in readings}
    said = st.segmented_control(
        "Your answer is kept for files of this layout", list(labels), key=f"question-{question['id']}-{key}"
    )
    return taught.told(question["id"], labels[said]) if said else taught
