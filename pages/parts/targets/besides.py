"""What a target is made of: milestones of its own, parts by channel, and what must not get worse meanwhile."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import streamlit as st

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.formats import day_text, exact
from kpi.targets.past import rounded
from kpi.targets.smart import Place
from kpi.targets.target import EACH, Combine, Guard, Milestone, Sense, Share, Target
from kpi.targets.way import milestones as proposed
from pages.parts import session
from pages.parts.targets.fields import Form, decimals_of, kept, shown, unit_text
from pages.parts.targets.grounds import recent, refusals
from pages.parts.targets.standing import stand
from pages.parts.words import plain_text

_COMBINES = {Combine.NONE: "none", Combine.SUM: "add up to the goal", Combine.ALL: "each reach its own"}
_SIDES = {Sense.AT_LEAST: "at least", Sense.AT_MOST: "at most"}
_MOST_SAID = 4


def milestones_field(form: Form, draft: Target, kpi: Kpi) -> Target:
    """Ask for milestones of one's own, to begin with those of the path; without any the path stands for them."""
    if draft.over in EACH:
        return replace(draft, milestones=())
    was = form.of_kpi(kpi)
    own = st.toggle(
        "Milestones of my own",
        key=form.first(form.key("own-milestones", kpi), bool(was and was.milestones)),
        help="Without them the path asks each day for its share, by weekday and season.",
    )
    found = _edited(form, draft, kpi) if own else ()
    if not own and (said := _said(form, draft, kpi)):
        st.caption(plain_text(said))
    form.said_here(Place.MILESTONES)
    return replace(draft, milestones=tuple(found))


def parts_field(form: Form, draft: Target, kpi: Kpi) -> Target:
    """Ask whether some of the channels have a goal of their own."""
    was = form.of_kpi(kpi)
    groups = [*(part.channels for part in was.parts)] if was else []
    named = {channel for group in groups for channel in group}
    groups += [(channel,) for channel in _channels(form, draft) if channel not in named]
    combine = Combine.NONE
    if len(groups) > 1:
        picked = st.segmented_control(
            "Parts by channel",
            list(_COMBINES),
            format_func=_COMBINES.__getitem__,
            required=True,
            key=form.first(form.key("combine", kpi), was.combine if was else Combine.NONE),
        )
        combine = picked or Combine.NONE
    parts = tuple(_shares(form, kpi, groups)) if combine is not Combine.NONE else ()
    form.said_here(Place.PARTS)
    return replace(draft, combine=combine, parts=parts)


def guards_field(form: Form, draft: Target, kpi: Kpi) -> Target:
    """Ask what must not get worse meanwhile: "grow while unfollows stay low"."""
    kpis = {
        key: one
        for key, one in session.catalogue(form.mine).kpis.items()
        if behaves(one) is not Behaves.BOUND and key != kpi.key
    }
    before = {guard.kpi: guard for guard in form.known.guards} if form.known else {}
    picked = st.multiselect(
        "Meanwhile must not get worse",
        list(kpis),
        format_func=lambda key: kpis[key].label,
        key=form.first(form.key("guards"), [key for key in before if key in kpis]),
        placeholder="Nothing named",
        help="A goal that is reached while one of these breaks its limit counts as “achieved, guard broken”.",
    )
    guards = [found for key in picked if (found := _guard(form, kpis[key], before.get(key)))]
    form.said_here(Place.GUARDS)
    return replace(draft, guards=tuple(guards))


def _guard(form: Form, kpi: Kpi, before: Guard | None) -> Guard | None:
    side_, limit_ = st.columns(2)
    first = Sense.AT_MOST if kpi.better is Better.LOWER else Sense.AT_LEAST
    side = side_.selectbox(
        f"{kpi.label} stays",
        list(_SIDES),
        format_func=_SIDES.__getitem__,
        key=form.first(form.key("guard-side", kpi), before.sense if before else first),
    )
    with limit_:
        limit = form.amount("Limit", kpi, name="guard-limit", first=before.limit if before else None)
    return None if limit is None else Guard(kpi.key, side or first, limit)


def _shares(form: Form, kpi: Kpi, groups: list[tuple[str, ...]]) -> Iterator[Share]:
    was = form.of_kpi(kpi)
    before = {part.channels: part.goal for part in was.parts} if was else {}
    columns = st.columns(2)
    for place, group in enumerate(groups):
        with columns[place % 2]:
            goal = form.amount(", ".join(group), kpi, name=f"part-{'-'.join(group)}", first=before.get(group))
        if goal is not None:
            yield Share(group, goal)


def _channels(form: Form, draft: Target) -> tuple[str, ...]:
    """List the channels of the target, where all are meant those that feed its KPI."""
    return draft.channels or recent(form.mine, draft).channels


def _edited(form: Form, draft: Target, kpi: Kpi) -> Iterator[Milestone]:
    """Let milestones be edited, and give those that have both a day and a value."""
    label = f"Value{f' ({unit})' if (unit := unit_text(kpi, form.money)) else ''}"
    rows = _first_rows(form, draft, kpi)
    edited = st.data_editor(
        pd.DataFrame(
            {
                "Day": pd.to_datetime([one.day for one in rows]),
                label: pd.Series([shown(one.value, kpi) for one in rows], dtype="float64"),
            }
        ),
        num_rows="dynamic",
        hide_index=True,
        key=form.key("milestones", kpi),
        column_config={
            "Day": st.column_config.DateColumn(required=True, format="YYYY-MM-DD"),
            label: st.column_config.NumberColumn(required=True),
        },
        alt="Milestones: a day and what shall be reached by then",
    )
    told = edited.dropna()
    for day, value in sorted(zip(pd.to_datetime(told["Day"]).dt.date, told[label], strict=True)):
        yield Milestone(day, kept(float(value), kpi) or 0.0)


def _first_rows(form: Form, draft: Target, kpi: Kpi) -> tuple[Milestone, ...]:
    """Give what the table begins with: the same as before once something is typed, for that hangs on it."""
    was, state = form.of_kpi(kpi), st.session_state
    if was and was.milestones:
        return was.milestones
    base = form.key("milestones-base", kpi)
    if base not in state or not any(state.get(form.key("milestones", kpi), {}).values()):
        state[base] = _proposed(form, draft, kpi)
    rows: tuple[Milestone, ...] = state[base]
    return rows


def _proposed(form: Form, draft: Target, kpi: Kpi) -> tuple[Milestone, ...]:
    """Give the milestones on the path, rounded as people set goals; none where the goal is asked all the time."""
    without = replace(session.timeless(form.mine, draft), milestones=(), parts=(), combine=Combine.NONE, guards=())
    if not without.goal or refusals(form.mine, without):
        return ()
    track = stand(form.mine, without).track
    found = proposed(track.frame, without.window, session.week(form.mine))
    if all(one.value == without.goal for one in found):
        return ()
    return tuple(replace(one, value=rounded(one.value, track.begins or 0.0, decimals_of(kpi))) for one in found)


def _said(form: Form, draft: Target, kpi: Kpi) -> str:
    """Name the first of what the path asks for."""
    found = _proposed(form, draft, kpi)
    said = [f"{exact(one.value, kpi.unit, form.money)} by {day_text(one.day)}" for one in found]
    more = ", …" if len(said) > _MOST_SAID else ""
    return f"The path: {', '.join(said[:_MOST_SAID])}{more}" if said else ""
