"""The editorial calendar and the actions: what is planned, what came out of it, what is due."""

import streamlit as st

from pages.parts import access, session
from pages.parts.plan.acts import actions_view
from pages.parts.plan.asked import ACTIONS, LIST, WEEK, asked
from pages.parts.plan.begin import begin, propose
from pages.parts.plan.change import undo_line
from pages.parts.plan.in_and_out import in_and_out
from pages.parts.plan.known import plan_of
from pages.parts.plan.views import ahead_view, list_view, month_view, plan_line, week_view

st.title("Calendar")
mine = access.workspace()
plan = plan_of(mine)
plan_line(plan, shown := asked(plan, session.catalogue(mine).objectives))
undo_line(mine)
begin(mine, shown.day)
if shown.view != ACTIONS:
    propose(mine, shown)
if shown.view == ACTIONS:
    actions_view(mine, plan, shown)
elif shown.view == WEEK:
    week_view(mine, plan, shown)
elif shown.view == LIST:
    list_view(mine, plan, shown)
else:
    month_view(mine, plan, shown)
ahead_view(mine, plan, shown)
in_and_out(mine, plan)
