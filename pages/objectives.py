"""Pick an objective, see the few KPIs that answer it."""

import streamlit as st

from kpi import charts, measure
from kpi.formats import period_text
from kpi.periods import Step, last_months
from kpi.sentences import answer_sentence, objective_sentence
from pages.parts import session
from pages.parts.cards import card, left_out_lines, lines_apart, shared_end_line
from pages.parts.chart_controls import chart_controls
from pages.parts.empty import no_data
from pages.parts.freshness import rests_on
from pages.parts.objective_editor import forget_what_is_gone, objective_buttons
from pages.parts.other_metrics import other_metrics
from pages.parts.picture import picture
from pages.parts.scope import printed, scope_bar
from pages.parts.series_table import series_table
from pages.parts.statuses import counted_statuses, standing, status_of
from pages.parts.words import plain_text


def _other_objective() -> None:
    st.session_state["kpi"] = None


def _chart(key: str) -> None:
    st.session_state["kpi"] = key


st.title("Objectives")
asked = scope_bar()
mine = session.workspace()
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
facts = session.known_facts(mine)
default = measure.default_period(facts)
if default is None:
    no_data("Your KPIs for each objective would be here, with what changed and why.")
    st.stop()

view = asked.view(default)
money = session.currency(mine)
targets = standing(mine)
answers = {key: session.answer(mine, key, view) for key in chosen.kpis}
known = [key for key, answer in answers.items() if answer.value is not None]
missing = [key for key in chosen.kpis if key not in known]

st.header(chosen.question)
st.markdown(f"##### {plain_text(objective_sentence(chosen, list(answers.values()), currency=money))}")
st.caption(plain_text(f"{printed(view)}{counted_statuses(targets, chosen)}"))

objective_buttons(mine, chosen)

trend = last_months(view.period.end, 13)
headline = chosen.headline if chosen.headline in known else next(iter(known), "")
cards = st.grid(len(chosen.kpis), min_column_width=180, gap="small")
remarks = st.empty()
other_metrics(mine, chosen, view, currency=money)

picked, split = chart_controls(catalogue, catalogue.kpis[headline].label if headline else "Choose one")
charted = picked or headline
with cards:
    for key in (*known, *missing):
        with st.container(gap="xxsmall", key=f"card-{key}"):
            spark = session.steps(mine, key, view, period=trend, step=Step.MONTH)
            rests = rests_on(mine, answers[key], view.scope.channels)
            card(answers[key], spark, currency=money, badge=status_of(targets, key, view), rests=rests)
            if key in known:
                st.button(
                    "Shown below" if key == charted else "Show chart",
                    key=f"show-{key}",
                    type="tertiary",
                    icon=":material/show_chart:",
                    disabled=key == charted,
                    on_click=_chart,
                    args=(key,),
                )
said = [shared_end_line(list(answers.values()), view.period), *left_out_lines(list(answers.values()))]
remarks.caption(plain_text(" ".join(line for line in said if line)))
if not charted:
    st.stop()

key = charted
answer = answers.get(key) or session.answer(mine, key, view)
step, charted_days = view.step, view.chart_period
values = session.steps(mine, key, view, period=charted_days, step=step, split=split)
if values["value"].isna().all() and step is not Step.MONTH:
    st.info("The files tell this by month only; the chart shows months.", icon=":material/calendar_month:")
    step, charted_days = Step.MONTH, trend
    values = session.steps(mine, key, view, period=charted_days, step=step, split=split)
st.subheader(answer.title, help=plain_text(answer.kpi.meaning) or None)
st.markdown(plain_text(answer_sentence(answer, currency=money)))
if apart := [session.answer(mine, part, view) for part in answer.kpi.apart]:
    st.caption(plain_text(lines_apart(apart)))
shown = period_text(charted_days.start, charted_days.end)
picture(
    (mine.id, mine.facts_version, answer.kpi, view, split, money),
    lambda: charts.trend(
        values, answer.kpi, step=step, split=split, breaks=session.breaks(mine, key, view), currency=money
    ),
    f"{answer.title}, {shown}. {answer_sentence(answer, currency=money)}",
)
series_table(values, answer, split=split, currency=money)
