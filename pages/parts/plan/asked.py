"""What the calendar page is asked for: which view, around which day, of whom; all of it in the address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from kpi.calendar.acting import Todo
from kpi.calendar.entry import Entry, Stage
from kpi.catalogue.channels import SOCIAL
from kpi.catalogue.objectives import Objective
from kpi.periods import Period, Step, month_of, week_of
from pages.parts import clock
from pages.parts.plan.known import Plan
from pages.parts.words import plain_text

MONTH, WEEK, LIST, ACTIONS = "Month", "Week", "List", "Actions"
_VIEWS = (MONTH, WEEK, LIST, ACTIONS)
_DAY, _VIEW = "day", "view"
_PHONES = ("Mobi", "Android", "iPhone")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: a view around a day, of some channels, states, owners and objectives; none named means all.

    Objectives are named by their keys, `kpis` are those that answer them; `step` is the step that is a week.
    """

    view: str
    day: date
    channels: tuple[str, ...]
    stages: tuple[Stage, ...]
    owners: tuple[str, ...]
    objectives: tuple[str, ...]
    kpis: frozenset[str]
    step: Step

    @property
    def month(self) -> Period:
        """Give the month of the day."""
        return month_of(self.day)

    @property
    def week(self) -> Period:
        """Give the week of the day."""
        return week_of(self.day, self.step)

    @property
    def listed(self) -> Period:
        """Give the days of the list: from the day to the end of its month, and two weeks at least."""
        return Period(self.day, max(self.month.end, self.day + timedelta(days=13)))

    def keeps(self, one: Entry) -> bool:
        """Tell whether a post is one of those asked for."""
        return self.concerns(one) and (not self.stages or one.stage in self.stages)

    def concerns(self, one: Entry) -> bool:
        """Tell whether a post is one of those asked for, whatever its state."""
        of_channel = not self.channels or one.channel in self.channels
        of_aim = not self.objectives or one.objective in self.objectives
        return of_channel and of_aim and (not self.owners or one.owner in self.owners)

    def wants(self, one: Todo) -> bool:
        """Tell whether an action is one of those asked for, by its owner and by what its target is about."""
        target = one.target
        of_channel = not (self.channels and target.channels) or bool(set(self.channels) & set(target.channels))
        of_aim = not self.objectives or target.kpi in self.kpis
        return of_channel and of_aim and (not self.owners or one.action.owner in self.owners)


def asked(plan: Plan, known: Mapping[str, Objective]) -> Shown:
    """Draw what chooses the view, and give what it says; on a phone the list comes first."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        view = st.segmented_control(
            "View", _VIEWS, default=LIST if _on_a_phone() else MONTH, required=True, key=_VIEW, bind="query-params"
        )
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", width="content"):
            st.button(":material/chevron_left:", key="earlier", help="Earlier", on_click=_step, args=(-1,))
            day = st.date_input("Day", value=plan.today, key=_DAY, format="YYYY-MM-DD", bind="query-params", width=140)
            st.button(":material/chevron_right:", key="later", help="Later", on_click=_step, args=(1,))
        with st.popover("Filter", icon=":material/filter_list:"):
            channels = _several("Channels", list(SOCIAL), "channels", "All channels")
            stages = _several("States", [stage.value for stage in Stage], "states", "All states")
            aims = _several("Objectives", list(known), "objectives", "All objectives", lambda key: known[key].label)
            owners = _several("Owners", _owners(plan), "owners", "Everybody")
    if chosen := ", ".join((*channels, *stages, *(known[key].label for key in aims), *owners)):
        st.caption(plain_text(f"Only {chosen}"))
    states = tuple(Stage(one) for one in stages)
    kpis = frozenset(kpi for key in aims for kpi in known[key].kpis)
    about = tuple(channels), states, tuple(owners), tuple(aims), kpis
    return Shown(view or MONTH, day or plan.today, *about, plan.week)


def _owners(plan: Plan) -> list[str]:
    named = {one.owner for one in plan.entries} | {one.action.owner for one in plan.todos}
    return sorted(named - {""}, key=str.casefold)


def _several(
    label: str, options: Sequence[str], key: str, unchosen: str, says: Callable[[str], str] = str
) -> list[str]:
    return st.multiselect(
        label,
        list(options),
        format_func=says,
        placeholder=unchosen,
        key=f"calendar-{key}",
        accept_new_options=key == "owners",
        bind="query-params",
        persist_state="session",
        width=220,
    )


def _step(way: int) -> None:
    """Go to the week or month before or after."""
    state = st.session_state
    day: date = state.get(_DAY) or clock.now().date()
    if state.get(_VIEW) == WEEK:
        state[_DAY] = day + timedelta(days=7 * way)
        return
    month = month_of(day)
    state[_DAY] = month.start - timedelta(days=1) if way < 0 else month.end + timedelta(days=1)
    state[_DAY] = state[_DAY].replace(day=1)


def _on_a_phone() -> bool:
    agent = st.context.headers.get("User-Agent") or ""
    return any(name in agent for name in _PHONES)
