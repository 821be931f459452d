"""The board: one line a target, what needs a decision first."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.catalogue.workspace import Catalogue
from kpi.charts.way import way
from kpi.formats import short
from kpi.sentences import board as words
from kpi.sentences import former_text
from kpi.store import Workspace
from kpi.targets.changes import first_goal
from kpi.targets.status import Standing, Status
from pages.parts import session
from pages.parts.statuses import VERDICTS, board_sentence, danger, in_colour
from pages.parts.targets.known import Board, Waiting, histories, stretches, stretches_already
from pages.parts.words import plain_text

_SORTS = {"danger": "Danger", "priority": "Priority", "share": "Share reached"}
_RUNNING = frozenset({Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK})
_MANY = 10
_OTHERS = "Other KPIs"


def board_lines(mine: Workspace, known: Board, money: str) -> None:
    """Show all targets, as the address asks: sorted, grouped, those of some statuses."""
    sort, grouped, statuses = _asked(len(known.standings))
    shown = [one for one in known.standings if not statuses or one.status.value in statuses]
    shown.sort(key=_order(sort))
    for name, of in _groups(shown, session.catalogue(mine), grouped=grouped):
        if name:
            st.markdown(f"###### {plain_text(name)}")
        with st.container(gap="xsmall"):
            for one in of:
                _line(mine, one, known, money)
    if not shown and known.standings:
        st.caption("No target has such a status.")
    for lost in known.waiting:
        _waiting(lost)


def headline(known: Board) -> str:
    """Count the targets by status: what a reader in a hurry takes away."""
    said = [board_sentence([one.status for one in known.standings])] if known.standings else []
    if many := len(known.waiting):
        said.append(f"{many} cannot be held against your data")
    return f"{'; '.join(said)}."


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
    """Open a target: from now on it is in the address."""
    st.query_params["target"] = target_id


def _asked(many: int) -> tuple[str, bool, list[str]]:
    """Ask how to sort, whether by objective, and for which statuses where there are many."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="board-bar"):
        sort = st.segmented_control(
            "Sort by",
            list(_SORTS),
            format_func=_SORTS.__getitem__,
            default="danger",
            required=True,
            key="sort",
            bind="query-params",
            persist_state="session",
        )
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
    return sort or "danger", grouped, statuses


def _order(sort: str) -> Callable[[Standing], tuple[float, ...]]:
    """Give by what to sort; what is alike goes by its danger, its chance and its end."""

    def key(one: Standing) -> tuple[float, ...]:
        share = one.track.share if one.track.share is not None else float("inf")
        first = {"danger": danger(one.status), "priority": one.target.priority, "share": share}[sort]
        chance = 1.0 if one.chance is None else one.chance
        return first, danger(one.status), chance, one.target.end.toordinal()

    return key


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


def _line(mine: Workspace, one: Standing, known: Board, money: str) -> None:
    """Show one target: what and whose, how far, how likely; the way to all of it at the end."""
    target = one.target
    was = first_goal([version.former for version in histories(mine).get(target.id, ())], target)
    with _row(target.id):
        st.markdown(_what(mine, one, known.waits_for.get(target.id, ())), width="stretch")
        st.markdown(_way(one), width=245)
        st.markdown(_value(one, money, was), width=215)
        _open(target.id, words.title_text(one))


def _row(target_id: str) -> DeltaGenerator:
    return st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key=f"target-{target_id}"
    )


def _open(target_id: str, title: str) -> None:
    st.button(
        "Open",
        icon=":material/chevron_right:",
        icon_position="right",
        key=f"open-{target_id}",
        type="tertiary",
        help=plain_text(f"Open “{title}”"),
        on_click=open_target,
        args=(target_id,),
    )


def _what(mine: Workspace, one: Standing, waits_for: Sequence[str]) -> str:
    was = f"was {one.before.value} when its data ended" if one.before else ""
    was = was or former_text(stretches_already(mine, one.target) or ())
    status = " ".join([in_colour(one.status), *([f":gray[:small[{plain_text(was)}]]"] if was else [])])
    small = [words.about_text(one), *waits_for[:1]]
    return "  \n".join(
        [
            status,
            f"**{plain_text(words.title_text(one))}**",
            *(f":gray[:small[{plain_text(text)}]]" for text in small),
        ]
    )


def _way(one: Standing) -> str:
    said = words.way_text(one)
    svg = way(one.track.share, None if one.closed else one.track.pace, VERDICTS.get(one.status, "no_data"))
    return f"![{plain_text(said)}](data:image/svg+xml,{quote(svg)})  \n:gray[:small[{plain_text(said)}]]"


def _value(one: Standing, money: str, was: float | None) -> str:
    besides = [words.chance_text(one), words.time_text(one)]
    if was is not None:
        besides.append(f"goal was {short(was, one.track.kpi.unit, money)}")
    small = plain_text(" · ".join(text for text in besides if text))
    return f"**{plain_text(words.value_text(one, currency=money))}**  \n:gray[:small[{small}]]"


def _waiting(one: Waiting) -> None:
    title = one.target.title or one.target.kpi
    with _row(one.target.id):
        badge = ":gray-badge[:material/help: not held]"
        said = f"{badge}  \n**{plain_text(title)}**  \n:gray[:small[{plain_text(one.why)}]]"
        st.markdown(said, width="stretch")
        _open(one.target.id, title)
