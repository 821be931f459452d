"""What stands where posts would: which export brings them."""

import streamlit as st

from pages.parts.below.asked import bringing_posts
from pages.parts.below.shown import Shown
from pages.parts.words import plain_text


def no_posts(shown: Shown, channel: str = "") -> None:
    """Say that no post, of a channel where one is named, tells of the KPI, and which exports hold posts."""
    on = f" on {channel}" if channel else ""
    st.markdown(plain_text(f"No post in your files tells of {shown.answer.title}{on} in these days."))
    lines = [f"- {plain_text(line)}" for line in bringing_posts(shown, channel)]
    none = f"No export that is read here tells it post by post{on}."
    st.caption("\n".join(["Posts come with these exports:", *lines]) if lines else plain_text(none))
