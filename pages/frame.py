"""The frame of every page: the brand and the pages beside it."""

import streamlit as st

from kpi import formats
from kpi.preferences import preferences
from pages.parts import access, chosen, doors
from pages.parts.brand_marks import LOGO, MARK
from pages.parts.every_page import every_page
from pages.parts.sharing.badge import public_badge
from pages.parts.sharing.guest import came_by
from pages.parts.sharing.guest_pages import guest_pages

# Set before the navigation: else the browser fetches the page's icon from a font server, for its tab.
st.set_page_config(page_icon=MARK, layout="wide")

is_guest = bool(came_by())
if not is_guest:
    doors.come_in()
allowed = [] if is_guest else access.workspaces()
page = st.navigation(
    guest_pages() if is_guest else every_page(has_several=len(allowed) > 1),
    position="hidden" if is_guest else "sidebar",
)

st.set_page_config(page_title=f"{page.title} · Goalpost")
st.logo(LOGO, size="large", icon_image=MARK)
if is_guest:
    page.run()
    st.stop()

mine = chosen.settle(page, allowed, access.last_used)
if chosen.is_news(mine, allowed):
    access.note_used(mine)
formats.speak(preferences(mine.settings).locale)
chosen.switcher(mine, allowed)
doors.say_who_is_here()
public_badge(mine)
chosen.say_what_is_unknown(page, mine)
chosen.of_workspace(page, mine).run()
