"""All clients at a glance: how far their data reach, what is missing, how their targets stand; begin a new one."""

import streamlit as st

from pages.parts import access, chosen, glances
from pages.parts.clients import in_short, line, new_client
from pages.parts.glances import Glance
from pages.parts.one_of import one_of
from pages.parts.settings.ending import archive

_MANY = 8
_ORDERS = {"name": "By name", "need": "What needs you first"}

st.title("Clients")
allowed = access.workspaces()
labels = chosen.labelled(allowed)
kept = {one.id: found for one in allowed if (found := glances.seen(one))}
seen = {client: found.glance for client, found in kept.items()}

st.markdown(f"##### {in_short(list(seen.values()), of=len(allowed))}")
if access.may_begin():
    new_client(allowed)

shown = allowed
if len(allowed) > _MANY:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sought = st.text_input("Find a client", key="client-sought", width=260).strip().casefold()
        if one_of("Order", _ORDERS, key="order") == "need":
            shown = sorted(allowed, key=lambda one: seen.get(one.id, Glance()).urgency)
    shown = [one for one in shown if sought in one.name.casefold()]
    if not shown:
        st.caption("No client is called that.")

places = {one.id: st.empty() for one in shown}
for one in shown:
    with places[one.id]:
        line(one, labels[one.id], seen.get(one.id))

archive()

if late := [one for one in allowed if one.id not in kept or not kept[one.id].is_of_today]:
    for one in late:
        looked = glances.look(one)
        if one.id in places:
            with places[one.id]:
                line(one, labels[one.id], looked)
    st.rerun()
