"""What is public now: each link with what it shows, who looked when, and what can be done with it."""

from datetime import timedelta

import streamlit as st

from kpi.formats import day_text
from kpi.store import Workspace
from kpi.store.links import DEFAULT_DAYS, Link, Shows, State
from pages.parts import access, session
from pages.parts.clock import now
from pages.parts.sharing.address import show_address
from pages.parts.words import plain_text

_REVOKED = "link-revoked"
_PAGES = {Shows.MANAGEMENT: "For your CEO", Shows.TARGETS: "Targets", Shows.CALENDAR: "Calendar to subscribe to"}


def listed(mine: Workspace) -> None:
    """Show what is public at the top, then what is not any more, and offer to bring back what was revoked just now."""
    known = access.store().links(mine.id)
    opened = [link for link in known if link.opens(now())]
    said = f"{len(opened)} {'link is' if len(opened) == 1 else 'links are'} open" if opened else "Nothing is public"
    st.markdown(f"##### {said}.")
    show_address()
    _undo_line(mine)
    for link in known:
        if link.state is not State.REVOKED and now() < link.until:
            _line(mine, link)
    _ended(mine, [link for link in known if link.state is State.REVOKED or now() >= link.until])


def what_text(mine: Workspace, link: Link) -> str:
    """Name what a link shows: the page, live or as it was on a day, and the channels and days it is held to."""
    shown = link.shown
    objective = session.catalogue(mine).objectives.get(shown.objective)
    page = _PAGES.get(shown.page) or (objective.label if objective else "An objective that is gone")
    kind = f"as it was on {day_text(link.made_at.date())}" if link.frozen else "live"
    days = f"{day_text(shown.days.start)} to {day_text(shown.days.end)}" if shown.days else ""
    locked = [", ".join((*shown.channels, *shown.accounts)), days, "with a password" if link.has_password else ""]
    return " · ".join(text for text in (f"{page}, {kind}", *locked) if text)


def _line(mine: Workspace, link: Link) -> None:
    """Show one link: how it stands and what it shows, and at the end of the line what can be done with it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small", key=f"link-{link.id}"):
        title = plain_text(link.name or what_text(mine, link))
        about = [what_text(mine, link)] if link.name else []
        small = (f":gray[:small[{plain_text(text)}]]" for text in (*about, _seen(link)))
        with st.container(width="stretch"):
            st.markdown("  \n".join([f"{_badge(link)} **{title}**", *small]))
        if access.role(mine).may_edit:
            with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
                _ways(mine, link)


def _badge(link: Link) -> str:
    if link.state is State.PAUSED:
        return ":gray-badge[:material/pause: paused]"
    if link.ends_soon(now()):
        left = max((link.until - now()).days, 1)
        return f":orange-badge[:material/schedule: ends in {left} day{'s' if left > 1 else ''}]"
    return ":green-badge[:material/public: open]"


def _seen(link: Link) -> str:
    """Say who looked when, and until when the link is open."""
    looked = f"opened {link.views} time{'s' if link.views > 1 else ''}" if link.views else "not opened yet"
    last = f", last on {day_text(link.last_opened.date())}" if link.last_opened else ""
    return f"Until {day_text(link.last_day)} · {looked}{last}"


def _ways(mine: Workspace, link: Link) -> None:
    if link.ends_soon(now()):
        label = f"Keep it {DEFAULT_DAYS} days longer"
        st.button(label, key=f"longer-{link.id}", icon=":material/update:", on_click=_longer, args=(mine, link))
    if link.state is State.PAUSED:
        words, icon, to = "Open again", ":material/play_arrow:", State.OPEN
    else:
        words, icon, to = "Pause", ":material/pause:", State.PAUSED
    st.button(words, key=f"pause-{link.id}", type="tertiary", icon=icon, on_click=_set, args=(mine, link, to))
    st.button(
        "New address",
        key=f"rotate-{link.id}",
        type="tertiary",
        icon=":material/autorenew:",
        help="The former address opens nothing any more; whoever has it needs the new one.",
        on_click=_rotate,
        args=(mine, link),
    )
    st.button(
        "Revoke",
        key=f"revoke-{link.id}",
        type="tertiary",
        icon=":material/link_off:",
        on_click=_revoke,
        args=(mine, link),
    )


def _set(mine: Workspace, link: Link, to: State) -> None:
    access.store().set_link(mine.id, link.id, to, at=now(), who=access.person().name)


def _revoke(mine: Workspace, link: Link) -> None:
    _set(mine, link, State.REVOKED)
    st.session_state[_REVOKED] = link


def _rotate(mine: Workspace, link: Link) -> None:
    made = access.store().rotate_link(mine.id, link.id, at=now(), who=access.person().name)
    show_address(made)


def _longer(mine: Workspace, link: Link) -> None:
    until = link.until + timedelta(days=DEFAULT_DAYS)
    access.store().extend_link(mine.id, link.id, until, at=now(), who=access.person().name)


def _undo_line(mine: Workspace) -> None:
    """Offer to open again what was revoked just now: its address is the same, and opened nothing meanwhile."""
    link: Link | None = st.session_state.get(_REVOKED)
    if link is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"“{plain_text(link.name or what_text(mine, link))}” opens nothing any more.")
        st.button("Undo", key="link-undo", type="tertiary", icon=":material/undo:", on_click=_undo, args=(mine, link))


def _undo(mine: Workspace, link: Link) -> None:
    _set(mine, link, link.state)
    st.session_state[_REVOKED] = None


def _ended(mine: Workspace, links: list[Link]) -> None:
    if links:
        with st.expander(f"Not public any more ({len(links)})", icon=":material/history:"):
            for link in links:
                why = "revoked" if link.state is State.REVOKED else "ended"
                st.markdown(
                    f"**{plain_text(link.name or what_text(mine, link))}**  \n"
                    f":gray[:small[{plain_text(f'{why} · {_seen(link)}')}]]"
                )
