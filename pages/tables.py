"""Tables that count for nothing, each on its own: queries, audiences, followers by country."""

import streamlit as st

from pages.parts import access
from pages.parts.reference_table import choose, reference_table

mine = access.workspace()
found = access.store().references(mine.id)

st.title("Tables")
if not found:
    with st.container(border=True):
        st.markdown("**No table is loaded yet.** Who follows you, what people searched for, your most read pages.")
        st.caption(
            "They come with your exports: Search Console's zip (queries, pages, countries), LinkedIn's followers and "
            "visitors (country, seniority, industry), Meta's audience, YouTube's geography, Google Ads' keywords."
        )
        st.page_link("start.py", label="Load files", icon=":material/upload_file:")
    st.stop()

st.markdown(
    "What your platforms say of audiences, queries and pages. Each stands as its file has it; none is added up."
)
reference_table(mine, choose(found))
