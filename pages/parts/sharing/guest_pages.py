"""Which pages there are for whoever came by a link."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage


def guest_pages() -> list[StreamlitPage]:
    """Give the one page of whoever came by a link; what else they ask for is a page that says so."""
    return [st.Page(_nothing, title="Shared", default=True), st.Page("shared.py", title="Shared")]


def _nothing() -> None:
    st.title("There is nothing here")
    st.markdown("A link shows one page. Open it again by the address that was sent to you.")
