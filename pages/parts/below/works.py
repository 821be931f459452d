"""When and what works: one channel's posts by weekday and hour, and by content type."""

from collections.abc import Sequence

import streamlit as st

from kpi.catalogue.channels import SOCIAL
from kpi.charts.heat import times_heat, types_bars
from kpi.choice import Scope
from kpi.insight.ages import Ages
from kpi.insight.patterns import Works
from kpi.insight.patterns import works as works_of
from kpi.measure import Question
from kpi.periods import Period
from kpi.sentences.works import works_remarks, works_sentence
from pages.parts import session
from pages.parts.below.asked import aged, channels_telling, days_of_posts, question_over
from pages.parts.below.no_posts import no_posts
from pages.parts.below.shown import Shown
from pages.parts.picture import show
from pages.parts.replayed import replayed
from pages.parts.words import plain_text

_WIDE = (3, 2)


def works(shown: Shown) -> None:
    """Say when and what works on one channel, and draw its times and content types."""
    days = days_of_posts(shown)
    channels = channels_telling(shown, question_over(shown, days))
    channel = _channel(channels, shown.view.scope)
    if channel not in channels:
        no_posts(shown, channel)
        return
    question = question_over(shown, days, channel=channel)
    found, age = works_on(shown, question, channel)
    replayed(
        shown.mine,
        ("works", *session.told(question), shown.currency, shown.view.week),
        lambda: _drawn(shown, found, age, days),
    )


def works_on(shown: Shown, question: Question, channel: str) -> tuple[Works, Ages | None]:
    """Say when and what works on a channel, and at which age its posts were counted, once a question."""
    return session.once(shown.mine, ("works", *session.told(question)), lambda: _found(shown, question, channel))


def _found(shown: Shown, question: Question, channel: str) -> tuple[Works, Ages | None]:
    """Work it out, and say at which age the posts were counted where it is one for all."""
    valued, equal = aged(shown, question)
    return works_of(valued, equal.posts, channel), equal.ages.get(channel)


def _channel(telling: Sequence[str], scope: Scope) -> str:
    """Ask for the channel; each is looked at on its own, since channels differ in all that they are.

    Every one that may have posts is offered, so that a link keeps its choice; none chosen means the one with most.
    One that the page's own choice of channels leaves out is not shown, and that is said.
    """
    first = next(iter(telling), "")
    picked = st.selectbox(
        "Channel of the posts",
        list(dict.fromkeys([*SOCIAL, *telling])),
        index=None,
        placeholder=first or "No channel tells of it",
        key="works-channel",
        bind="query-params",
        persist_state="session",
        width=220,
    )
    if picked and scope.channels and picked not in scope.channels:
        st.caption(plain_text(f"{picked} is not among the channels chosen at the top of this page."))
        return first
    return picked or first


def _drawn(shown: Shown, found: Works, age: Ages | None, days: Period) -> None:
    kpi = shown.answer.kpi
    sentence = works_sentence(found, kpi, days)
    remarks = " ".join(works_remarks(found, kpi, age))
    st.markdown(f"##### {plain_text(sentence)}\n\n:gray[:small[{plain_text(remarks)}]]")
    if found.times is None and found.types is None:
        return
    left, right = st.columns(_WIDE, gap="medium")
    if found.times:
        with left:
            show(times_heat(found.times, kpi, currency=shown.currency, week=shown.view.week), sentence)
    if found.types:
        with right:
            show(types_bars(found.types, kpi, currency=shown.currency), sentence)
    st.caption(plain_text(_method(found)))


def _method(found: Works) -> str:
    """Say how it was compared."""
    among = {"Times": found.times, "content types": found.types}
    compared = [f"{name} among {_alike(one.held)}" for name, one in among.items() if one]
    said = "; ".join(compared)
    return (
        "Each cell says how many posts it has. Every group is drawn towards the usual by twenty average posts. A "
        "difference is named where it is 15 % or more, and chance alone brings as much in at most one of a hundred "
        f"shuffles. {said[:1].upper()}{said[1:]}. It says what went together, not why."
    )


def _alike(held: tuple[str, ...]) -> str:
    return f"posts of the same {' and '.join(held)}" if held else "all posts of the channel"
