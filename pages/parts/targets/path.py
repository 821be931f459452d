"""The large picture of a target: what was over what is asked, with its likely range, its actions and the notes."""

import streamlit as st

from kpi import charts
from kpi.sentences import track_sentence
from kpi.store import Workspace
from kpi.targets.status import Standing
from pages.parts import session
from pages.parts.marks import marks
from pages.parts.picture import picture
from pages.parts.targets.standing import forecast_of
from pages.parts.words import plain_text


def draw_path(mine: Workspace, standing: Standing, money: str) -> None:
    """Draw a target's course against its path, and name the notes that the picture numbers."""
    track = standing.track
    notes = marks(mine)
    ahead = None if standing.closed else forecast_of(mine, standing.target)
    picture(
        mine,
        ("path", track.target.id, money, standing.status, session.week(mine)),
        lambda: charts.against_target(track, forecast=ahead, notes=notes, currency=money),
        track_sentence(standing, currency=money, kpis=session.catalogue(mine).kpis),
    )
    if told := charts.target_notes_shown(track, notes):
        st.caption(plain_text(" · ".join(told)))
