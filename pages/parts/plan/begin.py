"""What the calendar page offers first: to plan a post or a campaign."""

from datetime import date
from functools import partial

import streamlit as st

from kpi.store import Workspace
from pages.parts import access
from pages.parts.editing import for_editors
from pages.parts.plan.asked import Shown
from pages.parts.plan.campaign import edit_campaign
from pages.parts.plan.form import edit, plan_like
from pages.parts.plan.hints import hints_above


def propose(mine: Workspace, shown: Shown) -> None:
    """Say what worked so far on the channels shown; where one may plan, a click begins a post with it."""
    aim = shown.objectives[0] if len(shown.objectives) == 1 else ""
    plan = partial(plan_like, mine, objective=aim) if access.may_edit(mine) else None
    hints_above(mine, aim, shown.channels, plan)


@for_editors
def begin(mine: Workspace, day: date) -> None:
    """Offer to plan a post or a campaign."""
    with st.container(horizontal=True, gap="small"):
        if st.button("Plan a post", type="primary", icon=":material/add:"):
            edit(mine, None, day)
        if st.button("Add a campaign", icon=":material/campaign:"):
            edit_campaign(mine, None, day)
