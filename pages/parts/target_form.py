"""The form that sets or edits a target: it checks as you type and shows the path before you save."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import streamlit as st

from kpi import charts
from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts import Moment
from kpi.choice import Scope
from kpi.formats import short
from kpi.periods import Period
from kpi.store import Workspace
from kpi.targets.forecast import Forecast
from kpi.targets.smart import faults, unsmart
from kpi.targets.target import Target
from kpi.targets.track import Track
from pages.parts import session
from pages.parts.freshness import before_a_target
from pages.parts.picture import picture
from pages.parts.scope import View
from pages.parts.words import plain_text

_FORMATS = {Unit.COUNT: "%.0f", Unit.PERCENT: "%.3f", Unit.STARS: "%.2f"}


def target_form(mine: Workspace, known: Target | None, *, as_of: date) -> None:
    """Ask for KPI, scope, dates, goal, owner and reason; show baseline, checks and path; save when all is right."""
    mark = known.id if known else "new"
    kpi, view = _what_and_when(mine, known, mark, as_of)
    start = session.baseline(mine, kpi.key, view)
    scale = 100.0 if kpi.unit is Unit.PERCENT else 1.0
    value = (
        known.baseline
        if known and (known.kpi, known.channels, known.window) == (kpi.key, view.scope.channels, view.period)
        else start.value
    )
    money = session.currency(mine)
    baseline_text = short(value, kpi.unit, money) if value is not None else "unknown"
    st.markdown(plain_text(f"Baseline: {baseline_text} ({start.says})"))
    goal = st.number_input(
        "Goal" + (" (%)" if scale > 1 else ""),
        value=None if known is None else known.goal * scale,
        key=f"goal-{mark}",
        placeholder=f"{kpi.better.value} is better",
        format=_FORMATS.get(kpi.unit, "%.2f"),
    )
    title, owner, reason = _who_and_why(known, mark)
    target = replace(
        known or _new(kpi.key),
        kpi=kpi.key,
        channels=view.scope.channels,
        start=view.period.start,
        end=view.period.end,
        baseline=value,
        baseline_from=start.says,
        goal=(goal or 0.0) / scale,
        owner=owner.strip(),
        reason=reason.strip(),
        updated_at=session.now(),
        title=title.strip(),
    )
    _preview(mine, target, money)
    before_a_target(mine, kpi, view.scope.channels, view.period)
    _save(mine, target, mark)


def _new(kpi: str) -> Target:
    """Begin a target of which nothing is said yet."""
    now = session.now()
    today = now.date()
    return Target(str(uuid4()), kpi, (), (), today, today, None, 0.0, "", "", now, now)


def _what_and_when(mine: Workspace, known: Target | None, mark: str, as_of: date) -> tuple[Kpi, View]:
    kpis = {key: kpi for key, kpi in session.catalogue(mine).kpis.items() if behaves(kpi) is not Behaves.BOUND}
    left, right = st.columns(2)
    key = left.selectbox(
        "KPI",
        list(kpis),
        index=list(kpis).index(known.kpi) if known else 0,
        format_func=lambda one: kpis[one].label,
        key=f"kpi-{mark}",
    )
    channels = right.multiselect(
        "Channels",
        list(CHANNELS),
        default=list(known.channels) if known else [],
        placeholder="All channels",
        key=f"channels-{mark}",
    )
    first = known.start if known else as_of + timedelta(days=1)
    start = left.date_input("Start", value=first, key=f"start-{mark}", format="YYYY-MM-DD")
    end = right.date_input(
        "End", value=known.end if known else first + timedelta(days=91), key=f"end-{mark}", format="YYYY-MM-DD"
    )
    return kpis[key or next(iter(kpis))], View(Period(start, max(start, end)), Scope(tuple(channels)))


def _who_and_why(known: Target | None, mark: str) -> tuple[str, str, str]:
    title = st.text_input(
        "Title", value=known.title if known else "", key=f"title-{mark}", max_chars=80, placeholder="In your own words"
    )
    left, right = st.columns([1, 2])
    owner = left.text_input("Owner", value=known.owner if known else "", key=f"owner-{mark}", max_chars=60)
    reason = right.text_input(
        "Why it matters", value=known.reason if known else "", key=f"reason-{mark}", max_chars=200
    )
    return title, owner, reason


def _preview(mine: Workspace, target: Target, money: str) -> None:
    if target.goal <= 0 or target.end < target.start:
        return
    draw_track(mine, session.stand(mine, target).track, money)


def draw_track(
    mine: Workspace,
    track: Track,
    money: str,
    *,
    forecast: Forecast | None = None,
    sentence: str = "The path to the goal",
) -> None:
    """Draw a target's actual trend against its path, with its actions and the workspace's notes."""
    notes = [Moment(note.day, note.text, note.until, note.channel) for note in session.notes(mine)]
    asked = ("track", track.kpi, track.target, forecast is not None)
    picture(
        mine,
        asked,
        lambda: charts.against_target(track, forecast=forecast, notes=notes, currency=money),
        sentence,
    )


def _save(mine: Workspace, target: Target, mark: str) -> None:
    kpis = session.catalogue(mine).kpis
    wrong, lacking = faults(target, kpis=kpis), unsmart(target, kpis=kpis)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Save target", type="primary", icon=":material/check:", key=f"save-{mark}", disabled=bool(wrong)):
            session.store().save_target(mine.id, replace(target, unsmart=bool(lacking)))
            st.session_state["editing"] = ""
            st.rerun()
        if st.button("Cancel", key=f"cancel-{mark}", type="tertiary"):
            st.session_state["editing"] = ""
            st.rerun()
    for sentence in (*wrong, *lacking):
        st.caption(f":material/info: {plain_text(sentence)}")
