"""What a target would look like, before it is saved: its path with what is likely, and the five checks."""

from collections.abc import Sequence
from dataclasses import replace

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
        _path(form, session.timeless(form.mine, draft))
    else:
        with st.container(border=True, height=120, vertical_alignment="center"):
            st.caption("The path to the goal is drawn here once there is a goal that can be held against your data.")
    found = checks_of(form.mine, draft)
    five_checks([_said_once(one, wrong) for one in found], open_=() if wrong else _untouched(form, draft))
    if draft.sector:
        value = exact(draft.sector.value, kpi.unit, form.money)
        st.caption(plain_text(f"The sector: {value} in {draft.sector.year} ({draft.sector.source})."))
    return found


def _untouched(form: Form, draft: Target) -> str:
    """Name the checks that wait for a field in which nobody has typed yet: nothing is wrong there."""
    if form.known and form.known.goal:
        return ""
    waits = {"S": ("owner", draft.owner), "A": ("goal", draft.goal), "R": ("reason", draft.reason)}
    return "".join(letter for letter, (name, value) in waits.items() if not form.touched(name, typed=bool(value)))


def _said_once(check: Check, wrong: Sequence[Fault]) -> Check:
    """Leave to the field what is said there in red."""
    rest = check.sentence
    for fault in wrong:
        rest = rest.replace(fault.sentence, "")
    said = rest.strip() if rest != check.sentence else check.sentence
    return replace(check, sentence=" ".join(said.split()) or "It cannot be judged before what stands in red is mended.")


def _path(form: Form, draft: Target) -> None:
    ahead = forecast_of(form.mine, draft)
    track = stand(form.mine, draft).track
    picture(
        form.mine,
        ("preview", draft, form.money),
        lambda: charts.against_target(track, forecast=None if ahead.why_not else ahead, currency=form.money),
        "The path to the goal",
    )
