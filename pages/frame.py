"""The frame of every page: which there are, and the brand beside them."""

import streamlit as st

from pages.parts.brand_marks import LOGO, MARK

# Set before the navigation: else the browser fetches the page's icon from a font server, for its tab.
st.set_page_config(page_icon=MARK, layout="wide")

page = st.navigation([
    st.Page("start.py", title="Start", icon=":material/upload_file:", default=True),
    st.Page("objectives.py", title="Objectives", icon=":material/monitoring:"),
    st.Page("targets.py", title="Targets", icon=":material/sports_score:"),
    st.Page("what_if.py", title="What-if", icon=":material/calculate:"),
    st.Page("tables.py", title="Tables", icon=":material/table_chart:"),
    st.Page("catalogue.py", title="Catalogue", icon=":material/menu_book:"),
])  # fmt: skip

st.set_page_config(page_title=f"{page.title} · Goalpost")
st.logo(LOGO, size="large", icon_image=MARK)
page.run()
