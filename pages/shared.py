"""What the holder of a link sees: one page within its scope, as long as the link is open."""

import streamlit as st

from kpi import formats
from kpi.errors import KpiError
from kpi.preferences import preferences
from kpi.store.links import Shows
from pages.parts import access
from pages.parts.fragment import every
from pages.parts.sharing.door import ASK, GONE
from pages.parts.sharing.filters import filters
from pages.parts.sharing.guest import entered
from pages.parts.sharing.live import narrowed, show
from pages.parts.sharing.since import since
from pages.parts.words import plain_text


@every(30)
def _watch() -> None:
    """Look every half minute whether the link is still open, so that nobody reads on after its end."""
    if entered(access.links_kept()) is None:
        st.rerun()


found = entered(access.links_kept())
if found is None:
    st.title(GONE)
    st.markdown(ASK)
    st.stop()

_watch()
mine, what = access.store().workspace(found.link.workspace), found.link.shown
formats.speak(what.locale or preferences(mine.settings).locale)
try:
    view = narrowed(mine, what, filters(what, compares=what.page is not Shows.TARGETS))
    show(mine, what, view, until=found.link.last_day)
except KpiError as error:
    st.info(plain_text(str(error)))
if told := since(mine, what, found.held.before):
    st.caption(plain_text(told))
