"""Which pages there are, in the order of the sidebar."""

from copy import copy
from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

CLIENTS = "clients"


def every_page(*, has_several: bool = False) -> list[StreamlitPage]:
    """Give the pages for one run, each a copy of its own: Streamlit marks in it whether it may be run now.

    Where somebody has several clients, these come first.
    """
    pages = [copy(page) for page in _made()]
    return sorted(pages, key=lambda page: page.url_path != CLIENTS) if has_several else pages


@cache
def _made() -> tuple[StreamlitPage, ...]:
    return (
        st.Page("start.py", title="Start", icon=":material/upload_file:", default=True),
        st.Page("objectives.py", title="Objectives", icon=":material/monitoring:"),
        st.Page("targets.py", title="Targets", icon=":material/sports_score:"),
        st.Page("plan.py", title="Calendar", icon=":material/calendar_month:", url_path="calendar"),
        st.Page("management.py", title="For your CEO", icon=":material/co_present:"),
        st.Page("what_if.py", title="What-if", icon=":material/calculate:"),
        st.Page("tables.py", title="Tables", icon=":material/table_chart:"),
        st.Page("catalogue.py", title="Catalogue", icon=":material/menu_book:"),
        st.Page("share.py", title="Share", icon=":material/ios_share:"),
        st.Page("settings.py", title="Settings", icon=":material/settings:"),
        st.Page("clients.py", title="Clients", icon=":material/groups:"),
    )
