"""The board: one line a target, what needs a decision first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import streamlit as st

from kpi.catalogue.workspace import Catalogue
from kpi.charts.way import way
from kpi.formats import short
from kpi.sentences import board as words
from kpi.sentences import former_text
from kpi.store import Workspace
from kpi.targets.changes import first_goal
from kpi.targets.status import Standing, Status, Stretch
from pages.parts import session
from pages.parts.one_of import one_of
from pages.parts.statuses import VERDICTS, board_sentence, danger, in_colour
from pages.parts.targets.change import forget
from pages.parts.targets.known import Board, Waiting, histories, stretches, stretches_already
from pages.parts.words import plain_text

_SORTS = {"danger": "Danger", "priority": "Priority", "share": "Share reached"}
_RUNNING = frozenset({Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK})
_ALL = "board-whole"
_FIRST, _FEW = 25, 5
_MANY = 10
_OTHERS = "Other KPIs"


@dataclass(frozen=True, slots=True)
class Line:
    """A target's line in words: what it is about, how far it is, what it comes to; one that is not held says why."""

    target_id: str
    what: str
    hint: str
    way: str = ""
    value: str = ""


def board_lines(mine: Workspace, known: Board, money: str) -> None:
    """Show all targets, as the address asks: sorted, grouped, those of some statuses."""
    sort, grouped, statuses = _asked(len(known.standings))
    asked = [one for one in known.standings if not statuses or one.status.value in statuses]
    asked.sort(key=_order(sort))
    shown = asked if _is_whole(asked) else asked[:_FIRST]
    for name, of in _groups(shown, session.catalogue(mine), grouped=grouped):
        if name:
            st.markdown(f"###### {plain_text(name)}")
        with st.container(gap="xsmall"):
            for one in of:
                _line(_told(mine, one, known, money))
    if not asked and known.standings:
        st.caption("No target has such a status.")
    if len(shown) < len(asked):
        more = f"Show the other {len(asked) - _FIRST}"
        st.button(more, icon=":material/expand_more:", key="board-all", on_click=_show_all)
    if grouped and known.waiting:
        st.markdown("###### Not held")
    with st.container(gap="xsmall"):
        for lost in known.waiting:
            _line(_worded_waiting(lost))


def _is_whole(asked: Sequence[Standing]) -> bool:
    """Tell whether all lines are shown: where they are not many more than the first, or somebody asked."""
    return len(asked) <= _FIRST + _FEW or bool(st.session_state.get(_ALL))


def _show_all() -> None:
    st.session_state[_ALL] = True


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


def _line(line: Line) -> None:
    """Show one target: what and whose, how far, how likely; the way to all of it at the end."""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key=f"target-{line.target_id}"
    ):
        with st.container(width="stretch"):  # else a long title sends the rest of its line below
            st.markdown(line.what)
        if line.way:
            st.markdown(line.way, width=245)
            st.markdown(line.value, width=215)
        st.button(
            "Open",
            icon=":material/chevron_right:",
            icon_position="right",
            key=f"open-{line.target_id}",
            type="tertiary",
            help=line.hint,
            on_click=open_target,
            args=(line.target_id,),
        )


def _told(mine: Workspace, one: Standing, known: Board, money: str) -> Line:
    """Word the line of a target; once for each version, and again when it is known how the target stood before."""
    former = stretches_already(mine, one.target)
    return session.shown_once(
        mine,
        ("line", one.target.id, one.status, one.before, former, money),
        lambda: _worded(mine, one, known, former or (), money),
    )


def _worded(mine: Workspace, one: Standing, known: Board, former: Sequence[Stretch], money: str) -> Line:
    target_id = one.target.id
    goal = first_goal([version.former for version in histories(mine).get(target_id, ())], one.target)
    waits = known.waits_for.get(target_id, ())
    return Line(target_id, _what(one, former, waits), _hint(words.title_text(one)), _way(one), _value(one, money, goal))


def _worded_waiting(one: Waiting) -> Line:
    title = one.target.title or one.target.kpi
    badge = ":gray-badge[:material/help: not held]"
    said = f"{badge}  \n**{plain_text(title)}**  \n:gray[:small[{plain_text(one.why)}]]"
    return Line(one.target.id, said, _hint(title))


def _hint(title: str) -> str:
    return plain_text(f"Open “{title}”")


def _what(one: Standing, former: Sequence[Stretch], waits_for: Sequence[str]) -> str:
    was = f"was {one.before.value} when its data ended" if one.before else former_text(former)
    status = " ".join([in_colour(one.status), *([f":gray[:small[{plain_text(was)}]]"] if was else [])])
    small = [words.about_text(one), *waits_for[:1], *([moved] if (moved := words.moved_formula_text(one)) else [])]
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
