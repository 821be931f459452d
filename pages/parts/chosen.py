"""Which of the workspaces that somebody may enter is in use: named in the address, kept while they look around."""

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kpi.store import Workspace
from pages.parts.sharing.guest import CAME
from pages.parts.words import plain_text

PARAMETER = "workspace"
"""What names the workspace in an address, so that a copied link opens the right one."""
_USED, _WANTED, _CONTROL = "workspace-used", "workspace-wanted", "workspace-switch"
_UNKNOWN, _NOTED = "workspace-unknown", "workspace-noted"
PUT_AWAY = "client-put-away"
"""What remembers the client that was archived just now."""
_OF_THE_PERSON = frozenset({"store", "who-typed-last", CAME, _USED, _WANTED, _UNKNOWN, _NOTED, PUT_AWAY})
"""What the session keeps whichever workspace is in use; all else speaks of one workspace and ends with it."""
_NOT_HERE = "The address names a client that is not here, or that is not open to you. This is {}."


def in_use(allowed: Sequence[Workspace], last_used: Callable[[], str]) -> Workspace:
    """Give the workspace in use: the one of this session, else the one that was used last, else the first."""
    known = {one.id: one for one in allowed}
    return known.get(st.session_state.get(_USED, "")) or known.get(last_used()) or allowed[0]


def choose(workspace_id: str) -> None:
    """Ask for another workspace; the next run begins with it."""
    st.session_state[_WANTED] = workspace_id


def settle(page: StreamlitPage, allowed: Sequence[Workspace], last_used: Callable[[], str]) -> Workspace:
    """Say which workspace this run is about, and begin anew where that is another than before.

    What is wanted by a click goes before what the address names, and that before the workspace in use. Who comes to
    the front door, and has several, begins with all of them.
    """
    state = st.session_state
    known = {one.id: one for one in allowed}
    named = st.query_params.get(PARAMETER, "")
    clicked = state.pop(_WANTED, "")
    mine = known.get(clicked) or known.get(named) or in_use(allowed, last_used)
    former = state.get(_USED, mine.id)
    comes_first = _USED not in state and not named and not page.url_path and len(allowed) > 1
    state[_USED] = mine.id
    if comes_first:
        st.switch_page("clients.py", query_params={PARAMETER: mine.id})
    if mine.id != former:
        _forget_all()
        state[_UNKNOWN] = ""
        st.switch_page(page, query_params={**({} if clicked else st.query_params.to_dict()), PARAMETER: mine.id})
    if named and named not in known:
        state[_UNKNOWN] = page.url_path
    _name(mine, is_one_of_many=len(allowed) > 1)
    return mine


def is_news(mine: Workspace, allowed: Sequence[Workspace]) -> bool:
    """Tell whether this session turned to a workspace just now, out of several."""
    noted = st.session_state.get(_NOTED)
    st.session_state[_NOTED] = mine.id
    return noted != mine.id and len(allowed) > 1


def say_what_is_unknown(page: StreamlitPage, mine: Workspace) -> None:
    """Say that the address named a workspace that is not to be had, as long as its page is looked at."""
    if _UNKNOWN in st.session_state and st.session_state[_UNKNOWN] == page.url_path:
        st.info(_NOT_HERE.format(f"“{plain_text(mine.name)}”"), icon=":material/link_off:")
    else:
        st.session_state.pop(_UNKNOWN, None)


def of_workspace(page: StreamlitPage, mine: Workspace) -> StreamlitPage:
    """Give a page the identity of its workspace, so that nothing its fields hold appears in those of another.

    Streamlit tells widgets apart by the page they stand on, in the browser as on the server, and what it calls a page
    follows from this path; its place in the address was settled before.
    """
    page._url_path = f"{mine.id}/{page._url_path}"  # noqa: SLF001  # nothing else tells them apart
    return page


def switcher(mine: Workspace, allowed: Sequence[Workspace]) -> None:
    """Offer the other workspaces in the sidebar, where there are any."""
    if len(allowed) == 1:
        return
    labels = labelled(allowed)
    st.session_state[_CONTROL] = mine.id
    st.sidebar.selectbox(
        "Client",
        list(labels),
        format_func=labels.__getitem__,
        key=_CONTROL,
        on_change=lambda: choose(st.session_state[_CONTROL]),
        help=labels[mine.id],
    )


def labelled(workspaces: Sequence[Workspace]) -> dict[str, str]:
    """Name workspaces by their ids; of two that bear one name, each says which it is.

    >>> labelled([Workspace("a", "Anker"), Workspace("b", "Bogen"), Workspace("c", "Anker")])
    {'a': 'Anker (1)', 'b': 'Bogen', 'c': 'Anker (2)'}
    """
    many, seen = Counter(one.name for one in workspaces), Counter[str]()
    labels = {}
    for one in workspaces:
        seen[one.name] += 1
        labels[one.id] = f"{one.name} ({seen[one.name]})" if many[one.name] > 1 else one.name
    return labels


def _forget_all() -> None:
    for key in [key for key in st.session_state if key not in _OF_THE_PERSON]:
        del st.session_state[key]


def _name(mine: Workspace, *, is_one_of_many: bool) -> None:
    """Let the address name the workspace, where there are several."""
    named = st.query_params.get(PARAMETER)
    if is_one_of_many and named != mine.id:
        st.query_params[PARAMETER] = mine.id
    elif named and not is_one_of_many and named != mine.id:
        del st.query_params[PARAMETER]
