"""The side forms of the calendar: a post or a campaign, added, moved, copied, taken away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import streamlit as st

from kpi.calendar.entry import LONGEST, Campaign, Entry, Stage, clean, one_line
from kpi.calendar.matching import Published
from kpi.calendar.zones import zone_of, zones
from kpi.catalogue.channels import SOCIAL
from kpi.formats import day_text
from kpi.store import Workspace
from pages.parts import access, clock, session
from pages.parts.editing import for_editors
from pages.parts.fragment import dialog
from pages.parts.plan.change import keep, keep_campaign, take, take_campaign
from pages.parts.plan.known import plan_of
from pages.parts.words import plain_text

_KINDS = ("photo", "carousel", "reel", "video", "story", "link", "text", "other")
_NONE = ""


@for_editors
def begin(mine: Workspace, day: date) -> None:
    """Offer to plan a post or a campaign."""
    with st.container(horizontal=True, gap="small"):
        if st.button("Plan a post", type="primary", icon=":material/add:"):
            edit(mine, None, day)
        if st.button("Add a campaign", icon=":material/campaign:"):
            edit_campaign(mine, None, day)


@for_editors
@dialog("Post", width="medium", icon=":material/edit_calendar:")
def edit(mine: Workspace, known: Entry | None, day: date) -> None:
    """Ask for all of a post, and keep, copy or delete it."""
    base = known or Entry(str(uuid4()), day, clock.now(), stage=Stage.PLANNED, made_by=access.person().name)
    with st.form("calendar-post", border=False):
        then = _fields(mine, base)
        with st.container(horizontal=True):
            save = st.form_submit_button("Save post", type="primary", icon=":material/check:")
            copy = known is not None and st.form_submit_button("Save as a copy", icon=":material/content_copy:")
    if save or copy:
        if problem := _problem(then):
            st.error(problem)
        else:
            _keep(mine, known, then, copy=bool(copy))
            st.rerun()
    if known and st.button("Delete this post", icon=":material/delete:", type="tertiary"):
        take(mine, known)
        st.rerun()


def _keep(mine: Workspace, known: Entry | None, then: Entry, *, copy: bool) -> None:
    if copy:
        other = replace(then, id=str(uuid4()), uid="", post="")
        keep(mine, None, other, f"“{other.called}” was copied to {day_text(other.day)}.")
        return
    if known and known.day != then.day:
        said = f"“{then.called}” was moved to {day_text(then.day)}."
    else:
        said = f"“{then.called}” was {'changed' if known else 'added'}."
    keep(mine, known, then, said)


def _problem(then: Entry) -> str:
    """Say what is missing or wrong; '' where nothing is."""
    if not then.called:
        return "Give the post a title, or write its text."
    if then.link and not then.link.startswith(("https://", "http://")):
        return "A link begins with https:// or http://."
    return ""


def _fields(mine: Workspace, base: Entry) -> Entry:
    title = st.text_input("Title", base.title, max_chars=LONGEST["title"], placeholder="What it is about")
    left, right = st.columns(2)
    day = left.date_input("Day", base.day, format="YYYY-MM-DD", key="post-day")
    at = right.time_input("Time", base.at, step=300, key="post-time")
    channel = left.selectbox("Channel", [_NONE, *SOCIAL], _place([_NONE, *SOCIAL], base.channel), format_func=_open)
    kinds = list(dict.fromkeys((_NONE, *_KINDS, base.content_type)))
    kind = right.selectbox("Content type", kinds, kinds.index(base.content_type), format_func=_open)
    stages = list(Stage)
    stage = left.selectbox("State", stages, stages.index(base.stage), format_func=lambda one: one.value.capitalize())
    owner = right.text_input("Owner", base.owner, max_chars=LONGEST["owner"])
    text = st.text_area("Text", base.text, max_chars=LONGEST["text"], height=140)
    link = st.text_input("Link", base.link, max_chars=LONGEST["link"], placeholder="https://")
    left, right = st.columns(2)
    objectives = {_NONE: "Not decided", **{key: one.label for key, one in session.catalogue(mine).objectives.items()}}
    keys = list(objectives)
    objective = left.selectbox(
        "Objective", keys, _place(keys, base.objective), format_func=lambda key: objectives.get(key, key)
    )
    zone = _zone(right, base) if at else _NONE
    post = _became(mine, base)
    on_charts = st.checkbox("Mark it on the charts", base.on_charts)
    return replace(
        base,
        title=one_line(title),
        day=day or base.day,
        at=at,
        zone=zone,
        channel=channel or _NONE,
        content_type=kind or _NONE,
        stage=stage or base.stage,
        owner=one_line(owner),
        text=clean(text),
        link=one_line(link),
        objective=objective or _NONE,
        post=post,
        on_charts=on_charts,
    )


def _zone(place: st.delta_generator.DeltaGenerator, base: Entry) -> str:
    names = [_NONE, *sorted(zones())]
    given = base.zone or (zone_of(st.context.timezone or "") if base.at is None else _NONE)
    chosen: str | None = place.selectbox(
        "Time zone", names, _place(names, given), format_func=lambda name: name or "Local time"
    )
    return chosen or _NONE


def _became(mine: Workspace, base: Entry) -> str:
    """Ask which published post it became, where that is in doubt or was said."""
    plan = plan_of(mine)
    candidates: Sequence[Published] = plan.found.doubts.get(base.id, ())
    known = {post.key: f"{day_text(post.day)}: {' '.join(post.title.split())[:70]}" for post in candidates if post.key}
    if base.post:
        known.setdefault(base.post, "The post that was chosen before")
    if not known:
        return base.post
    keys = [_NONE, *known]
    chosen = st.selectbox(
        "Which published post is it?",
        keys,
        _place(keys, base.post),
        format_func=lambda key: known.get(key, "None of these, or not known"),
    )
    return chosen or _NONE


def _place(options: Sequence[str], given: str) -> int:
    return options.index(given) if given in options else 0


def _open(name: str) -> str:
    return name or "Not decided"


@for_editors
@dialog("Campaign", width="medium", icon=":material/campaign:")
def edit_campaign(mine: Workspace, known: Campaign | None, day: date) -> None:
    """Ask for all of a campaign, and keep or delete it."""
    base = known or Campaign(str(uuid4()), "", day, day, clock.now(), made_by=access.person().name)
    with st.form("calendar-campaign", border=False):
        name = one_line(st.text_input("Name", base.name, max_chars=LONGEST["title"]))
        days = st.date_input("First and last day", (base.start, base.end), format="YYYY-MM-DD", key="campaign-days")
        note = clean(st.text_area("Note", base.note, max_chars=LONGEST["text"], height=100))
        on_charts = st.checkbox("Mark it on the charts", base.on_charts)
        save = st.form_submit_button("Save campaign", type="primary", icon=":material/check:")
    chosen = tuple(days) if isinstance(days, tuple | list) else ()
    if save and not (name and chosen):
        st.error("Give the campaign a name, and pick its first and last day.")
    elif save:
        then = replace(base, name=name, start=chosen[0], end=chosen[-1], note=note, on_charts=on_charts)
        keep_campaign(mine, known, then)
        st.rerun()
    if known and st.button("Delete this campaign", icon=":material/delete:", type="tertiary"):
        take_campaign(mine, known)
        st.rerun()


def at_text(at: time | None, zone: str) -> str:
    """Write a time of day with the town of its zone.

    >>> at_text(time(18, 30), "America/New_York")
    '18:30 New York'
    """
    town = zone.rpartition("/")[2].replace("_", " ")
    return f"{at:%H:%M} {town}".strip() if at else ""


def said_of(one: Entry) -> str:
    """Write what a post is about in a line: time, channel, kind, owner; plain words for Markdown."""
    about = (at_text(one.at, one.zone), one.channel or "no channel yet", one.content_type, one.owner)
    return plain_text(" · ".join(text for text in about if text))
