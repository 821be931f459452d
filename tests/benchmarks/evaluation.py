"""How all targets of a workspace stand, worked out as the targets page does, with nothing drawn but their number."""

import streamlit as st

from pages.parts import access
from pages.parts.targets.known import board

known = board(access.workspace())
st.text(f"{len(known.standings)} targets, {len(known.waiting)} not held")
