"""A new link: what it shows, live or as it is now, until when, for whom; beside it exactly what becomes public."""

from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from kpi import formats
from kpi.catalogue.channels import CHANNELS
from kpi.errors import KpiError
from kpi.periods import Period
from kpi.preferences import preferences
from kpi.reports import Document, page
from kpi.store import Workspace
from kpi.store.habits import LONGEST, Habits, habits
from kpi.store.links import MOST_DAYS, SHORTEST_PASSWORD, NewLink, Shown, Shows
from pages.parts import access, session
from pages.parts.clock import now
from pages.parts.empty import no_data
from pages.parts.one_of import one_of
from pages.parts.settings.links import locale_of_links
from pages.parts.sharing.address import show_address
from pages.parts.sharing.document import document
from pages.parts.sharing.live import show, view_of
from pages.parts.words import plain_text

_PAGES = {Shows.MANAGEMENT: "For your CEO", Shows.OBJECTIVE: "An objective", Shows.TARGETS: "Targets"}
_KINDS = {"live": "Live", "frozen": "As it is now"}
_TURN = "link-turn"
"""Counts the links made in a session: the fields of the next one are empty."""
_CALENDAR_HELP = (
    "The campaigns that are marked on the charts, by their names, and the posts that are, without their words unless "
    "texts go along. Ideas and drafts never do."
)
_NAME_HELP = "Only you see it."


def new_link(mine: Workspace) -> None:
    """Offer to make a link, with what it would show."""
    st.subheader("New link", anchor=False)
    if session.default_period(mine) is None:
        no_data("A link would show your numbers to somebody without an account.")
        return
    usual = habits(mine.settings)
    left, right = st.columns((2, 3), gap="large")
    with left:
        what = _what(mine, usual)
        until = _until(usual)
        frozen = one_of("Which numbers", _KINDS, key="link-kind") == "frozen"
        st.caption("Kept as they are now, whatever is loaded later." if frozen else "Always those of now.")
        _form(mine, what, until, frozen=frozen, must_have=usual.password)
    with right, st.container(border=True, key="link-preview"):
        st.caption(":material/public: This becomes public, and nothing else.")
        _preview(mine, what, until)


def _form(mine: Workspace, what: Shown, until: date, *, frozen: bool, must_have: bool) -> None:
    """Ask for whom the link is; its password comes with the click that makes it, or it is not made."""
    turn = st.session_state.setdefault(_TURN, 0)
    with st.form(f"link-form-{turn}", border=False):
        name = st.text_input("Name", key=f"link-name-{turn}", max_chars=80, placeholder="The board", help=_NAME_HELP)
        password = st.text_input(
            "Password",
            key=f"link-password-{turn}",
            type="password",
            max_chars=200,
            placeholder="Needed here" if must_have else "None: the address alone opens it",
            help=f"At least {SHORTEST_PASSWORD} characters. Tell it by another way than the link.",
            autocomplete="new-password",
        )
        asked = st.form_submit_button("Make the link", key="link-make", type="primary", icon=":material/add_link:")
    if asked and must_have and not password:
        st.error("By the settings of this client, a link must have a password. No link was made.")
    elif asked:
        _make(mine, what, until, frozen=frozen, name=(name or "").strip(), password=password or "")


def _what(mine: Workspace, usual: Habits) -> Shown:
    which = Shows(one_of("What", {key.value: label for key, label in _PAGES.items()}, key="link-what"))
    objectives = session.catalogue(mine).objectives
    objective, channels = "", tuple[str, ...]()
    if which is Shows.OBJECTIVE:
        objective = st.selectbox("Objective", list(objectives), format_func=lambda key: objectives[key].label)
        channels = tuple(st.multiselect("Channels", list(CHANNELS), placeholder="All channels", key="link-channels"))
    days = _days() if which is not Shows.TARGETS else None
    notes = st.checkbox("Notes", value=usual.notes, key="link-notes", help="What the team noted about days.")
    calendar = which is not Shows.TARGETS and st.checkbox("Calendar", key="link-calendar", help=_CALENDAR_HELP)
    texts = st.checkbox("Texts of posts, and the names of files", key="link-texts")
    locale = locale_of_links(usual.locale, key="link-locale")
    return Shown(which, objective, channels, days=days, notes=notes, texts=texts, locale=locale, calendar=calendar)


def _days() -> Period | None:
    chosen = st.date_input(
        "Days",
        value=(),  # type: ignore[arg-type]  # an empty range is one
        key="link-days",
        format="YYYY-MM-DD",
        help="Empty means the last calendar month of your data, and whoever has the link may choose other days.",
    )
    return Period(*chosen) if isinstance(chosen, tuple) and len(chosen) == 2 else None  # noqa: PLR2004


def _until(usual: Habits) -> date:
    today = now().date()
    return st.date_input(
        "Open until",
        value=today + timedelta(days=usual.days),
        min_value=today + timedelta(days=1),
        max_value=today + timedelta(days=LONGEST),
        key="link-until",
        format="YYYY-MM-DD",
        help=f"At most {MOST_DAYS} days. You are warned a week before.",
    )


def _make(mine: Workspace, what: Shown, until: date, *, frozen: bool, name: str, password: str) -> None:
    """Make the link, or say why it cannot be made; nothing is kept then."""
    try:
        kept = page(_document(mine, what, until)) if frozen else b""
        new = NewLink(name, what, _end_of(until), access.person().name, now(), password=password, page=kept)
        told = access.store().create_link(mine.id, new)
    except KpiError as error:
        st.error(plain_text(str(error)))
        return
    show_address(told)
    st.session_state[_TURN] += 1
    st.rerun()


def _document(mine: Workspace, what: Shown, until: date) -> Document:
    with formats.speaking(_locale(mine, what)):
        return document(mine, what, view_of(mine, what), until=until)


def _preview(mine: Workspace, what: Shown, until: date) -> None:
    try:
        with formats.speaking(_locale(mine, what)):
            show(mine, what, view_of(mine, what), until=until)
    except KpiError as error:
        st.info(plain_text(str(error)))


def _locale(mine: Workspace, what: Shown) -> str:
    return what.locale or preferences(mine.settings).locale


def _end_of(day: date) -> datetime:
    """Give the moment at which a day is over."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)
