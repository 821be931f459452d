"""The side form of a post in the calendar: added, moved, copied, taken away."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any
from uuid import uuid4

import streamlit as st

from kpi.calendar.entry import LONGEST, Entry, Stage, clean, one_line
from kpi.calendar.hints import Hint
from kpi.calendar.matching import Published
from kpi.calendar.zones import zone_of, zones
from kpi.catalogue.channels import SOCIAL
from kpi.formats import day_text
from kpi.store import Workspace
from pages.parts import access, clock, session
from pages.parts.editing import for_editors
from pages.parts.fragment import dialog
from pages.parts.plan.change import keep, take
from pages.parts.plan.hints import hints_for
from pages.parts.plan.known import plan_of
from pages.parts.plan.quicker import ask, attempt, begun, field, first
from pages.parts.words import plain_text

_KINDS = ("photo", "carousel", "reel", "video", "story", "link", "text", "other")
_NONE = ""


@for_editors
def edit(mine: Workspace, known: Entry | None, day: date) -> None:
    """Ask for all of a post, and keep, copy or delete it."""
    begun()
    _edit(mine, known or _new(day), is_new=known is None)


@for_editors
def plan_like(mine: Workspace, hint: Hint, objective: str) -> None:
    """Begin a post for an objective with what stood out."""
    begun()
    new = replace(_new(hint.day(clock.now().date())), channel=hint.channel, at=hint.at, objective=objective)
    _edit(mine, replace(new, content_type=hint.kind), is_new=True)


def _new(day: date) -> Entry:
    return Entry(str(uuid4()), day, clock.now(), stage=Stage.PLANNED, made_by=access.person().name)


@dialog("Post", width="medium", icon=":material/edit_calendar:")
def _edit(mine: Workspace, base: Entry, *, is_new: bool) -> None:
    then = _fields(mine, base)
    said = st.container()
    with st.container(horizontal=True):
        save = st.button("Save post", type="primary", icon=":material/check:")
        copy = not is_new and st.button("Save as a copy", icon=":material/content_copy:")
        delete = not is_new and st.button("Delete this post", icon=":material/delete:", type="tertiary")
    seen = None if is_new else base
    if (save or copy) and (problem := _problem(then)):
        said.error(problem)
    elif copy:
        _copy(mine, then)
    elif save:
        attempt(lambda theirs: keep(mine, theirs, then, _done(seen, then)), seen)
    elif delete:
        attempt(partial(take, mine), seen, yours="Yours is to delete it.")
    with said:
        ask(seen)


def _copy(mine: Workspace, then: Entry) -> None:
    other = replace(then, id=str(uuid4()), uid="", post="", made_by=access.person().name)
    said = f"“{other.called}” was copied to {day_text(other.day)}."
    attempt(lambda _: keep(mine, None, other, said), None)


def _done(seen: Entry | None, then: Entry) -> str:
    if seen and seen.day != then.day:
        return f"“{then.called}” was moved to {day_text(then.day)}."
    return f"“{then.called}” was {'changed' if seen else 'added'}."


def _problem(then: Entry) -> str:
    """Say what is missing or wrong; '' where nothing is."""
    if not then.called:
        return "Give the post a title, or write its text."
    if then.link and not then.link.startswith(("https://", "http://")):
        return "A link begins with https:// or http://."
    return ""


def _fields(mine: Workspace, base: Entry) -> Entry:
    title = st.text_input(
        "Title", key=first("title", base.title), max_chars=LONGEST["title"], placeholder="What it is about"
    )
    placed = _when_and_where(mine, base)
    left, right = st.columns(2)
    stage = _one(left, "State", list(Stage), base.stage, lambda one: one.value.capitalize())
    owner = right.text_input("Owner", key=first("owner", base.owner), max_chars=LONGEST["owner"])
    text = st.text_area("Text", key=first("text", base.text), max_chars=LONGEST["text"], height=140)
    left, right = st.columns(2)
    link = left.text_input("Link", key=first("link", base.link), max_chars=LONGEST["link"], placeholder="https://")
    objectives = {key: one.label for key, one in session.catalogue(mine).objectives.items()}
    objective = _one(right, "Objective", [_NONE, *objectives], base.objective, lambda key: objectives.get(key, ""))
    return replace(
        placed,
        title=one_line(title or ""),
        stage=stage,
        owner=one_line(owner or ""),
        text=clean(text or ""),
        link=one_line(link or ""),
        objective=objective,
        post=_became(mine, base),
        on_charts=st.checkbox("Mark it on the charts", key=first("marked", base.on_charts)),
    )


def _when_and_where(mine: Workspace, base: Entry) -> Entry:
    """Ask for the channel and kind of a post, and for its day and time."""
    left, right = st.columns(2)
    channel = _one(left, "Channel", [_NONE, *SOCIAL], base.channel)
    kind = _one(right, "Content type", [_NONE, *_KINDS], base.content_type)
    aim = st.session_state.get(field("Objective"), base.objective)
    hints_for(mine, aim, channel=channel, kind=kind, use=_use)
    left, middle, right = st.columns([3, 3, 4])
    day = left.date_input("Day", key=first("day", base.day), format="YYYY-MM-DD")
    at = middle.time_input("Time", key=first("time", base.at), step=300)
    zone = _zone(right, base) if at else _NONE
    return replace(base, day=day or base.day, at=at, zone=zone, channel=channel, content_type=kind)


def _use(hint: Hint) -> None:
    """Put into the form what stood out: its day and time by the clock of the files, or its content type."""
    state = st.session_state
    state[field("Channel")] = hint.channel
    if hint.kind:
        state[field("Content type")] = hint.kind
    if hint.is_timed:
        state[field("day")] = hint.day(state[field("day")] or clock.now().date())
    if hint.at:
        state.update({field("time"): hint.at, field("Time zone"): _NONE})


def _zone(place: Any, base: Entry) -> str:  # noqa: ANN401
    """Ask in which time zone the time is: a new one is that of whoever plans."""
    given = base.zone if base.at else zone_of(st.context.timezone or "")
    chosen: str = _one(place, "Time zone", [_NONE, *sorted(zones())], given, lambda name: name or "Local time")
    return chosen


def _became(mine: Workspace, base: Entry) -> str:
    """Ask which published post it became, where that is in doubt or was said."""
    candidates: Sequence[Published] = plan_of(mine).found.doubts.get(base.id, ())
    known = {post.key: f"{day_text(post.day)}: {' '.join(post.title.split())[:70]}" for post in candidates if post.key}
    if base.post:
        known.setdefault(base.post, "The post that was chosen before")
    if not known:
        return base.post
    chosen: str = _one(
        st, "Which published post is it?", [_NONE, *known], base.post, lambda key: known.get(key, "None, or not known")
    )
    return chosen


def _one(place: Any, label: str, options: Sequence[Any], given: Any, says: Callable[[Any], str] = str) -> Any:  # noqa: ANN401
    """Ask for one of several, among which what was given before, or is chosen by now, always is."""
    key = first(label, given)
    offered = list(dict.fromkeys((*options, given, st.session_state[key])))
    return place.selectbox(label, offered, key=key, format_func=lambda one: says(one) or (str(one) or "Not decided"))


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
