"""What stands on a page for who may not come in, and for who has: the way to sign in, and out."""

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from pages.parts import access
from pages.parts.clock import now
from pages.parts.mode import mode
from pages.parts.paths import SIGN_OUT, below_base, to_sign_in
from pages.parts.words import plain_text

_GREETED = "greeted"


def come_in() -> None:
    """Go on where something is open to whoever is here; else say why not, and stop."""
    if why := access.closed():
        st.warning(plain_text(why), icon=":material/lock:")
        if why == access.SIGN_IN:
            st.button("Sign in", type="primary", on_click=_to_sign_in)
        _way_out()
        st.stop()
    _greet()


def say_who_is_here() -> None:
    """Say in the sidebar who is signed in, and offer to end that."""
    with st.sidebar:
        _way_out()


def _way_out() -> None:
    here = access.person()
    if mode().signs_in and access.who_signed_in(st.context.cookies):
        if here.name:
            st.caption(f"Signed in as {plain_text(here.name)}")
        st.button("Sign out", icon=":material/logout:", type="tertiary", on_click=_go, args=(below_base(SIGN_OUT),))


def _to_sign_in() -> None:
    _go(to_sign_in(f"/{st.context.url.partition('//')[2].partition('/')[2]}" if st.context.url else "/"))


def _go(path: str) -> None:
    """Lead the browser to an address of this server that is no page of the app, as Streamlit's own sign-in does."""
    context = get_script_run_ctx()
    if context is not None:
        message = ForwardMsg()
        message.auth_redirect.url = path
        context.enqueue(message)


def _greet() -> None:
    """Keep, once a session, that an invited person came."""
    here = access.person()
    if here.id and not st.session_state.get(_GREETED):
        access.kept().greet(here.id, here.name, at=now())
        st.session_state[_GREETED] = True
