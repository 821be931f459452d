"""An empty page says what would be here, and offers the step that brings it."""

import streamlit as st


def no_data(promise: str) -> None:
    """Say what would be here and offer the way to the files."""
    with st.container(border=True):
        st.markdown(f"**Nothing is loaded yet.** {promise}")
        st.caption("Drop the exports of your platforms as they are, or try the sample data first.")
        st.page_link("start.py", label="Load files", icon=":material/upload_file:")
