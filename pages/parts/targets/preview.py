"""What a target would look like, before it is saved: its path with what is likely, and the five checks."""

from collections.abc import Sequence

import streamlit as st

from kpi import charts
from kpi.catalogue.kpis import Kpi
from kpi.formats import exact
from kpi.targets.checks import Check
from kpi.targets.smart import Fault
from kpi.targets.target import Target
from pages.parts import session
from pages.parts.picture import picture
from pages.parts.targets.checks import five_checks
from pages.parts.targets.fields import Form
from pages.parts.targets.grounds import checks_of
from pages.parts.targets.standing import forecast_of, stand
from pages.parts.words import plain_text


def preview(form: Form, draft: Target, kpi: Kpi, wrong: Sequence[Fault]) -> tuple[Check, ...]:
    """Show the path, what the forecast expects, and the five checks; give these."""
    if draft.end < draft.start:
        return ()
    if draft.goal > 0 and not wrong:
        _path(form, session.timeless(draft))
    else:
        with st.container(border=True, height=120, vertical_alignment="center"):
            st.caption("The path to the goal is drawn here once there is a goal that can be held against your data.")
    found = checks_of(form.mine, draft)
    five_checks(found)
    if draft.sector:
        value = exact(draft.sector.value, kpi.unit, form.money)
        st.caption(plain_text(f"The sector: {value} in {draft.sector.year} ({draft.sector.source})."))
    return found


def _path(form: Form, draft: Target) -> None:
    ahead = forecast_of(form.mine, draft)
    track = stand(form.mine, draft).track
    picture(
        form.mine,
        ("preview", draft, form.money),
        lambda: charts.against_target(track, forecast=None if ahead.why_not else ahead, currency=form.money),
        "The path to the goal",
    )
