"""Share with somebody who has no account: what is public now, and a new link."""

import streamlit as st

from pages.parts import access
from pages.parts.sharing.listed import listed
from pages.parts.sharing.new import new_link

st.title("Share")
if not access.is_kept():
    st.markdown(
        "A link would show your numbers to somebody without an account, until a day that you choose. This workspace "
        "ends with your browser session, so there would be nothing left to be shown."
    )
    st.markdown("Run Goalpost yourself, or have it hosted with a sign-in, and share from there: the README says how.")
    st.stop()

mine = access.workspace()
listed(mine)
if access.role(mine).may_edit:
    new_link(mine)
