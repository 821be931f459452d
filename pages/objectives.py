"""Pick an objective, see the few KPIs that answer it."""

import streamlit as st

from pages.parts import access, session
from pages.parts.breaks import compared_as_asked
from pages.parts.cards import caveat_lines, left_out_lines, shared_end_line
from pages.parts.chart_controls import chart_controls
from pages.parts.empty import no_data
from pages.parts.kpi_cards import kpi_cards
from pages.parts.kpi_chart import kpi_chart
from pages.parts.news import news_line
from pages.parts.objective_answer import objective_answer
from pages.parts.objective_editor import forget_what_is_gone, objective_menu
from pages.parts.other_metrics import other_metrics
from pages.parts.scope import of_accounts, printed, scope_bar
from pages.parts.statuses import counted_statuses, standing
from pages.parts.words import plain_text


def _other_objective() -> None:
    st.session_state["kpi"] = None


st.title("Objectives")
asked = scope_bar()
mine = access.workspace()
catalogue = session.catalogue(mine)
forget_what_is_gone(catalogue)
chosen = catalogue.objectives[
    st.segmented_control(
        "Objective",
        list(catalogue.objectives),
        format_func=lambda key: catalogue.objectives[key].label,
        default="growth",
        required=True,
        key="objective",
        bind="query-params",
        persist_state="session",
        on_change=_other_objective,
        label_visibility="collapsed",
    )
    or "growth"
]
default = session.default_period(mine)
if default is None:
    no_data("Your KPIs for each objective would be here, with what changed and why.")
    st.stop()

shown = [*chosen.kpis, *filter(None, [st.session_state.get("kpi")])]
view = compared_as_asked(mine, of_accounts(asked, session.accounts(mine)).view(default, session.week(mine)), shown)
money = session.currency(mine)
targets = standing(mine)
answers = {key: session.answer(mine, key, view) for key in chosen.kpis}
known = [key for key, answer in answers.items() if answer.value is not None]
headline = chosen.headline if chosen.headline in known else next(iter(known), "")

sentence = objective_answer(mine, chosen, answers, view, headline=headline, currency=money)
days = plain_text(f"{printed(view)}{counted_statuses(targets, chosen)}")
st.markdown(f"## {plain_text(chosen.question)}\n\n##### {plain_text(sentence)}\n\n:gray[:small[{days}]]")
news_line(mine, chosen)
objective_menu(mine, chosen)

cards = st.grid(len(chosen.kpis), min_column_width=180, gap="small")
told = list(answers.values())
said = [shared_end_line(told, view.period), *left_out_lines(told), *caveat_lines(told)]
if any(said):
    st.caption(plain_text(" ".join(line for line in said if line)))
other_metrics(mine, chosen, view, currency=money)

picked, split, controls = chart_controls(catalogue, catalogue.kpis[headline].label if headline else "Choose one")
if picked and picked not in shown:  # an address named it: only now is it known, and the view is about it too
    st.rerun()
charted = picked or headline
with cards:
    kpi_cards(mine, answers, view, targets=targets, charted=charted, currency=money)
if charted:
    kpi_chart(mine, charted, view, split=split, currency=money, controls=controls)
