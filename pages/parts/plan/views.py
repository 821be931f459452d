"""The views of the calendar: a month as a sheet, a week, and a list that a thumb can use."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

import streamlit as st

from kpi.calendar.entry import Campaign, Entry, Stage, shorter
from kpi.calendar.matching import Published
from kpi.calendar.weeks import Fate, Week, weeks
from kpi.charts.ahead import ACTION, CAMPAIGN, Bar, ahead, shown_ahead
from kpi.charts.month_grid import Sheet, month_grid
from kpi.formats import count_text, day_text, month_of_year, period_text, weekday_name, weekday_text
from kpi.periods import Period, next_months
from kpi.sentences.calendar import due_says, kept_says, lacks_says, unknown_says, week_says
from kpi.store import Workspace
from pages.parts import access
from pages.parts.picture import picture
from pages.parts.plan.asked import Shown
from pages.parts.plan.campaign import edit_campaign
from pages.parts.plan.form import edit, said_of
from pages.parts.plan.known import Plan
from pages.parts.words import plain_text

_AT_ONCE = 40
_FEW, _FEW_BESIDE, _SHORT = 12, 5, 60
"""How many posts stand on a day of a week, how many published beside the plan, and how long a title is there."""
_COLOURS = {
    Fate.OUT: "green",
    Fate.MOVED: "green",
    Fate.MISSED: "red",
    Fate.DOUBTFUL: "orange",
}
_MONTHS_AHEAD = 12


def plan_line(plan: Plan, shown: Shown) -> None:
    """Say how the plan of the week stands, how many were kept, and what targets for posts lack."""
    every = _weeks(plan, shown, Period(plan.today - timedelta(days=84), plan.today))
    this = next(one for one in every if one.days.start <= plan.today <= one.days.end)
    st.markdown(plain_text(f"This week: {week_says(this)} {kept_says(every[:-1])}"))
    if not (plan.entries or plan.campaigns):
        st.caption(
            "Nothing is in this calendar yet. Plan a post, or bring in the calendar or spreadsheet you have, below."
        )
    for one in plan.asked:
        if not shown.channels or not one.target.channels or set(shown.channels) & set(one.target.channels):
            st.caption(f":material/sports_score: {plain_text(lacks_says(one))}")


def _weeks(plan: Plan, shown: Shown, days: Period) -> list[Week]:
    """Count the plan week by week, of the posts asked for in whatever state."""
    of_these = [one for one in plan.entries if shown.concerns(one)]
    return weeks(of_these, plan.fates, _beside(plan, replace(shown, stages=()), _around(days)), days, week=plan.week)


def month_view(mine: Workspace, plan: Plan, shown: Shown) -> None:
    """Draw the month as one picture, and below it the posts of the chosen day, which the keyboard reaches."""
    month = shown.month
    seen = _around(month)
    inside = [one for one in plan.entries if seen.start <= one.day <= seen.end and shown.keeps(one)]
    beside = _beside(plan, shown, seen)
    of_month = [one for one in inside if month.start <= one.day <= month.end]
    sentence = _month_says(month, of_month, [post for post in beside if month.start <= post.day <= month.end])
    question = ("calendar month", shown, plan.today)
    st.subheader(month_of_year(month.start), anchor=False)
    picture(
        mine,
        question,
        lambda: month_grid(Sheet(month, inside, plan.fates, beside, plan.campaigns, plan.today, shown.day, plan.week)),
        sentence,
    )
    if inside or beside:
        _signs()
    _day(mine, plan, shown, shown.day)


def _signs() -> None:
    st.caption(
        "✓ published · ✕ not published · ? perhaps published · … idea or draft · • published beside the plan · "
        "no sign: to come, or not known from your files. Pick a day above to open its posts."
    )


def week_view(mine: Workspace, plan: Plan, shown: Shown) -> None:
    """Stand the days of a week beside each other; on a phone they come one below the other."""
    week = shown.week
    st.subheader(plain_text(period_text(week.start, week.end)), anchor=False)
    if not week.start <= plan.today <= week.end:
        st.markdown(plain_text(week_says(next(one for one in _weeks(plan, shown, week) if one.days == week))))
    may_edit = access.may_edit(mine)
    for place, column in enumerate(st.columns(7, gap="small")):
        day = week.start + timedelta(days=place)
        with column:
            st.markdown(f"**{weekday_text(day)}** {day.day}" + (" :material/today:" if day == plan.today else ""))
            mine_of_day = [one for one in plan.entries if one.day == day and shown.keeps(one)]
            for one in mine_of_day[:_FEW]:
                _card(mine, plan, one, may_edit=may_edit)
            _say_more(len(mine_of_day) - _FEW, "in the list")
            beside = _beside(plan, shown, Period(day, day))
            for post in beside[:_FEW_BESIDE]:
                st.caption(f"• {plain_text(_said(post)[:60])}")
            _say_more(len(beside) - _FEW_BESIDE, "published")


def list_view(mine: Workspace, plan: Plan, shown: Shown) -> None:
    """List the posts day by day, from the chosen one on."""
    days = shown.listed
    inside = [one for one in plan.entries if days.start <= one.day <= days.end and shown.keeps(one)]
    st.subheader(plain_text(period_text(days.start, days.end)), anchor=False)
    if not inside:
        st.caption("Nothing is planned on these days. Plan a post, or bring a calendar in below.")
    may_edit = access.may_edit(mine)
    for day, several in groupby(inside[: _most()], key=lambda one: one.day):
        st.markdown(f"###### {plain_text(_named(day, plan.today))}")
        for one in several:
            _line(mine, plan, one, may_edit=may_edit)
    _offer_more(len(inside))


def ahead_view(mine: Workspace, plan: Plan, shown: Shown) -> None:
    """Draw campaigns and the actions of targets over the coming year; campaigns are opened by their names."""
    months = Period(shown.month.start, next_months(shown.month.end, _MONTHS_AHEAD - 1).end)
    bars = [Bar(one.name, one.start, one.end, CAMPAIGN, one.note[:120]) for one in plan.campaigns]
    bars += [
        Bar(todo.action.title, todo.action.start, todo.action.end, ACTION, due_says(todo))
        for todo in plan.todos
        if shown.wants(todo)
    ]
    there = shown_ahead(bars, months)
    st.subheader("Short, medium and long term", anchor=False)
    if not there:
        st.caption("No campaign and no action of a target lies in these twelve months.")
    else:
        runs = sum(one.kind == CAMPAIGN for one in there)
        about = shown.channels, shown.owners, shown.objectives
        sentence = f"{runs} campaigns and {len(there) - runs} actions from {period_text(months.start, months.end)}."
        picture(mine, ("ahead", months, about, plan.today), lambda: ahead(bars, months, plan.today), sentence)
    _campaigns(mine, [one for one in plan.campaigns if one.end >= months.start and one.start <= months.end])


def _campaigns(mine: Workspace, several: Sequence[Campaign]) -> None:
    if not several:
        return
    may_edit = access.may_edit(mine)
    with st.container(horizontal=True, gap="small"):
        for one in several[:12]:
            if not may_edit:
                st.caption(plain_text(f"{one.name}: {period_text(one.start, one.end)}"))
            elif st.button(plain_text(one.name), key=f"campaign-{one.id}", type="tertiary", icon=":material/edit:"):
                edit_campaign(mine, one, one.start)


def _around(days: Period) -> Period:
    """Widen some days to the weeks that hold them, whichever day a week begins with."""
    return Period(days.start - timedelta(days=6), days.end + timedelta(days=6))


def _beside(plan: Plan, shown: Shown, days: Period) -> list[Published]:
    """List what came out beside the plan, where nothing is asked that no published post has, such as an owner."""
    if shown.owners or shown.objectives or (shown.stages and Stage.PUBLISHED not in shown.stages):
        return []
    return plan.of(days, shown.channels)


def _month_says(month: Period, planned: Sequence[Entry], beside: Sequence[Published]) -> str:
    there = f"{month_of_year(month.start)}: {count_text(len(planned))} posts in the calendar"
    return f"{there}, {count_text(len(beside))} published beside it."


def _day(mine: Workspace, plan: Plan, shown: Shown, day: date) -> None:
    """List the posts of a day."""
    st.markdown(f"##### {plain_text(_named(day, plan.today))}")
    found = [one for one in plan.entries if one.day == day and shown.keeps(one)]
    may_edit = access.may_edit(mine)
    for one in found[: _most()]:
        _line(mine, plan, one, may_edit=may_edit)
    _offer_more(len(found))
    beside = _beside(plan, shown, Period(day, day))
    for post in beside[:_FEW_BESIDE]:
        st.caption(f"• {plain_text(f'{post.channel}: {_said(post)[:100]}')} — published beside the plan")
    _say_more(len(beside) - _FEW_BESIDE, "published beside the plan")
    if not found:
        st.caption("Nothing is planned on this day.")
    if may_edit and st.button("Plan a post on this day", icon=":material/add:", key="plan-here"):
        edit(mine, None, day)


def _line(mine: Workspace, plan: Plan, one: Entry, *, may_edit: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        fate = plan.fates[one.id]
        why = plain_text(unknown_says(one, plan.told)) if fate is Fate.UNKNOWN else None
        said = f"**{plain_text(one.called)}** {_badge(one, fate)}  \n:gray[:small[{said_of(one)}]]"
        st.markdown(said, width="stretch", help=why)
        if may_edit and st.button("Edit", icon=":material/edit:", key=f"post-{one.id}", type="tertiary"):
            edit(mine, one, one.day)


def _card(mine: Workspace, plan: Plan, one: Entry, *, may_edit: bool) -> None:
    """Show a post where there is little room."""
    with st.container(border=True, gap="small"):
        title = plain_text(shorter(one.called, _SHORT))
        st.markdown(f"**{title}**  \n:gray[:small[{said_of(one)}]]  \n{_badge(one, plan.fates[one.id])}")
        if may_edit and st.button("Edit", icon=":material/edit:", key=f"post-{one.id}", type="tertiary"):
            edit(mine, one, one.day)


def _badge(one: Entry, fate: Fate) -> str:
    said = one.stage.value if fate in (Fate.OPEN, Fate.COMING) else fate.value
    return f":{_COLOURS.get(fate, 'gray')}-badge[{said.capitalize()}]"


def _named(day: date, today: date) -> str:
    return f"{weekday_name(day)}, {day_text(day)}" + (" (today)" if day == today else "")


def _said(post: Published) -> str:
    return " ".join(post.title.split()) or "A post without words"


def _most() -> int:
    most: int = st.session_state.get("calendar-most", _AT_ONCE)
    return most


def _offer_more(there: int) -> None:
    """Offer to show more posts than those shown at first."""
    if (more := there - _most()) > 0:
        st.button(f"Show more ({count_text(more)})", on_click=_more, icon=":material/expand_more:")


def _more() -> None:
    st.session_state["calendar-most"] = _most() + _AT_ONCE


def _say_more(more: int, where: str) -> None:
    if more > 0:
        st.caption(f"and {count_text(more)} more {where}")
