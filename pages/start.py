"""Drop files, see what was recognised, try the sample data."""

from dataclasses import replace

import streamlit as st

from kpi import charts, coverage, measure
from kpi.errors import KpiError
from pages.parts import session
from pages.parts.brand import brand_form
from pages.parts.drop import TYPES, take_in
from pages.parts.host import is_local
from pages.parts.import_report import file_card, file_table, problem_card
from pages.parts.picture import picture
from pages.parts.sample import load_sample
from pages.parts.typed_grid import typed_numbers
from pages.parts.words import plain_text

_CARDS = 12
HERE = "What you drop is kept on this computer and goes nowhere else."
AWAY = "What you drop is yours alone and is gone when this browser session ends."

mine = session.workspace()
files = session.store().files(mine.id)
state = st.session_state
state.setdefault("drop", 0)

st.title("Your platforms' files in, answers out" if not files else "Files")
if not files:
    st.markdown("Drop the exports of your social platforms as they are. No mapping, no cleaning up.")

dropped = st.file_uploader(
    "Drop exports here",
    type=TYPES,
    accept_multiple_files=True,
    key=f"drop-{state['drop']}",
    help="Up to 200 MB a file. " + (HERE if is_local() else AWAY),
)
if dropped:
    state["results"] = take_in(mine, [(one.name, one.getvalue()) for one in dropped])
    state["drop"] += 1
    st.rerun()

if not files:
    if st.button("Try it with sample data", icon=":material/science:", key="sample"):
        try:
            state["results"] = load_sample(mine)
        except KpiError as problem:
            st.error(plain_text(str(problem)))
        st.rerun()
    st.caption(
        "Reads Meta Business Suite (Instagram, Facebook, ads), X, LinkedIn, TikTok, YouTube Studio, Google Analytics, "
        "Search Console, Google Ads, Trustpilot, Brandwatch, Meltwater: CSV, Excel, OpenDocument, zip."
    )

for number, (file_id, name) in enumerate(state.get("removed", [])):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain_text(f"{name} was removed."))
        if st.button("Undo", key=f"undo-{file_id}-{number}", type="tertiary", icon=":material/undo:"):
            session.store().restore_files(mine.id, [file_id])
            state["removed"] = [one for one in state["removed"] if one[0] != file_id]
            st.rerun()

results = state.get("results", [])
fresh = {one.id: one for one in results if not isinstance(one, tuple)}
for one in results:
    if isinstance(one, tuple):
        problem_card(*one)

if files:
    facts = session.known_facts(mine)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("See your KPIs", type="primary", icon=":material/monitoring:"):
            st.switch_page("objectives.py")
        if st.button("Set a target", icon=":material/sports_score:"):
            st.switch_page("targets.py")
    for line in facts.held:
        st.warning(plain_text(line), icon=":material/help:")
    strip = coverage.by_month(facts)
    if len(strip):
        st.subheader("What your files cover")
        picture(
            ("coverage", mine.id, mine.facts_version),
            lambda: charts.coverage_strip(strip),
            "Days known by channel and month",
        )

brand_form(mine, wanted=bool(files))
typed_numbers(mine, measure.as_of(session.known_facts(mine)))

if files:
    st.subheader(f"{len(files)} file{'s' if len(files) > 1 else ''} kept")
    for row in [replace(fresh[row.id], channel=row.channel) for row in files if row.id in fresh][:_CARDS]:
        file_card(mine, row, fresh=True)
    if chosen := file_table(files):
        file_card(mine, chosen, fresh=False)
