"""Whose the files of a drop are: which count, which wait because they are somebody else's, and what must be asked.

Nothing is guessed: a file counts where it names an account of the workspace, or where all that stands beside it does.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePosixPath
from typing import Any

from kpi.accounts import Account, known_together, named_in, sound_alike
from kpi.catalogue.channels import CHANNELS

MAY_BE = ("Instagram", "Facebook")
"""The networks of which a file may be that names none."""

_SHORT = {"ig": "Instagram", "insta": "Instagram", "fb": "Facebook", "yt": "YouTube", "li": "LinkedIn", "twitter": "X"}
_YEAR, _NUMBER = re.compile(r"(19|20)\d\d"), re.compile(r"q?\d+")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says of itself: its folder, the accounts it names, the channels of its tables that name none.

    A channel of '' is a table that does not even say which network it is about.
    """

    file: int
    folder: str = ""
    named: tuple[Account, ...] = ()
    nameless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a file belongs: it counts, with the channel and the account it inherits, or it `waits`.

    `belongs` names the other workspace that knows its account.
    """

    file: int
    channel: str = ""
    account: str = ""
    waits: bool = False
    belongs: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Accounts that belong together, being of one file, one client's folder or one name, and all files beside them.

    A client's folder that names no account is a party without any.
    """

    label: str
    accounts: tuple[Account, ...]
    files: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the files of a drop belong, in its order; the workspace's accounts now; all parties of the drop.

    `asks` are those of which an empty workspace may be about one.
    """

    files: tuple[Placed, ...]
    own: tuple[Account, ...]
    parties: tuple[Party, ...]
    asks: tuple[Party, ...] = ()


def told_by(report: Mapping[str, Any], *, file: int, folder: str) -> Told:
    """Take from a file's report what it says of whose it is."""
    nameless = {
        sheet["channel"] or "" for sheet in report["sheets"] if sheet["rows_kept"] and not sheet.get("accounts")
    }
    return Told(file, folder, tuple(known_together(named_in(report))), tuple(sorted(nameless)))


def place(drop: Sequence[Told], own: Iterable[Account], elsewhere: Mapping[str, Iterable[Account]]) -> Placement:
    """Say of each file of a drop whose it is, from the accounts known as the workspace's own and as another's."""
    known = known_together(own)
    clients = _clients(drop)
    parties = _parties(drop, clients)
    whole = [*parties, *_nameless_folders(drop, clients, parties)]
    asked = [] if known else _asked(whole, clients, elsewhere)
    accepted = [] if asked else _accepted(parties, clients, known, elsewhere)
    mine = known_together([*known, *accepted])
    placer = _Placer(drop, clients, parties, mine, elsewhere)
    return Placement(tuple(placer.placed(told) for told in drop), tuple(mine), tuple(whole), tuple(asked))


class _Placer:
    """What all files of a drop are held against."""

    def __init__(
        self,
        drop: Sequence[Told],
        clients: Mapping[int, str],
        parties: Sequence[Party],
        mine: Sequence[Account],
        elsewhere: Mapping[str, Iterable[Account]],
    ) -> None:
        self._drop, self._clients, self._parties, self._mine = drop, clients, parties, mine
        self._elsewhere = elsewhere

    def placed(self, told: Told) -> Placed:
        """Place one file."""
        channel = _channel_of(told, self._drop, self._clients) if "" in told.nameless else ""
        if told.named:
            foreign = [account for account in told.named if not _is_among(account, self._mine)]
            return Placed(told.file, channel, waits=bool(foreign), belongs=self._belongs(foreign))
        near = self._near(told)
        if near is None:
            return Placed(told.file, channel, waits=True)
        foreign = [account for party in near for account in party.accounts if not _is_among(account, self._mine)]
        if foreign:
            return Placed(told.file, channel, waits=True, belongs=self._belongs(foreign) if len(near) == 1 else "")
        return Placed(told.file, channel, self._inherited({*told.nameless, channel} - {""}, near))

    def _near(self, told: Told) -> list[Party] | None:
        """List the parties beside a file: those of its client's folder, else all; None where nothing tells."""
        client = self._clients[told.file]
        near = [party for party in self._parties if any(self._clients[file] == client for file in party.files)]
        if near or not client:
            return near or list(self._parties)
        several = len({name for name in self._clients.values() if name}) >= _SEVERAL
        return None if self._parties or several else []

    def _inherited(self, channels: set[str], near: Sequence[Party]) -> str:
        """Name the account that a file without one is about: the only one beside it, else the only one of ours."""
        if len(channels) != 1:
            return ""
        beside = known_together(account for party in near for account in party.accounts if account.channel in channels)
        ours = [account for account in self._mine if account.channel in channels]
        here = [account for account in ours if _is_among(account, beside)] or ours
        return here[0].name if len(here) == 1 else ""

    def _belongs(self, accounts: Sequence[Account]) -> str:
        return next((of for account in accounts if (of := _workspace_of(account, self._elsewhere))), "")


def _asked(
    parties: Sequence[Party], clients: Mapping[int, str], elsewhere: Mapping[str, Iterable[Account]]
) -> list[Party]:
    """List the parties of which an empty workspace may be about one: several of one channel, or of several folders."""
    free = [party for party in parties if not any(_workspace_of(account, elsewhere) for account in party.accounts)]
    channels = [channel for party in free for channel in {account.channel for account in party.accounts}]
    folders = {client for party in free for file in party.files if (client := clients[file])}
    torn = len(channels) > len(set(channels)) or len(folders) >= _SEVERAL
    return free if len(free) >= _SEVERAL and torn else []


def _accepted(
    parties: Sequence[Party],
    clients: Mapping[int, str],
    known: Sequence[Account],
    elsewhere: Mapping[str, Iterable[Account]],
) -> list[Account]:
    """List the accounts of a drop that become the workspace's: its own, and new ones on a channel without any."""
    taken = {account.channel for account in known}
    has_own = [any(_is_among(account, known) for account in party.accounts) for party in parties]
    accepted = [account for party in parties for account in party.accounts if _is_among(account, known)]
    for party, ours in zip(parties, has_own, strict=True):
        foreign = any(_workspace_of(account, elsewhere) for account in party.accounts)
        other_folder = any(has_own) and not ours and any(clients[file] for file in party.files)
        rivals = [] if ours or not known else [other for other in parties if other is not party]
        claimed = {account.channel for other in rivals for account in other.accounts}
        if not (foreign and not ours) and not other_folder:
            accepted += [
                account
                for account in party.accounts
                if account.channel not in taken | claimed and not _workspace_of(account, elsewhere)
            ]
    return accepted


def _parties(drop: Sequence[Told], clients: Mapping[int, str]) -> list[Party]:
    """Put accounts together that stand in one file or one client's folder, or that have one name."""
    accounts = known_together(account for told in drop for account in told.named)
    standing = {told.file: [account for account in accounts if _is_among(account, told.named)] for told in drop}
    party = {account: {account} for account in accounts}

    def join(some: Iterable[Account]) -> None:
        together = set[Account]().union(*(party[account] for account in some))
        party.update(dict.fromkeys(together, together))

    for named in standing.values():
        join(named)
    for client in {*clients.values()} - {""}:
        join(account for told in drop if clients[told.file] == client for account in standing[told.file])
    for one, other in combinations(accounts, 2):
        if sound_alike(one, other):
            join((one, other))
    found = {id(together): together for together in party.values()}.values()
    return sorted((_party(together, drop, clients, standing) for together in found), key=lambda one: one.label)


def _nameless_folders(drop: Sequence[Told], clients: Mapping[int, str], parties: Sequence[Party]) -> list[Party]:
    standing = {file for party in parties for file in party.files}
    files: dict[str, list[int]] = {}
    for told in drop:
        if clients[told.file] and told.file not in standing:
            files.setdefault(clients[told.file], []).append(told.file)
    return [Party(client, (), tuple(sorted(found))) for client, found in sorted(files.items())]


def _party(
    together: set[Account],
    drop: Sequence[Told],
    clients: Mapping[int, str],
    standing: Mapping[int, Sequence[Account]],
) -> Party:
    accounts = tuple(known_together(together))
    naming = {told.file for told in drop if together & set(standing[told.file])}
    folders = {clients[file] for file in naming} - {""}
    files = tuple(sorted(told.file for told in drop if told.file in naming or clients[told.file] in folders))
    names = dict.fromkeys(account.name for account in accounts)
    return Party(", ".join(sorted(folders)) or ", ".join(names), accounts, files)


def _clients(drop: Sequence[Told]) -> dict[int, str]:
    """Name for each file the folder that may be a client's: the first below what all share that tells nothing else."""
    parts = {told.file: PurePosixPath(told.folder).parts for told in drop}
    shared = 0
    while len({part[shared : shared + 1] for part in parts.values()} - {()}) == 1 and all(
        len(part) > shared for part in parts.values()
    ):
        shared += 1
    return {file: next((name for name in part[shared:] if _may_be_a_client(name)), "") for file, part in parts.items()}


def _may_be_a_client(folder: str) -> bool:
    """Tell whether a folder's name may be a client's: it names no channel, and no year or number alone."""
    words = re.findall(r"[^\W_]+", folder.casefold())
    dated = any(_YEAR.fullmatch(word) for word in words) or all(_NUMBER.fullmatch(word) for word in words)
    return not _channels_in(folder) and not dated


def _channels_in(folder: str) -> set[str]:
    words = re.findall(r"[^\W_]+", folder.casefold())
    said = {name for name in CHANNELS if re.findall(r"[^\W_]+", name.casefold())[0] in words}
    return said | {_SHORT[word] for word in words if word in _SHORT}


def _channel_of(told: Told, drop: Sequence[Told], clients: Mapping[int, str]) -> str:
    """Name the network of a file that does not say: that of its folder's name, else the only one of its sisters."""
    for folder in reversed(PurePosixPath(told.folder).parts):
        named = _channels_in(folder) & set(MAY_BE)
        if named:
            return named.pop() if len(named) == 1 else ""
    for beside in (
        [other for other in drop if other.folder == told.folder],
        [other for other in drop if clients[other.file] == clients[told.file]],
        drop,
    ):
        known = {channel for other in beside for channel in _channels(other)} & set(MAY_BE)
        if known:
            return known.pop() if len(known) == 1 else ""
    return ""


def _channels(told: Told) -> set[str]:
    return {account.channel for account in told.named} | set(told.nameless)


def _is_among(account: Account, accounts: Iterable[Account]) -> bool:
    return any(account.is_same(other) for other in accounts)


def _workspace_of(account: Account, elsewhere: Mapping[str, Iterable[Account]]) -> str:
    return next((name for name, accounts in elsewhere.items() if _is_among(account, accounts)), "")
