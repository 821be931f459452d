"""Whose files these are: what waits because it may be somebody else's, asked once; the workspace's accounts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

import streamlit as st

from kpi import placement
from kpi.accounts import Account, named_in
from kpi.catalogue.channels import CHANNELS
from kpi.formats import day_text
from kpi.intake import waits_for
from kpi.store import ACCOUNT, FileRow, Workspace
from pages.parts import access, session
from pages.parts.editing import for_editors
from pages.parts.loads import remove
from pages.parts.words import counted, named, plain_text

_ANSWERED = "answered"
_MOST_NAMED = 3


@for_editors
def account_questions(mine: Workspace, files: Sequence[FileRow]) -> None:
    """Ask, once for all files, which account and which network they are about; show what waits and why."""
    for line in st.session_state.get("left_out", []):
        st.caption(plain_text(line))
    _take_back(mine)
    for _, drop in groupby(sorted(files, key=_moment), key=_moment):
        rows = list(drop)
        if any(row.held == ACCOUNT for row in rows):
            _ask_whose(mine, rows)
    _ask_network(mine, [row for row in files if _lacks_network(row)])
    _ask_account(mine, files)


def accounts_known(mine: Workspace, files: Sequence[FileRow]) -> None:
    """List the workspace's accounts, once somebody looks; one that is not ours takes its files along."""
    known = _known(mine)
    if not known:
        return
    opened = st.expander(f"Accounts ({len(known)})", icon=":material/badge:", key="accounts", on_change="rerun")
    if not opened.open:
        return
    with opened:
        for at, account in enumerate(known):
            own = [row for row in files if not row.held and _names(row, [account])]
            days = [sheet["last_date"] for row in own for sheet in row.report["sheets"] if sheet["last_date"]]
            until = f" · until {day_text(date.fromisoformat(max(days)))}" if days else ""
            formerly = f" · formerly {', '.join(account.also)}" if account.also else ""
            with st.container(horizontal=True, vertical_alignment="center", key=f"account-{at}"):
                said = f"{account.name} · {account.channel} · {counted(len(own))}{until}{formerly}"
                st.markdown(f"{_icon(account.channel)} {plain_text(said)}", width="stretch")
                if access.may_edit(mine) and st.button(
                    "Not ours", key=f"not-ours-{at}", type="tertiary", help="Its files wait and count nowhere"
                ):
                    _hold(mine, own, f"{account.name} is not counted any more.")


def _known(mine: Workspace) -> Sequence[Account]:
    return session.once(mine, ("accounts",), lambda: access.store().accounts(mine.id))


def is_asked(row: FileRow) -> bool:
    """Tell whether one of the questions here is about a file."""
    return row.held == ACCOUNT or _lacks_network(row)


def _lacks_network(row: FileRow) -> bool:
    tables = [sheet for sheet in row.report["sheets"] if sheet["rows_kept"]]
    return not row.held and not row.channel and any(sheet["channel"] is None for sheet in tables)


def _ask_whose(mine: Workspace, drop: Sequence[FileRow]) -> None:
    """Ask which of several parties the workspace is about; where that is known, show what is held."""
    placed = _place(mine, drop)
    by_id = {row.id: row for row in drop}
    with st.container(border=True, key=f"whose-{drop[0].id}"):
        if placed.asks and all(by_id[file].held for party in placed.asks for file in party.files):
            _ask_party(mine, drop, placed.asks)
            return
        waiting = [row for row in drop if row.held == ACCOUNT]
        st.markdown(f"**{counted(len(waiting))} of other accounts, not loaded**")
        belongs = {one.file: one.belongs for one in placed.files}
        for at, (party, rows) in enumerate(_by_party(waiting, placed.parties)):
            _held(mine, drop, rows, party, belongs[rows[0].id], key=f"{drop[0].id}-{at}")


def _ask_party(mine: Workspace, drop: Sequence[FileRow], parties: Sequence[placement.Party]) -> None:
    st.markdown("**Which of these is this workspace about?**")
    st.caption(
        "These files name several accounts. Those that you choose are loaded, the others wait and count nowhere."
    )
    labels = [f"{party.label} · {counted(len(party.files))}" for party in parties]
    chosen = st.pills("Which of these", labels, selection_mode="multi", label_visibility="collapsed", key="parties")
    for party, label in zip(parties, labels, strict=True):
        st.caption(plain_text(f"{label}: {_accounts_of(party)}"))
    if st.button("Load the chosen files", type="primary", disabled=not chosen, key="load-parties"):
        ids = {file for party, label in zip(parties, labels, strict=True) if label in chosen for file in party.files}
        _load(mine, drop, [row for row in drop if row.id in ids])


def _held(
    mine: Workspace,
    drop: Sequence[FileRow],
    rows: Sequence[FileRow],
    party: placement.Party | None,
    belongs: str,
    *,
    key: str,
) -> None:
    """Show held files that belong together, with the ways out."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"held-{key}"):
        who = f"**{plain_text(party.label if party else 'No account named')}** · {counted(len(rows))}"
        st.markdown(f"{who}. {plain_text(_why(party, belongs))}", width="stretch")
        if st.button("This is ours too", key=f"ours-{key}", icon=":material/add:"):
            _load(mine, drop, rows)
        if st.button("Remove", key=f"remove-held-{key}", icon=":material/delete:", type="tertiary"):
            remove(mine, rows, counted(len(rows)))
    st.caption(
        plain_text(
            _accounts_of(party) if party and party.accounts else named([row.name for row in rows], most=_MOST_NAMED)
        )
    )


def _why(party: placement.Party | None, belongs: str) -> str:
    if belongs:
        return f"It belongs to your workspace {belongs}."
    if party and party.accounts:
        return "It is not among this workspace's accounts."
    return "It does not say whose it is, and what was dropped with it is of other accounts."


def _accounts_of(party: placement.Party) -> str:
    return ", ".join(f"{account.name} on {account.channel}" for account in party.accounts) or "no account named"


def _by_party(
    rows: Sequence[FileRow], parties: Sequence[placement.Party]
) -> list[tuple[placement.Party | None, list[FileRow]]]:
    """Put held files together that belong to one party, and those of none."""
    of: dict[placement.Party | None, list[FileRow]] = {}
    for row in rows:
        of.setdefault(next((party for party in parties if row.id in party.files), None), []).append(row)
    return list(of.items())


def _ask_network(mine: Workspace, rows: Sequence[FileRow]) -> None:
    """Ask once which network all files are about that name none."""
    if not rows:
        return
    with st.container(border=True, key="network"):
        does = "does" if len(rows) == 1 else "do"
        st.markdown(f"**{counted(len(rows))} {does} not say which network. Which is it?**")
        st.caption(plain_text(named([row.name for row in rows], most=_MOST_NAMED)))
        answer = st.segmented_control(
            "Which network", placement.MAY_BE, label_visibility="collapsed", key=f"network-{len(rows)}-{rows[0].id}"
        )
        if answer:
            _place_all(mine, [(row, answer, row.account) for row in rows], f"{counted(len(rows))} placed on {answer}.")


def _ask_account(mine: Workspace, files: Sequence[FileRow]) -> None:
    """Ask once for each channel of several accounts which one the files are about that name none."""
    known = _known(mine)
    for channel in dict.fromkeys(account.channel for account in known):
        names = [account.name for account in known if account.channel == channel]
        rows = [row for row in files if not row.held and not row.account and _is_nameless_on(row, channel)]
        if len(names) > 1 and rows:
            with st.container(border=True, key=f"account-of-{channel}"):
                does = "does" if len(rows) == 1 else "do"
                st.markdown(f"**{counted(len(rows))} of {channel} {does} not say which account. Which is it?**")
                st.caption(plain_text(named([row.name for row in rows], most=_MOST_NAMED)))
                answer = st.selectbox(
                    "Which account", names, index=None, label_visibility="collapsed", key=f"which-{channel}-{len(rows)}"
                )
                if answer:
                    told = f"{counted(len(rows))} placed at {answer}."
                    _place_all(mine, [(row, row.channel, answer) for row in rows], told)


def _load(mine: Workspace, drop: Sequence[FileRow], chosen: Sequence[FileRow]) -> None:
    """Load files, and with them those of their drop that are now known to be ours."""
    store = access.store()
    _release(mine, chosen)
    by_id = {row.id: row for row in store.files(mine.id)}
    drop = [by_id[row.id] for row in drop]
    found = {one.file: one for one in _place(mine, drop).files}
    loaded = {row.id for row in chosen}
    for row in drop:
        one = found[row.id]
        if row.held == ACCOUNT and not one.waits:
            loaded.add(row.id)
        if (one.channel or one.account) and not (row.channel or row.account):
            store.place_file(mine.id, row.id, channel=one.channel, account=one.account)
    ours = [row for row in drop if row.id in loaded]
    _release(mine, ours)
    waiting = sum(bool(waits_for(row.report)) for row in ours)
    more = f" {counted(waiting)} to be asked about." if waiting else ""
    said = f"{counted(len(ours) - waiting)} loaded.{more}"
    _remember([(row, row.channel, row.account, ACCOUNT) for row in ours], said)


def _release(mine: Workspace, rows: Sequence[FileRow]) -> None:
    """Let files go that are ours: each is loaded, or waits for what else it has to be asked about."""
    by_wait: dict[str, list[int]] = {}
    for row in rows:
        by_wait.setdefault(waits_for(row.report), []).append(row.id)
    for held, ids in by_wait.items():
        access.store().hold_files(mine.id, ids, held)


def _hold(mine: Workspace, rows: Sequence[FileRow], said: str) -> None:
    access.store().hold_files(mine.id, [row.id for row in rows], ACCOUNT)
    _remember([(row, row.channel, row.account, row.held) for row in rows], said)


def _place_all(mine: Workspace, places: Iterable[tuple[FileRow, str, str]], said: str) -> None:
    before = []
    for row, channel, account in places:
        access.store().place_file(mine.id, row.id, channel=channel, account=account)
        before.append((row, row.channel, row.account, row.held))
    _remember(before, said)


def _remember(before: Sequence[tuple[FileRow, str, str, str]], said: str) -> None:
    """Remember how files stood before an answer, so that it can be taken back."""
    stood = [(row.id, channel, account, held) for row, channel, account, held in before]
    st.session_state[_ANSWERED] = [*st.session_state.get(_ANSWERED, []), (said, stood)]
    st.rerun()


def _take_back(mine: Workspace) -> None:
    """Offer to take the last answer back."""
    answered = st.session_state.get(_ANSWERED, [])
    if not answered:
        return
    said, stood = answered[-1]
    with st.container(horizontal=True, vertical_alignment="center", key="answered"):
        st.caption(plain_text(said))
        if st.button("Take back", key=f"take-back-{len(answered)}", type="tertiary", icon=":material/undo:"):
            store = access.store()
            kept = {row.id for row in store.files(mine.id)}
            for held in {held for *_, held in stood}:
                store.hold_files(mine.id, [one for one, *_, was in stood if was == held and one in kept], held)
            for one, channel, account, _ in stood:
                if one in kept:
                    store.place_file(mine.id, one, channel=channel, account=account)
            st.session_state[_ANSWERED] = answered[:-1]
            st.rerun()


def _place(mine: Workspace, drop: Sequence[FileRow]) -> placement.Placement:
    told = [placement.told_by(row.report, file=row.id, folder=row.folder) for row in drop]
    store = access.store()
    return placement.place(told, store.accounts(mine.id), store.accounts_elsewhere(mine.id))


def _names(row: FileRow, accounts: Sequence[Account]) -> bool:
    return any(one.is_same(account) for one in named_in(row.report) for account in accounts)


def _is_nameless_on(row: FileRow, channel: str) -> bool:
    told = placement.told_by(row.report, file=row.id, folder=row.folder)
    return channel in {name or row.channel for name in told.nameless}


def _icon(channel: str) -> str:
    return f":material/{CHANNELS[channel].icon}:" if channel in CHANNELS else ":material/badge:"


def _moment(row: FileRow) -> datetime:
    return row.uploaded_at
