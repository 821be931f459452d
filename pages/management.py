"""One page for whoever decides: the verdict, three figures, the targets, and what the team says about it."""

import streamlit as st

from kpi.management.figures import listed
from kpi.sentences.management import verdict_sentence
from pages.parts import access, session
from pages.parts.empty import no_data
from pages.parts.management.asked import figures
from pages.parts.management.comment import comment_of
from pages.parts.management.figures import figures_row
from pages.parts.management.glance import targets_at_a_glance
from pages.parts.management.list_editor import figure_menu
from pages.parts.management.stood import stood
from pages.parts.scope import of_accounts, printed, scope_bar
from pages.parts.words import plain_text

mine = access.workspace()
with st.container(key="screen-only-scope"):
    asked = scope_bar(steps=False)
    asked = of_accounts(asked, session.accounts(mine))
default = session.default_period(mine)
if default is None:
    st.title("For your CEO")
    no_data("The verdict on your targets, three figures and your comment would be here, on one page to print.")
    st.stop()

view = asked.view(default, session.week(mine))
money = session.currency(mine)
found = stood(mine, view.period)
keys = listed(mine.settings, session.catalogue(mine).kpis)
shown = figures(mine, view, keys, money)

whose = " · ".join(text for text in (mine.brand.name or mine.name, printed(view)) if text)
verdict = plain_text(verdict_sentence(found.verdict, view.period, found.until))
st.markdown(f":gray[{plain_text(whose)}]\n\n# {verdict}")
figures_row(mine, shown, view, days_picked=view.picked)
targets_at_a_glance(mine, found, money)
comment_of(mine, view, keys, found, money)
figure_menu(mine, keys, view)
