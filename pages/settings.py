"""The settings of the client in use: what it is called, whose numbers these are, how they are told, and its end."""

import streamlit as st

from kpi.store import Role
from pages.parts import access
from pages.parts.below.competitors import named_in_files
from pages.parts.below.panel_editor import panel_editor
from pages.parts.brand import brand_form
from pages.parts.members import show_members
from pages.parts.settings.ending import put_away
from pages.parts.settings.links import links_form
from pages.parts.settings.recipes import recipe_form
from pages.parts.settings.told import told_form
from pages.parts.settings.whole import give_out, originals_form

mine = access.workspace()
allowed = access.workspaces()
role = access.role(mine)

st.title("Settings")
if role.may_edit:
    told_form(mine, allowed)
    st.subheader("Your brand")
    brand_form(mine)
    st.subheader("Competitors")
    panel_editor(mine, named_in_files(mine))
    if access.is_kept():
        st.subheader("Links")
        links_form(mine)
    st.subheader("Recipe")
    recipe_form(mine, allowed)
else:
    st.info("You may look at this client, but not change it.", icon=":material/visibility:")
if role is Role.OWNER:
    st.subheader("Who may come")
    show_members(mine)
    st.subheader("What is kept")
    originals_form(mine)
    give_out(mine)
    st.subheader("Archive")
    put_away(mine)
