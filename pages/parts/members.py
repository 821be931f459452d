"""Who may come into a workspace: listed, invited by address, given another role, let in no more."""

from dataclasses import replace

import streamlit as st

from kpi.errors import KpiError
from kpi.formats import day_text
from kpi.store import Member, Role, Workspace
from kpi.store.keeping import Act
from kpi.store.members import plain_address
from pages.parts import access
from pages.parts.clock import now
from pages.parts.mode import owner_addresses
from pages.parts.words import named, plain_text

_TAKEN, _WRONG = "member-taken", "member-wrong"
_MEANS = {
    Role.OWNER: "Owner: everything, and who may come",
    Role.EDITOR: "Editor: everything but who may come",
    Role.VIEWER: "Viewer: looks",
}
_ALONE = (
    "Whoever reaches this Goalpost sees all of it: it is set up for one computer, or behind one password. To invite "
    "people under their own names, set up a sign-in: the README says how, under “Who may come”."
)


def show_members(mine: Workspace) -> None:
    """List who may come and let an owner change that; say why there is nothing to change to all others."""
    if not access.knows_members():
        st.caption(_ALONE)
        return
    if access.role(mine) is not Role.OWNER:
        st.caption("The owners of this workspace say who may come.")
        return
    if everywhere := sorted(owner_addresses()):
        owns = "owns" if len(everywhere) == 1 else "own"
        st.caption(plain_text(f"{named(everywhere)} {owns} every client here: the secrets of this server say so."))
    for member in access.store().members(mine.id):
        _line(mine, member)
    if taken := st.session_state.get(_TAKEN):
        label = plain_text(f"Let {taken.address} in again")
        st.button(label, icon=":material/undo:", type="tertiary", on_click=_bring_back, args=(mine,))
    _invite(mine)


def _line(mine: Workspace, member: Member) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        who = f"**{plain_text(member.name)}**  \n" if member.name and member.name != member.address else ""
        came = f"since {day_text(member.came_at.date())}" if member.came_at else "invited, has not come yet"
        st.markdown(f"{who}{plain_text(member.address)} · {came}", width="stretch")
        if member.address == access.person().id:
            st.caption(f"{_MEANS[member.role].partition(':')[0]}, you")
            return
        key = f"role-{member.address}"
        st.selectbox(
            f"Role of {member.address}",
            list(Role),
            index=list(Role).index(member.role),
            format_func=lambda role: role.value.capitalize(),
            key=key,
            label_visibility="collapsed",
            width=130,
            on_change=_change,
            args=(mine, member, key),
        )
        st.button(
            "Remove",
            key=f"remove-{member.address}",
            help=f"Let {plain_text(member.address)} in no more",
            on_click=_remove,
            args=(mine, member),
        )


def _invite(mine: Workspace) -> None:
    with st.form("invite", border=False):
        with st.container(horizontal=True):
            st.text_input(
                "Invite by e-mail address",
                placeholder="ana@example.com",
                max_chars=254,
                key="invite-address",
                width=320,
            )
            st.selectbox("May do", list(Role), index=2, format_func=_MEANS.__getitem__, key="invite-role", width=320)
        st.form_submit_button("Invite", icon=":material/person_add:", on_click=_keep_invited, args=(mine,))
    st.caption(
        "Nothing is sent: tell them this Goalpost's address. They are let in once they sign in with that e-mail "
        "address, verified by the provider of your sign-in."
    )
    if wrong := st.session_state.pop(_WRONG, ""):
        st.error(plain_text(wrong), icon=":material/error:")


def _keep_invited(mine: Workspace) -> None:
    """Let in whom the form names; who is there already gets the role of the form."""
    state, here = st.session_state, access.person()
    try:
        address = plain_address(state["invite-address"])
        if address == here.id:
            state[_WRONG] = "That is your own address. Let another owner change your role."
            return
        known = {member.address: member for member in access.store().members(mine.id)}
        invited = known.get(address) or Member(address, Role.VIEWER, here.id, now())
        _save(mine, replace(invited, role=Role(state["invite-role"])), "invited" if address not in known else "changed")
    except KpiError as wrong:
        state[_WRONG] = str(wrong)
        return
    state["invite-address"] = ""


def _change(mine: Workspace, member: Member, key: str) -> None:
    _save(mine, replace(member, role=Role(st.session_state[key])), "changed")


def _save(mine: Workspace, member: Member, what: str) -> None:
    access.store().save_member(mine.id, member)
    _note(mine, f"{what} as {member.role}", member)


def _remove(mine: Workspace, member: Member) -> None:
    st.session_state[_TAKEN] = access.store().delete_member(mine.id, member.address)
    _note(mine, "let in no more", member)


def _bring_back(mine: Workspace) -> None:
    _save(mine, st.session_state.pop(_TAKEN), "let in again")


def _note(mine: Workspace, what: str, member: Member) -> None:
    access.store().note_act(mine.id, Act(now(), access.person().id, what, member.address))
