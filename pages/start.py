"""Drop files, see what was recognised, try the sample data."""

import streamlit as st

from kpi import charts, coverage, measure
from kpi.errors import KpiError
from pages.parts import access, session
from pages.parts.accounts import accounts_known
from pages.parts.brand import way_to_brand
from pages.parts.chosen import choose
from pages.parts.drop import TYPES, take_in
from pages.parts.fetch_next import fetch_next
from pages.parts.host import is_local
from pages.parts.import_report import file_card, file_table, within
from pages.parts.latest_load import latest_load
from pages.parts.loads import earlier_loads
from pages.parts.news import whats_new
from pages.parts.own_layouts import own_layouts
from pages.parts.picture import picture
from pages.parts.readable import readable_exports
from pages.parts.sample import load_sample, place_for_sample
from pages.parts.typed_grid import typed_numbers
from pages.parts.words import counted, plain_text

HERE = "What you drop is kept on this computer and goes nowhere else."
AWAY = "What you drop is yours alone and is gone when this browser session ends."

mine = access.workspace()
files = access.store().files(mine.id)
state = st.session_state
state.setdefault("drop", 0)

st.title("Your platforms' files in, answers out" if not files else "Files")
if not files and access.may_edit(mine):
    st.markdown("Drop the exports of your social platforms as they are. No mapping, no cleaning up.")

if access.may_edit(mine):
    folder = bool(state.get("folder"))
    dropped = st.file_uploader(
        "Drop a folder of exports here" if folder else "Drop exports here",
        type=TYPES,
        accept_multiple_files="directory" if folder else True,
        key=f"drop-{state['drop']}-{folder}",
        help="Up to 200 MB a file. " + (HERE if is_local() else AWAY),
    )
    st.toggle("Choose a whole folder", key="folder", help="Its subfolders tell whose files they are")
    if dropped:
        state["results"] = take_in(mine, [(one.name, one.getvalue()) for one in dropped])
        state["drop"] += 1
        st.rerun()

facts = session.known_facts(mine)
fresh = latest_load(mine, files, facts)

if not files:
    if access.may_edit(mine) and st.button("Try it with sample data", icon=":material/science:", key="sample"):
        try:
            of_sample = place_for_sample(mine)
            results = load_sample(of_sample)
        except KpiError as problem:
            st.error(plain_text(str(problem)))
            st.stop()
        if of_sample.id != mine.id:
            choose(of_sample.id)
        state["results"] = results
        st.rerun()
    readable_exports()

if files:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("See your KPIs", type="primary" if facts.views else "secondary", icon=":material/monitoring:"):
            st.switch_page("objectives.py")
        if access.may_edit(mine) and st.button("Set a target", icon=":material/sports_score:"):
            st.switch_page("targets.py")
    whats_new(mine)
    fetch_next(mine)
    strip = session.once(mine, ("coverage",), lambda: coverage.by_month(facts))
    if len(strip):
        st.subheader("What your files cover")
        picture(
            mine,
            ("coverage",),
            lambda: charts.coverage_strip(strip),
            "Days known by channel and month",
        )

if files:
    way_to_brand(mine)
typed_numbers(mine, measure.as_of(facts))
if files:
    own_layouts(mine, files)
    st.subheader(f"{counted(len(files))} kept")
    if chosen := file_table(mine, files, fresh=frozenset(row.id for row in fresh if not row.again)):
        file_card(mine, chosen, session.once(mine, ("days",), lambda: within(files)), place="kept")
    accounts_known(mine, files)
    earlier_loads(mine, files)
