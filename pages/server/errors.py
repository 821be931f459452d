"""What stands on a page where something went wrong that nobody foresaw: a sentence, and never how we are made."""

import streamlit as st

from kpi.errors import StoreError
from pages.parts.words import plain_text

BROKEN = "Something went wrong here, and this cannot be shown. The server's log says what it was; load the page again."
BROKEN_LINK = (
    "Something went wrong here, and this cannot be shown just now. Try again later, or ask whoever sent you the link."
)


def told_plainly(error: Exception) -> bool:
    """Say what the store refused, where a page or a click meets it unforeseen; all else is a bug and stands in the log.

    False leaves the rest to Streamlit, which shows a bug to whoever set the server up to show its details: nobody who
    came by a link is one of them.
    """
    if isinstance(error, StoreError):
        st.error(plain_text(str(error)), icon=":material/lock:")
    elif _came_by_link():
        st.error(BROKEN_LINK, icon=":material/error:")
    elif st.get_option("client.showErrorDetails") == "none":
        st.error(BROKEN, icon=":material/error:")
    else:
        return False
    return True


def _came_by_link() -> bool:
    from pages.parts.sharing.guest import came_by

    return bool(came_by())
