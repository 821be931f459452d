"""What the calendar page offers first: to plan a post or a campaign."""

from datetime import date

import streamlit as st

from kpi.store import Workspace
from pages.parts.editing import for_editors
from pages.parts.plan.campaign import edit_campaign
from pages.parts.plan.form import edit


@for_editors
def begin(mine: Workspace, day: date) -> None:
    """Offer to plan a post or a campaign."""
    with st.container(horizontal=True, gap="small"):
        if st.button("Plan a post", type="primary", icon=":material/add:"):
            edit(mine, None, day)
        if st.button("Add a campaign", icon=":material/campaign:"):
            edit_campaign(mine, None, day)
