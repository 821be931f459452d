"""The board: one line a target, what needs a decision first."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st

from kpi.catalogue.workspace import Catalogue
from kpi.store import Workspace
from kpi.targets.status import Standing, Status
from pages.parts import session
from pages.parts.one_of import one_of
from pages.parts.statuses import danger, in_colour
from pages.parts.targets.change import forget
from pages.parts.targets.known import Board, stretches, stretches_already
from pages.parts.targets.line import Line, line_of, line_of_waiting
from pages.parts.targets.sorted import order
from pages.parts.words import plain_text

_SORTS = {"danger": "Danger", "priority": "Priority", "share": "Share reached"}
_RUNNING = frozenset({Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK})
_ALL = "board-whole"
_FIRST, _FEW = 25, 5
_MANY = 10
_OTHERS = "Other KPIs"
_NOT_HELD = ":gray-badge[:material/help: not held]"


def board_lines(mine: Workspace, known: Board, money: str) -> None:
    """Show all targets, as the address asks: sorted, grouped, those of some statuses."""
    sort, grouped, statuses = _asked(len(known.standings))
    asked = [one for one in known.standings if not statuses or one.status.value in statuses]
    asked.sort(key=order(sort))
    shown = asked if _is_whole(asked) else asked[:_FIRST]
    for name, of in _groups(shown, session.catalogue(mine), grouped=grouped):
        if name:
            st.markdown(f"###### {plain_text(name)}")
        with st.container(gap="xsmall"):
            for one in of:
                _line(line_of(mine, one, known, money))
    if not asked and known.standings:
        st.caption("No target has such a status.")
    if len(shown) < len(asked):
        more = f"Show the other {len(asked) - _FIRST}"
        st.button(more, icon=":material/expand_more:", key="board-all", on_click=_show_all)
    if grouped and known.waiting:
        st.markdown("###### Not held")
    with st.container(gap="xsmall"):
        for lost in known.waiting:
            _line(line_of_waiting(lost))


def _is_whole(asked: Sequence[Standing]) -> bool:
    """Tell whether all lines are shown: where they are not many more than the first, or somebody asked."""
    return len(asked) <= _FIRST + _FEW or bool(st.session_state.get(_ALL))


def _show_all() -> None:
    st.session_state[_ALL] = True


def look_back(mine: Workspace, known: Board) -> None:
    """Find out how the running targets stood before, once the board is there to be read, and then show that too."""
    lacking = [one.target for one in known.standings if one.status in _RUNNING]
    lacking = [target for target in lacking if stretches_already(mine, target) is None]
    spot = st.empty()
    for target in lacking:
        stretches(mine, target)
        spot.empty()  # whoever clicks meanwhile is heard here
    if lacking:
        st.rerun()


def open_target(target_id: str) -> None:
    """Open a target: from now on it is in the address, and what was done before can no longer be undone here."""
    forget()
    st.query_params["target"] = target_id


def _asked(many: int) -> tuple[str, bool, list[str]]:
    """Ask how to sort, whether by objective, and for which statuses where there are many."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="board-bar"):
        sort = one_of("Sort by", _SORTS, key="sort")
        statuses: list[str] = []
        if many > _MANY:
            statuses = st.multiselect(
                "Status",
                [status.value for status in sorted(Status, key=danger)],
                placeholder="All",
                key="status",
                bind="query-params",
                persist_state="session",
                width=260,
            )
        grouped = st.toggle("By objective", key="grouped", bind="query-params", persist_state="session")
    return sort, grouped, statuses


def _groups(shown: Sequence[Standing], catalogue: Catalogue, *, grouped: bool) -> list[tuple[str, list[Standing]]]:
    """Put targets under the first objective that their KPI answers, where that is asked; else in one group."""
    if not grouped:
        return [("", list(shown))]
    of: dict[str, list[Standing]] = {}
    for one in shown:
        of.setdefault(_objective(one, catalogue), []).append(one)
    names = [*(objective.label for objective in catalogue.objectives.values()), _OTHERS]
    return [(name, of[name]) for name in names if name in of]


def _objective(one: Standing, catalogue: Catalogue) -> str:
    found = (of.label for of in catalogue.objectives.values() if one.target.kpi in (*of.kpis, *of.besides))
    return next(found, _OTHERS)


def _line(line: Line) -> None:
    """Show one target: what and whose, how far, how likely; the way to all of it at the end."""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key=f"target-{line.target_id}"
    ):
        with st.container(width="stretch"):  # else a long title sends the rest of its line below
            st.markdown(_what(line))
        if line.way:
            said = plain_text(line.far)
            picture = f"![{said}](data:image/svg+xml,{quote(line.way)})"
            st.markdown(f"{picture}  \n{_quiet(line.far)}", width=245)
            st.markdown(f"**{plain_text(line.value)}**  \n{_quiet(line.besides)}", width=215)
        st.button(
            "Open",
            icon=":material/chevron_right:",
            icon_position="right",
            key=f"open-{line.target_id}",
            type="tertiary",
            help=plain_text(f"Open “{line.title}”"),
            on_click=open_target,
            args=(line.target_id,),
        )


def _what(line: Line) -> str:
    badge = in_colour(line.status) if line.status else _NOT_HELD
    status = f"{badge} {_quiet(line.was)}" if line.was else badge
    return "  \n".join([status, f"**{plain_text(line.title)}**", *map(_quiet, line.said)])


def _quiet(text: str) -> str:
    return f":gray[:small[{plain_text(text)}]]"
