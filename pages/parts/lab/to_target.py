"""From a what-if to a target: the form is opened with the estimate as its goal, over the next days like these."""

from dataclasses import dataclass
from uuid import uuid4

import streamlit as st

from kpi import measure
from kpi.catalogue.kpis import KPIS
from kpi.errors import KpiError
from kpi.formats import exact, period_text
from kpi.lab import Estimate, estimate
from kpi.periods import next_like
from kpi.targets.target import Target
from pages.parts import clock, session
from pages.parts.fragment import dialog
from pages.parts.lab.bench import Bench, not_kept, tried
from pages.parts.words import plain_text

_COST, _SEEN = "weighted_cost", "impressions"
_KEEP = "A target is worked out with the CPMs in force: keep those that are tried first, below their fields."


@dataclass(frozen=True, slots=True)
class Goal:
    """What a target may ask: a KPI on some channels (none named is all) and its value."""

    label: str
    kpi: str
    channels: tuple[str, ...]
    value: float


@dialog("Make this a target")
def make_target(bench: Bench) -> None:
    """Ask which figure shall become the goal, and open the form with it."""
    inputs = tried(bench)
    try:
        answer = estimate(inputs, bench.ground)
    except KpiError as problem:
        st.error(plain_text(str(problem)))
        return
    goals = {goal.label: goal for goal in goals_of(bench, answer)}
    picked = st.selectbox("The goal is the", list(goals))
    goal = goals[picked or next(iter(goals))]
    draft = draft_of(bench, goal)
    known = bench.ground.period
    wanted = exact(goal.value, KPIS[goal.kpi].unit, answer.currency)
    days = f"{wanted} in {period_text(draft.start, draft.end)}, as tried on {period_text(known.start, known.end)}."
    st.markdown(plain_text(days))
    own = not_kept(bench, inputs) if goal.kpi == _COST else []
    if own:
        st.info(plain_text(f"{_KEEP} Not kept yet: {', '.join(own)}."), icon=":material/science:")
    if st.button("Set it up", type="primary", icon=":material/check:", disabled=bool(own)):
        st.session_state.update(editing="new", draft=draft)
        st.switch_page("targets.py", query_params={})  # given none at all, it refuses to let go of bound ones


def goals_of(bench: Bench, answer: Estimate) -> list[Goal]:
    """List the figures that can become a goal: the weighted cost, and the impressions of each channel.

    A cost that leaves channels out is asked of the others alone: a CPM that is known later would move it.
    """
    grown = {part.channel: part.impressions for part in answer.parts}
    inputs = tried(bench)
    goals = [
        Goal(f"impressions on {name}", _SEEN, (name,), round(grown.get(name, seen * (1 + inputs.growth.get(name, 0)))))
        for name, seen in ((name, bench.ground.impressions[name]) for name in bench.channels)
    ]
    if answer.cost is None:
        return goals
    only = tuple(part.channel for part in answer.parts) if answer.without_cpm else bench.view.scope.channels
    return [Goal("weighted cost", _COST, only, round(answer.cost.base, 2)), *goals]


def draft_of(bench: Bench, goal: Goal) -> Target:
    """Begin a target: over the next days as long as those that the estimate is of, and not over yet."""
    now = clock.now()
    as_of = measure.as_of(session.known_facts(bench.mine)) or bench.view.period.end
    period = next_like(bench.ground.period, as_of)
    return Target(
        id=str(uuid4()),
        kpi=goal.kpi,
        channels=goal.channels,
        content_types=(),
        start=period.start,
        end=period.end,
        baseline=None,
        goal=goal.value,
        owner="",
        reason="",
        created_at=now,
        updated_at=now,
        accounts=bench.view.scope.accounts,
    )
